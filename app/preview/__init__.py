"""Previews for the window, in a process of their own: faces, waveforms, short videos."""
