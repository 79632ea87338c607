"""What a user should know of a folder or a sheet though it is no row's problem."""

from __future__ import annotations

from enum import StrEnum

from pydantic.dataclasses import dataclass


class RemarkKind(StrEnum):
    """The kinds of remarks; those of files say why a file is left out."""

    PICTURE_UNREAD = "picture_unread"
    SOUND_UNREAD = "sound_unread"
    FILE_UNFINISHED = "file_unfinished"
    FILE_NAME = "file_name"
    FILE_UNKNOWN = "file_unknown"
    FILE_OTHER = "file_other"
    SUBFOLDERS = "subfolders"
    HIDDEN_ROWS = "hidden_rows"
    COLUMNS_UNKNOWN = "columns_unknown"
    WORKSHEET = "worksheet"
    ENCODING_GUESSED = "encoding_guessed"


# One text for people for each kind; {names} are the files, columns or rows that it is about.
SENTENCES = {
    RemarkKind.PICTURE_UNREAD: (
        "Left out, since pictures of this kind are not read: {names}. Save them as PNG or JPEG."
    ),
    RemarkKind.SOUND_UNREAD: (
        "Left out, since recordings of this kind are not read: {names}. Save them as WAV or MP3."
    ),
    RemarkKind.FILE_UNFINISHED: "Left out, since they are still being copied: {names}.",
    RemarkKind.FILE_NAME: (
        "Left out, since their names or folders are not UTF-8: {names}. Rename them."
    ),
    RemarkKind.FILE_UNKNOWN: "Left out, since nobody knows their kind: {names}.",
    RemarkKind.FILE_OTHER: "Left out, since they are neither portrait nor recording: {names}.",
    RemarkKind.SUBFOLDERS: "Folders inside are not looked into: {names}. See --recursive.",
    RemarkKind.HIDDEN_ROWS: "Hidden rows are made too: {names}. See --visible-rows.",
    RemarkKind.COLUMNS_UNKNOWN: "Columns that only texts and names can use, in braces: {names}.",
    RemarkKind.ENCODING_GUESSED: (
        "How the letters of the sheet are stored was guessed: {names}. See --encoding."
    ),
    RemarkKind.WORKSHEET: "The workbook has several worksheets; read is {names}.",
}


@dataclass(frozen=True)
class Remark:
    """One thing to know, and the names that it is about."""

    kind: RemarkKind
    names: tuple[str, ...]

    def __str__(self) -> str:
        return SENTENCES[self.kind].format(names=", ".join(self.names))
