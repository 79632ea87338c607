"""The cues of a video as a table, and what was done to them, to be taken back."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont
from typing_extensions import override

from app.captions import Captions, Row
from talker.subtitles.editing import retimed

_Index = QModelIndex | QPersistentModelIndex
_BREAK = "\u21b5"  # stands for the end of a line in a cell
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{1,2}(?:[.,]\d+)?)|(\d+(?:[.,]\d+)?)")
_MOST = 200  # changes that can be taken back


class Column(IntEnum):
    """What stands in the columns."""

    START = 0
    STOP = 1
    TEXT = 2
    BELOW = 3


class CueModel(QAbstractTableModel):
    """`changed` after each change, Undo and Redo among them; `loaded` with other captions."""

    changed = Signal()
    loaded = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._captions = Captions()
        self._before: list[Captions] = []
        self._after: list[Captions] = []
        self._said = -1  # the row that is being said

    @property
    def captions(self) -> Captions:
        """As they are now."""
        return self._captions

    @property
    def can_undo(self) -> bool:
        """Whether something was done."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back."""
        return bool(self._after)

    def load(self, captions: Captions) -> None:
        """Other captions, whose past is not known."""
        self._before.clear()
        self._after.clear()
        self._show(captions)
        self.loaded.emit()

    def change(self, captions: Captions) -> None:
        """What the user made of them."""
        if captions == self._captions:
            return
        self._before = [*self._before, self._captions][-_MOST:]
        self._after.clear()
        self._show(captions)
        self.changed.emit()

    def undo(self) -> None:
        """Takes the last change back."""
        if self._before:
            self._after.append(self._captions)
            self._show(self._before.pop())
            self.changed.emit()

    def redo(self) -> None:
        """Does again what was taken back."""
        if self._after:
            self._before.append(self._captions)
            self._show(self._after.pop())
            self.changed.emit()

    def show_second(self, second: float) -> None:
        """Marks the row that is said at a second."""
        rows = self._captions.rows
        found = [at for at, row in enumerate(rows) if row.cue.start <= second < row.cue.stop]
        said = found[-1] if found else -1
        if said != self._said:
            for row in (self._said, said):
                if 0 <= row < len(rows):
                    self.dataChanged.emit(self.index(row, 0), self.index(row, Column.BELOW))
            self._said = said

    @property
    def said(self) -> int:
        """The row that is being said; -1 for none."""
        return self._said

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._captions.rows)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(Column)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._captions.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            match index.column():
                case Column.START:
                    return clock_text(row.cue.start)
                case Column.STOP:
                    return clock_text(row.cue.stop)
                case Column.TEXT:
                    return row.cue.text.replace("\n", f" {_BREAK} ")
                case _:
                    return row.below
        if role == Qt.ItemDataRole.FontRole and index.row() == self._said:
            font = QFont()
            font.setBold(True)
            return font
        return None

    @override
    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        number, text = index.row(), str(value).strip()
        row = self._captions.rows[number]
        match index.column():
            case Column.TEXT:
                parts = (part.strip() for part in text.split(_BREAK))
                self.change(self._captions.rewritten(number, "\n".join(filter(None, parts))))
            case Column.BELOW:
                self.change(self._captions.edited(number, replace(row, below=text)))
            case column:
                second = read_clock(text)
                if second is None:
                    return False
                self.change(self._captions.edited(number, _timed(row, Column(column), second)))
        return True

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.START: self.tr("From"),
            Column.STOP: self.tr("To"),
            Column.TEXT: self.tr("Text"),
            Column.BELOW: self.tr("Second language"),
        }[Column(section)]

    def _show(self, captions: Captions) -> None:
        self._said = -1
        count = len(captions.rows)
        if count and count == len(self._captions.rows):  # what is selected stays so
            self._captions = captions
            self.dataChanged.emit(self.index(0, 0), self.index(count - 1, Column.BELOW))
            return
        self.beginResetModel()
        self._captions = captions
        self.endResetModel()


def clock_text(seconds: float) -> str:
    """`65.4` -> `1:05.40`."""
    hundredths = round(seconds * 100)
    minutes, rest = divmod(hundredths, 6000)
    return f"{minutes}:{rest // 100:02}.{rest % 100:02}"


def read_clock(text: str) -> float | None:
    """Seconds of `1:05.4`, `0:01:05,4` or `65.4`; None for anything else."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds, alone = found.groups()
    if alone is not None:
        return float(alone.replace(",", "."))
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))


def _timed(row: Row, column: Column, second: float) -> Row:
    start, stop = row.cue.start, row.cue.stop
    if column is Column.START:
        return replace(row, cue=retimed(row.cue, second, stop))
    return replace(row, cue=retimed(row.cue, start, second))
