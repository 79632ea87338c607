"""The rows of a batch, to edit, and what is known of each."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor
from typing_extensions import override

from app.batch.rows import Row
from app.gui.pages.batch_cells import FIELDS, CellWords, Column, Line, small_picture
from app.gui.widgets.basic import plain_tip
from app.preview.batch_messages import PlannedBatch
from app.preview.messages import PortraitLook

_NOWHERE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class BatchModel(QAbstractTableModel):
    """`edited` after each change by the user: the plan is then out of date."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []
        self._words = CellWords()

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
            cell: dict[str, Any] = {FIELDS[column]: value, "problem": None}
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
                return self._words.text(line, column)
            case Qt.ItemDataRole.DecorationRole if column is Column.PORTRAIT and line.look:
                return small_picture(line.look.picture)
            case Qt.ItemDataRole.EditRole if column in FIELDS:
                return getattr(line.row, FIELDS[column])
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._words.tip(line, column))
            case Qt.ItemDataRole.CheckStateRole if column is Column.NUMBER:
                return Qt.CheckState.Checked if line.wanted else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(self._words.colour(line, column))
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
        if role != Qt.ItemDataRole.EditRole or column not in FIELDS:
            return False
        if str(value) != getattr(self._lines[row].row, FIELDS[column]):
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
        return self._words.titles()[Column(section)]

    def _tell(self, rows: Sequence[int]) -> None:
        self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), len(Column) - 1))
        self.edited.emit()
