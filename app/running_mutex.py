"""Tells installers on Windows that the program runs: by a mutex, which dies with its process."""

from __future__ import annotations

import sys

NAME = r"Global\Mouthpiece.Running"  # installers/windows/mouthpiece.nsi looks for it

if sys.platform == "win32":
    import ctypes

    def announce() -> None:
        """Holds the mutex until this process ends; there is nothing to give back."""
        ctypes.windll.kernel32.CreateMutexW(None, False, NAME)

else:

    def announce() -> None:
        """Nothing: only Windows keeps files from being replaced while they are used."""
