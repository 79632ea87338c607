"""What most calls of ffmpeg have in common."""

from __future__ import annotations

QUIET = ("-hide_banner", "-nostdin", "-nostats", "-loglevel", "error")
# How far a long run is comes on stdout, ten times a second.
REPORTING = (*QUIET, "-progress", "pipe:1", "-stats_period", "0.1")
DECODER = ("-threads", "2")
# x264 may decide differently with another number of threads: a fixed one keeps files identical.
ENCODER_THREADS = ("-threads", "4")
