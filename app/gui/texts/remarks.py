"""Remarks on folders and sheets in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.batch.remarks import Remark, RemarkKind
from app.gui.texts.markers import QT_TRANSLATE_NOOP

_SHOWN = 8  # names; a folder may hold thousands of files
_TEXTS = {
    RemarkKind.PICTURE_UNREAD: QT_TRANSLATE_NOOP(
        "Remarks", "Pictures of a kind that is not read: {names}. Save them as PNG or JPEG."
    ),
    RemarkKind.SOUND_UNREAD: QT_TRANSLATE_NOOP(
        "Remarks", "Recordings of a kind that is not read: {names}. Save them as WAV or MP3."
    ),
    RemarkKind.FILE_UNFINISHED: QT_TRANSLATE_NOOP("Remarks", "Still being copied: {names}."),
    RemarkKind.FILE_NAME: QT_TRANSLATE_NOOP(
        "Remarks", "With names or folders that are not UTF-8: {names}. Rename them."
    ),
    RemarkKind.FILE_UNKNOWN: QT_TRANSLATE_NOOP("Remarks", "Of an unknown kind: {names}."),
    RemarkKind.FILE_OTHER: QT_TRANSLATE_NOOP("Remarks", "Neither portrait nor recording: {names}."),
    RemarkKind.HIDDEN_ROWS: QT_TRANSLATE_NOOP("Remarks", "Hidden rows are made too: {names}."),
    RemarkKind.COLUMNS_UNKNOWN: QT_TRANSLATE_NOOP(
        "Remarks", "Columns that only texts and names can use, in braces: {names}."
    ),
    RemarkKind.WORKSHEET: QT_TRANSLATE_NOOP("Remarks", "Read from the worksheet {names}."),
    RemarkKind.ENCODING_GUESSED: QT_TRANSLATE_NOOP(
        "Remarks", "How the letters of the sheet are stored was guessed: {names}."
    ),
    RemarkKind.SUBFOLDERS: QT_TRANSLATE_NOOP("Remarks", "There are folders inside: {names}."),
}


def remark_words(remark: Remark) -> str:
    """A sentence with the names, or the first of them."""
    names = ", ".join(remark.names[:_SHOWN])
    if len(remark.names) > _SHOWN:
        names += f" … (+{len(remark.names) - _SHOWN})"
    return QCoreApplication.translate("Remarks", _TEXTS[remark.kind]).format(names=names)
