"""Deliverables: other shapes, sounds and containers of a finished video, by ffmpeg."""
