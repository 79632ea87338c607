"""Asks for files and folders: the only place of the window that opens the system's file dialogs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from app.gui.services.input_files import Kind, patterns
from app.gui.texts.markers import QT_TRANSLATE_NOOP

_FILES = {  # what is asked for, what the filter is called, where such files usually lie
    Kind.PORTRAIT: (
        QT_TRANSLATE_NOOP("FileChoice", "Choose a portrait"),
        QT_TRANSLATE_NOOP("FileChoice", "Portraits"),
        QStandardPaths.StandardLocation.PicturesLocation,
    ),
    Kind.PICTURE: (
        QT_TRANSLATE_NOOP("FileChoice", "Choose a picture"),
        QT_TRANSLATE_NOOP("FileChoice", "Pictures"),
        QStandardPaths.StandardLocation.PicturesLocation,
    ),
    Kind.SPEECH: (
        QT_TRANSLATE_NOOP("FileChoice", "Choose a recording"),
        QT_TRANSLATE_NOOP("FileChoice", "Recordings"),
        QStandardPaths.StandardLocation.MusicLocation,
    ),
    Kind.SECOND_SPEECH: (
        QT_TRANSLATE_NOOP("FileChoice", "Choose the second recording"),
        QT_TRANSLATE_NOOP("FileChoice", "Recordings"),
        QStandardPaths.StandardLocation.MusicLocation,
    ),
    Kind.REFERENCE: (
        QT_TRANSLATE_NOOP("FileChoice", "Choose a video"),
        QT_TRANSLATE_NOOP("FileChoice", "Videos"),
        QStandardPaths.StandardLocation.MoviesLocation,
    ),
    Kind.SUBTITLES: (
        QT_TRANSLATE_NOOP("FileChoice", "Choose subtitles"),
        QT_TRANSLATE_NOOP("FileChoice", "Subtitles"),
        QStandardPaths.StandardLocation.DocumentsLocation,
    ),
    Kind.SHEET: (
        QT_TRANSLATE_NOOP("FileChoice", "Choose a sheet"),
        QT_TRANSLATE_NOOP("FileChoice", "Sheets"),
        QStandardPaths.StandardLocation.DocumentsLocation,
    ),
    Kind.WORDS: (
        QT_TRANSLATE_NOOP("FileChoice", "Choose a list of words"),
        QT_TRANSLATE_NOOP("FileChoice", "Lists of words"),
        QStandardPaths.StandardLocation.DocumentsLocation,
    ),
    Kind.BRAND: (
        QT_TRANSLATE_NOOP("FileChoice", "Choose a brand"),
        QT_TRANSLATE_NOOP("FileChoice", "Brands"),
        QStandardPaths.StandardLocation.DocumentsLocation,
    ),
    Kind.ANY: (
        QT_TRANSLATE_NOOP("FileChoice", "Choose a file"),
        "",
        QStandardPaths.StandardLocation.DocumentsLocation,
    ),
}


def ask_file(parent: QWidget, kind: Kind, near: Path | None = None, title: str = "") -> Path | None:
    """A file that is there; None when nothing was chosen.

    The dialog begins beside `near`, else where files of the kind usually lie.
    """
    question, _, place = _FILES[kind]
    name, _ = QFileDialog.getOpenFileName(
        parent, title or _words(question), _beginning(near, place), _filter(kind)
    )
    return Path(name) if name else None


def ask_new_file(parent: QWidget, kind: Kind, title: str, name: str) -> Path | None:
    """Where a new file shall be written, at first called `name`; the system asks to overwrite."""
    begin = Path(_beginning(None, _FILES[kind][2])) / name
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(begin), _filter(kind))
    return Path(chosen) if chosen else None


def ask_folder(parent: QWidget, title: str, near: Path | None = None) -> Path | None:
    """A folder; the dialog begins in `near`, or in the nearest folder above that is there."""
    begin = _beginning(near, QStandardPaths.StandardLocation.DocumentsLocation)
    name = QFileDialog.getExistingDirectory(parent, title, begin)
    return Path(name) if name else None


def _beginning(near: Path | None, place: QStandardPaths.StandardLocation) -> str:
    if near is not None:
        there = next((one for one in (near, *near.parents) if one.is_dir()), None)
        if there is not None and there.parent != there:  # the root says nothing
            return str(there)
    usual = QStandardPaths.writableLocation(place)
    return usual if usual and Path(usual).is_dir() else str(Path.home())


def _filter(kind: Kind) -> str:
    everything = f"{QCoreApplication.translate('FileChoice', 'All files')} (*)"
    _, title, _ = _FILES[kind]
    return f"{_words(title)} ({patterns(kind)});;{everything}" if title else everything


def _words(text: str) -> str:
    return QCoreApplication.translate("FileChoice", text)
