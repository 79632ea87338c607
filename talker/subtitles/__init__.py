"""Subtitles: cue files, their times, their look, and fonts that can write them."""
