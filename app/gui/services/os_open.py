"""Hands files to the system: to its programs, its file manager, its trash."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFile, QProcess, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from talker.errors import ErrorCode, InputError
from talker.files import write_error


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


@dataclass(frozen=True)
class Trashed:
    """A file that was moved to the trash: from where, and where it lies there."""

    path: Path
    place: Path

    def bring_back(self) -> None:
        """Moves it back to where it was. InputError: OUTPUT_EXISTS, OUTPUT_UNWRITABLE."""
        if self.path.exists():
            raise InputError(
                ErrorCode.OUTPUT_EXISTS,
                f"{self.path.name} exists already.",
                "Take the file out of the trash yourself.",
                self.path,
            )
        try:
            self.place.rename(self.path)
        except OSError as error:
            raise write_error(error, self.path) from error


def move_to_trash(paths: Sequence[Path]) -> list[Trashed]:
    """From where the system can bring them back, and we those that come back from here.

    InputError for the first that cannot be moved.
    """
    # Linux keeps the trash there and Qt does not make the folder around it.
    data = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    Path(data).mkdir(parents=True, exist_ok=True)
    trashed = []
    for path in paths:
        file = QFile(str(path))
        if path.exists() and not file.moveToTrash():
            raise InputError(
                ErrorCode.OUTPUT_UNWRITABLE,
                f"{path.name} could not be moved to the trash.",
                "Delete it in the file manager.",
                path,
            )
        place = Path(file.fileName())  # in the trash, where Qt knows it
        if place not in (path, Path()) and place.exists():
            trashed.append(Trashed(path, place))
    return trashed
