"""The table of what a batch would make: rows to edit, and what is known of each."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPixmap
from typing_extensions import override

from app.batch.rows import Action, Row
from app.gui.texts.choices import preset_title
from app.gui.texts.names import error_words, finding_words
from app.gui.theme import look
from app.gui.widgets.basic import plain_tip
from app.gui.widgets.player import clock
from app.preview.batch_messages import PlannedBatch, PlannedRow
from app.preview.messages import Finding, PortraitLook
from talker.errors import MouthpieceError

_NOWHERE = QModelIndex()
_SHEET_ROW = "row "
_PICTURE_HEIGHT = 28  # pixels; a row has 36
_Index = QModelIndex | QPersistentModelIndex


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


_FIELDS = {
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


class BatchModel(QAbstractTableModel):
    """`edited` after each change by the user: the plan is then out of date."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []

    @property
    def lines(self) -> Sequence[Line]:
        """All rows, from the top."""
        return self._lines

    @property
    def wanted(self) -> tuple[Row, ...]:
        """The rows that shall be made."""
        return tuple(line.row for line in self._lines if line.wanted)

    @property
    def makeable(self) -> tuple[Row, ...]:
        """The wanted rows but for those whose portrait cannot speak."""
        return tuple(line.row for line in self._lines if line.wanted and line.stops is None)

    @property
    def names_presenters(self) -> bool:
        """Whether any row names a presenter: only then the column says something."""
        return any(line.row.presenter for line in self._lines)

    @property
    def left_out(self) -> frozenset[int]:
        """The numbers of the rows that shall not be made."""
        return frozenset(line.row.number for line in self._lines if not line.wanted)

    def set_rows(self, rows: Sequence[Row], left_out: Container[int] = ()) -> None:
        """Shows other rows; those of the numbers `left_out` are not wanted."""
        self.beginResetModel()
        self._lines = [Line(row, wanted=row.number not in left_out) for row in rows]
        self.endResetModel()

    def show_plan(self, plan: PlannedBatch) -> None:
        """What would become of the wanted rows."""
        planned = {row.number: row for row in plan.rows}
        self._lines = [
            replace(line, planned=planned.get(line.row.number) if line.wanted else None)
            for line in self._lines
        ]
        if self._lines:
            last = self.index(len(self._lines) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def show_look(self, path: Path, look: PortraitLook) -> None:
        """What was found in a portrait."""
        for number, line in enumerate(self._lines):
            if line.planned is not None and line.planned.portrait == path and line.look is not look:
                self._lines[number] = replace(line, look=look)
                last = self.index(number, len(Column) - 1)
                self.dataChanged.emit(self.index(number, 0), last)

    def change(self, rows: Sequence[int], column: Column, value: str) -> None:
        """Sets one cell of several rows; what was wrong with them is looked at anew."""
        for row in rows:
            line = self._lines[row]
            cell: dict[str, Any] = {_FIELDS[column]: value, "problem": None}
            if column is Column.PORTRAIT:
                cell["clip"] = ""
            changed = replace(line.row, **cell)
            self._lines[row] = replace(line, row=changed, planned=None, look=None)
        self._tell(rows)

    def remove(self, rows: Sequence[int]) -> None:
        """Takes rows out of the batch."""
        for row in sorted(rows, reverse=True):
            self.beginRemoveRows(_NOWHERE, row, row)
            del self._lines[row]
            self.endRemoveRows()
        if rows:
            self.edited.emit()

    def retranslate(self) -> None:
        """Texts are asked for anew."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    # --- what views ask

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == Column.NUMBER:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        elif index.column() in (Column.NAME, Column.PRESENTER, Column.PRESET):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._text(line, column)
            case Qt.ItemDataRole.DecorationRole if column is Column.PORTRAIT and line.look:
                return _small_picture(line.look.picture)
            case Qt.ItemDataRole.EditRole if column in _FIELDS:
                return getattr(line.row, _FIELDS[column])
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._tip(line, column))
            case Qt.ItemDataRole.CheckStateRole if column is Column.NUMBER:
                return Qt.CheckState.Checked if line.wanted else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(self._colour(line, column))
            case Qt.ItemDataRole.TextAlignmentRole if column is Column.LENGTH:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, column = index.row(), Column(index.column())
        if role == Qt.ItemDataRole.CheckStateRole and column is Column.NUMBER:
            wanted = Qt.CheckState(value) is Qt.CheckState.Checked
            self._lines[row] = replace(self._lines[row], wanted=wanted, planned=None)
            self._tell([row])
            return True
        if role != Qt.ItemDataRole.EditRole or column not in _FIELDS:
            return False
        if str(value) != getattr(self._lines[row].row, _FIELDS[column]):
            self.change([row], column, str(value))
        return True

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == Column.LENGTH:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._titles()[Column(section)]

    def _titles(self) -> dict[Column, str]:
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

    def _tell(self, rows: Sequence[int]) -> None:
        self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), len(Column) - 1))
        self.edited.emit()

    def _text(self, line: Line, column: Column) -> str:
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
                return _outcome(line)

    def _waits(self, line: Line) -> str:
        """An idle presenter has no recording."""
        planned = line.planned
        if planned is None or planned.problem is not None or planned.seconds is None:
            return ""
        return self.tr("waits {time}").format(time=clock(planned.seconds))

    def _tip(self, line: Line, column: Column) -> str:
        if column is Column.OUTCOME and line.problem is not None:
            return " ".join(error_words(line.problem))
        if column is Column.OUTCOME and line.stops is not None:
            return " ".join(finding_words(line.stops, Path(line.row.portrait).name))
        if column in (Column.PORTRAIT, Column.SPEECH):
            path: str = getattr(line.row, _FIELDS[column])
            if column is Column.PORTRAIT:
                path = line.row.clip or path
            return path or self.tr("Double-click to choose a file")
        return self._text(line, column)

    def _colour(self, line: Line, column: Column) -> str:
        tokens = look().tokens
        if not line.wanted:
            return tokens.text_faint
        if column is not Column.OUTCOME:
            return tokens.text
        if line.wrong:
            return tokens.bad
        new = line.planned is not None and line.planned.action is Action.NEW
        return tokens.good if new else tokens.text_soft


@lru_cache(maxsize=512)
def _small_picture(path: Path | None) -> QPixmap | None:
    """As high as a row has room for; the rows of a batch share their portraits."""
    picture = QPixmap() if path is None else QPixmap(str(path))
    if picture.isNull():
        return None
    return picture.scaledToHeight(_PICTURE_HEIGHT, Qt.TransformationMode.SmoothTransformation)


def _outcome(line: Line) -> str:
    if not line.wanted:
        return QCoreApplication.translate("BatchModel", "left out")
    if line.problem is not None:
        return error_words(line.problem)[0]
    if line.stops is not None:
        return finding_words(line.stops, Path(line.row.portrait).name)[0]
    match line.planned.action if line.planned else None:
        case Action.NEW:
            return QCoreApplication.translate("BatchModel", "will be made")
        case Action.DONE:
            return QCoreApplication.translate("BatchModel", "made already")
        case Action.WAITING:
            return QCoreApplication.translate("BatchModel", "is in the queue")
        case Action.FAILED:
            return QCoreApplication.translate("BatchModel", "failed before")
        case Action.SAME:
            return QCoreApplication.translate("BatchModel", "the same as another row")
        case _:
            return "…"
