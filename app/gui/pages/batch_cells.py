"""What the cells of a batch's table show: each row, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPixmap

from app.batch.rows import Action, Row
from app.gui.texts.choices import preset_title
from app.gui.texts.names import error_words, finding_words
from app.gui.theme import look
from app.gui.widgets.player import clock
from app.preview.batch_messages import PlannedRow
from app.preview.messages import Finding, PortraitLook
from talker.errors import MouthpieceError

_SHEET_ROW = "row "
_PICTURE_HEIGHT = 28  # pixels; a row has 36


class Column(IntEnum):
    """The columns, from the left."""

    NUMBER = 0
    PORTRAIT = 1
    SPEECH = 2
    NAME = 3
    PRESENTER = 4
    PRESET = 5
    LENGTH = 6
    VIDEO = 7
    OUTCOME = 8


# What of a Row can be edited.
FIELDS = {
    Column.PORTRAIT: "portrait",
    Column.SPEECH: "speech",
    Column.NAME: "name",
    Column.PRESENTER: "presenter",
    Column.PRESET: "preset",
}


@dataclass(frozen=True)
class Line:
    """A row, whether it is wanted, and what would become of it (None: not known yet).

    `look` is what its portrait looks like, once that was looked at.
    """

    row: Row
    wanted: bool = True
    planned: PlannedRow | None = None
    look: PortraitLook | None = None

    @property
    def problem(self) -> MouthpieceError | None:
        """Why no video can come of the row; the plan's reason before the sheet's."""
        return self.planned.problem if self.planned else self.row.problem

    @property
    def stops(self) -> Finding | None:
        """What is wrong with its portrait, where a video would be made now."""
        new = self.planned is not None and self.planned.action is Action.NEW
        found = self.look.findings if self.look and new else ()
        return next((finding for finding in found if finding.stops), None)

    @property
    def wrong(self) -> bool:
        """Whether no video can come of it."""
        return self.problem is not None or self.stops is not None


class CellWords(QObject):
    """In the language of the moment."""

    def titles(self) -> dict[Column, str]:
        """What stands above the columns."""
        return {
            Column.NUMBER: "#",
            Column.PORTRAIT: self.tr("Portrait"),
            Column.SPEECH: self.tr("Speech"),
            Column.NAME: self.tr("Name"),
            Column.PRESENTER: self.tr("Presenter"),
            Column.PRESET: self.tr("Preset"),
            Column.LENGTH: self.tr("Length"),
            Column.VIDEO: self.tr("Video"),
            Column.OUTCOME: self.tr("What happens"),
        }

    def text(self, line: Line, column: Column) -> str:
        """What stands in the cell."""
        row, planned = line.row, line.planned
        match column:
            case Column.NUMBER:
                in_sheet = row.place.startswith(_SHEET_ROW)  # numbered as the sheet's own rows
                return row.place.removeprefix(_SHEET_ROW) if in_sheet else str(row.number)
            case Column.PORTRAIT:
                person = row.clip or row.portrait
                return Path(person).name if person else ""
            case Column.SPEECH:
                return Path(row.speech).name if row.speech else self._waits(line)
            case Column.NAME:
                return row.name
            case Column.PRESENTER:
                return row.presenter
            case Column.PRESET:
                return preset_title(row.preset) if row.preset else ""
            case Column.LENGTH:
                return "" if planned is None or planned.seconds is None else clock(planned.seconds)
            case Column.VIDEO:
                return planned.output.name if planned and planned.output else ""
            case Column.OUTCOME:
                return self._outcome(line)

    def tip(self, line: Line, column: Column) -> str:
        """What is said of the cell in more words."""
        if column is Column.OUTCOME and line.problem is not None:
            return " ".join(error_words(line.problem))
        if column is Column.OUTCOME and line.stops is not None:
            return " ".join(finding_words(line.stops, Path(line.row.portrait).name))
        if column in (Column.PORTRAIT, Column.SPEECH):
            path: str = getattr(line.row, FIELDS[column])
            if column is Column.PORTRAIT:
                path = line.row.clip or path
            return path or self.tr("Double-click to choose a file")
        return self.text(line, column)

    def colour(self, line: Line, column: Column) -> str:
        """Of the text, as the theme has it."""
        tokens = look().tokens
        if not line.wanted:
            return tokens.text_faint
        if column is not Column.OUTCOME:
            return tokens.text
        if line.wrong:
            return tokens.bad
        new = line.planned is not None and line.planned.action is Action.NEW
        return tokens.good if new else tokens.text_soft

    def _waits(self, line: Line) -> str:
        """An idle presenter has no recording."""
        planned = line.planned
        if planned is None or planned.problem is not None or planned.seconds is None:
            return ""
        return self.tr("waits {time}").format(time=clock(planned.seconds))

    def _outcome(self, line: Line) -> str:
        if not line.wanted:
            return self.tr("left out")
        if line.problem is not None:
            return error_words(line.problem)[0]
        if line.stops is not None:
            return finding_words(line.stops, Path(line.row.portrait).name)[0]
        match line.planned.action if line.planned else None:
            case Action.NEW:
                return self.tr("will be made")
            case Action.DONE:
                return self.tr("made already")
            case Action.WAITING:
                return self.tr("is in the queue")
            case Action.FAILED:
                return self.tr("failed before")
            case Action.SAME:
                return self.tr("the same as another row")
            case _:
                return "…"


@lru_cache(maxsize=512)
def small_picture(path: Path | None) -> QPixmap | None:
    """As high as a row has room for; the rows of a batch share their portraits."""
    picture = QPixmap() if path is None else QPixmap(str(path))
    if picture.isNull():
        return None
    return picture.scaledToHeight(_PICTURE_HEIGHT, Qt.TransformationMode.SmoothTransformation)
