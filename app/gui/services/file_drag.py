"""Hands files of ours to other programs: by dragging them there, or through the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QPixmap
from PySide6.QtWidgets import QApplication, QWidget


def files_data(paths: Sequence[Path]) -> QMimeData:
    """The files as file managers and programs take them; those that are gone are left out."""
    there = [path.absolute() for path in paths if path.exists()]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in there])
    data.setText("\n".join(map(str, there)))
    return data


def drag_files(source: QWidget, paths: Sequence[Path], picture: QPixmap | None = None) -> None:
    """Drags copies of files out of a widget until they are dropped somewhere; they stay here."""
    data = files_data(paths)
    if not data.urls():
        return
    drag = QDrag(source)
    drag.setMimeData(data)
    if picture is not None:
        drag.setPixmap(picture)
    drag.exec(Qt.DropAction.CopyAction)


def copy_files(paths: Sequence[Path]) -> None:
    """Puts the files on the clipboard, for a file manager, a mail or another program."""
    QApplication.clipboard().setMimeData(files_data(paths))


def copy_paths(paths: Sequence[Path]) -> None:
    """Puts where the files lie on the clipboard, a line for each."""
    QApplication.clipboard().setText("\n".join(str(path.absolute()) for path in paths))
