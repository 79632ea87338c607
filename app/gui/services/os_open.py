"""Hands files to the system: to its programs, its file manager, its trash."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFile, QProcess, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from talker.errors import ErrorCode, InputError


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
    folder = next((parent for parent in path.parents if parent.is_dir()), path.parent)
    return open_file(folder)


def move_to_trash(paths: Sequence[Path]) -> None:
    """From where the system can bring them back. InputError for the first that cannot be moved."""
    # Linux keeps the trash there and Qt does not make the folder around it.
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    Path(place).mkdir(parents=True, exist_ok=True)
    for path in paths:
        if path.exists() and not QFile(str(path)).moveToTrash():
            raise InputError(
                ErrorCode.OUTPUT_UNWRITABLE,
                f"{path.name} could not be moved to the trash.",
                "Delete it in the file manager.",
                path,
            )
