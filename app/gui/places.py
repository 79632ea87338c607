"""Opens files with the system's programs, and shows them in the system's file manager."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices


def open_file(path: Path) -> bool:
    """Opens a file or a folder as a double click would; whether something took it."""
    return bool(QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))


def show_in_folder(path: Path) -> bool:
    """Shows a file selected where the system can do that, else its folder."""
    if path.exists():
        if sys.platform == "win32":
            # One argument: Explorer reads what follows the comma with all its spaces.
            program = QProcess()
            program.setProgram("explorer.exe")
            program.setNativeArguments(f'/select,"{path}"')
            return bool(program.startDetached()[0])
        if sys.platform == "darwin":
            return bool(QProcess.startDetached("open", ["-R", str(path)])[0])
    folder = next((one for one in path.parents if one.is_dir()), path.parent)
    return open_file(folder)
