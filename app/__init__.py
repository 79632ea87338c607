"""Mouthpiece, the program: command line, checks of the machine, benchmarks."""

import os

from talker.version import __version__

# What else is installed has no part in our declarations, nor is it looked through at every start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

__all__ = ["__version__"]
