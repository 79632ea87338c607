"""Mouthpiece, the program: command line, checks of the machine, benchmarks."""

__version__ = "0.1.0"
