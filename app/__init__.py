"""Mouthpiece, the program: command line, checks of the machine, benchmarks."""

from talker.version import __version__

__all__ = ["__version__"]
