"""Finds programs of the system, and never one that merely lies beside the user's files.

`shutil.which` looks into the current folder first on Windows, and wherever PATH says elsewhere: a
folder from the mail with a program of the right name in it would be enough.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

# Programs that we start find their own in the same way (Windows; harmless elsewhere).
NO_CURRENT_FOLDER = {"NoDefaultCurrentDirectoryInExePath": "1"}


def find_program(name: str) -> Path | None:
    """The absolute path of the program `name` (without `.exe`); None where it is not installed.

    Windows: the system's folders, the graphics driver's and espeak-ng's, nothing else. Elsewhere:
    the absolute folders of PATH; a relative or an empty entry would mean the current folder.
    """
    if sys.platform == "win32":
        places, ending = _windows_folders(), ".exe"
    else:
        places, ending = _path_folders(), ""
    for place in places:
        program = place / f"{name}{ending}"
        if program.is_file() and os.access(program, os.X_OK):
            return program
    return None


def _windows_folders() -> Iterator[Path]:
    root = os.environ.get("SYSTEMROOT", r"C:\Windows")
    yield Path(root, "System32")
    yield Path(root, "System32", "WindowsPowerShell", "v1.0")
    for variable in ("ProgramW6432", "ProgramFiles"):
        if folder := os.environ.get(variable):
            yield Path(folder, "NVIDIA Corporation", "NVSMI")
            yield Path(folder, "eSpeak NG")


def _path_folders() -> Iterator[Path]:
    for entry in os.environ.get("PATH", os.defpath).split(os.pathsep):
        if Path(entry).is_absolute():
            yield Path(entry)
