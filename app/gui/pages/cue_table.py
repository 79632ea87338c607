"""The table of cues and the tools above it: split, join, move, delete, find and replace."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDoubleSpinBox,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.gui.pages.cue_model import Column, CueModel
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, IconButton, beside, label, spaced
from app.gui.widgets.editors import calm
from app.gui.widgets.flow import Flow
from app.gui.widgets.shortcuts import add_shortcut
from app.gui.widgets.translated import Translated
from talker.subtitles.editing import middle_of

_APART = Qt.AlignmentFlag.AlignJustify
_TIME_WIDTH = 76
_ROW_HEIGHT = 40  # two lines
_FURTHEST = 3600.0  # seconds


class CueTable(Translated, QWidget):
    """`chosen` whenever other rows are selected."""

    chosen = Signal()

    def __init__(self, model: CueModel) -> None:
        super().__init__()
        self._model = model
        self.view = QTableView()
        self.split = Button("quiet", "cut")
        self.join = Button("quiet", "add")
        self.delete = IconButton("delete")
        self.undo = IconButton("undo")
        self.redo = IconButton("retry")
        self.seconds = QDoubleSpinBox()
        self.shift = Button("quiet")
        self.wanted = QLineEdit()
        self.instead = QLineEdit()
        self.capitals = QCheckBox()
        self.next = Button("quiet", "search")
        self.replace = Button("quiet")
        self._count = label("faint")
        self._letter = 0  # where the chosen row is to be divided; 0 near its middle
        self._build()
        self._connect()
        self.retranslate()
        self._update()

    @property
    def rows(self) -> list[int]:
        """The selected rows, in order."""
        return sorted(index.row() for index in self.view.selectionModel().selectedRows())

    def choose(self, first: int, last: int | None = None) -> None:
        """Selects rows, as far as there are any."""
        count = self._model.rowCount()
        if not count:
            return
        first = min(max(first, 0), count - 1)
        last = first if last is None else min(last, count - 1)
        selected = QItemSelection(self._model.index(first, 0), self._model.index(last, 0))
        kind = QItemSelectionModel.SelectionFlag
        chooser = self.view.selectionModel()
        chooser.setCurrentIndex(self._model.index(first, Column.TEXT), kind.NoUpdate)
        chooser.select(selected, kind.ClearAndSelect | kind.Rows)
        self.view.scrollTo(self._model.index(first, Column.TEXT))

    def divide_before(self, letter: int) -> None:
        """Where Split divides the chosen row."""
        self._letter = letter

    @override
    def retranslate(self) -> None:
        self.view.setAccessibleName(self.tr("Captions"))
        self.split.say(
            self.tr("Split"),
            self.tr("Divides the row before the chosen word, or near its middle (Ctrl+D)"),
        )
        self.join.say(self.tr("Join"), self.tr("Makes one row of the selected ones (Ctrl+J)"))
        self.delete.say(self.tr("Delete the selected rows"))
        self.undo.say(self.tr("Undo (Ctrl+Z)"))
        self.redo.say(self.tr("Redo (Ctrl+Shift+Z)"))
        self.seconds.setSuffix(self.tr(" s"))
        self.seconds.setAccessibleName(self.tr("Seconds to shift by"))
        self.seconds.setToolTip(self.tr("Seconds to shift by"))
        self.shift.say(
            self.tr("Shift"),
            self.tr("Moves the selected rows, or all, so many seconds later; less than 0 earlier"),
        )
        self.wanted.setPlaceholderText(self.tr("Find"))
        self.wanted.setAccessibleName(self.tr("Find"))
        self.wanted.setToolTip(self.tr("What is looked for in all rows"))
        self.instead.setPlaceholderText(self.tr("Replace with"))
        self.instead.setAccessibleName(self.tr("Replace with"))
        self.instead.setToolTip(self.tr("What takes its place; may be empty"))
        self.capitals.setText(self.tr("Aa"))
        self.capitals.setAccessibleName(self.tr("Capitals count"))
        self.capitals.setToolTip(self.tr("Capitals count"))
        self.next.say(self.tr("Next"), self.tr("Goes to the next row that has it"))
        self.replace.say(self.tr("Replace all"))
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, Column.BELOW)

    def find_next(self) -> None:
        """Selects the next row that has what is looked for."""
        wanted, rows = self.wanted.text(), self._model.captions.rows
        if not wanted or not rows:
            return
        exact = self.capitals.isChecked()
        start = self.rows[-1] + 1 if self.rows else 0
        order = [*range(start, len(rows)), *range(start)]
        fold = str if exact else str.casefold
        for at in order:
            if fold(wanted) in fold(f"{rows[at].cue.text}\n{rows[at].below}"):
                self.choose(at)
                return
        self._count.setText(self.tr("Not found"))

    def replace_all(self) -> None:
        """Replaces it everywhere, and says how often."""
        if not self.wanted.text():
            return
        captions, count = self._model.captions.replaced(
            self.wanted.text(), self.instead.text(), capitals=self.capitals.isChecked()
        )
        self._model.change(captions)
        self._count.setText(self.tr("%n replaced", "", count) if count else self.tr("Not found"))

    def split_row(self) -> None:
        """Divides the selected row."""
        if len(self.rows) != 1:
            return
        (row,) = self.rows
        at = self._letter or middle_of(self._model.captions.rows[row].cue.text)
        try:
            split = self._model.captions.split(row, at)
        except ValueError:
            return  # a single word
        self._model.change(split)
        self.choose(row + 1)

    def join_rows(self) -> None:
        """Makes one row of the selected ones, or of the selected one and the next."""
        rows = self.rows
        last = rows[0] + 1 if len(rows) == 1 else rows[-1] if rows else 0
        if rows and last < self._model.rowCount():
            self._model.change(self._model.captions.joined(rows[0], last))
            self.choose(rows[0])

    def delete_rows(self) -> None:
        """Takes the selected rows out."""
        rows = self.rows
        if rows:
            self._model.change(self._model.captions.without(rows))
            self.choose(rows[0])

    def shift_rows(self) -> None:
        """Moves the selected rows, or all of them."""
        rows = self.rows or list(range(self._model.rowCount()))
        if rows:
            self._model.change(self._model.captions.shifted(rows, self.seconds.value()))
            self.choose(rows[0], rows[-1])

    def _build(self) -> None:
        self.view.setObjectName("cues")  # for the style sheet
        self.view.setModel(self._model)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.view.setShowGrid(False)
        self.view.setTabKeyNavigation(False)
        head = self.view.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (Column.START, Column.STOP):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.view.setColumnWidth(column, _TIME_WIDTH)
        self.seconds.setRange(-_FURTHEST, _FURTHEST)
        self.seconds.setDecimals(2)
        self.seconds.setSingleStep(0.1)
        self.seconds.setValue(0.1)
        self.seconds.lineEdit().setTextMargins(6, 0, 0, 0)
        calm(self.seconds)
        tools, search = (Flow(align=_APART, spacing=GRID // 2) for _ in range(2))
        tools.addWidget(beside(self.undo, self.redo, self.split, self.join, self.delete))
        tools.addWidget(beside(self.seconds, self.shift))
        search.addWidget(beside(self.wanted, self.instead))
        search.addWidget(beside(self.capitals, self.next, self.replace, self._count))
        column_of = spaced(QVBoxLayout(self), 0, GRID // 2)
        column_of.addLayout(tools)
        column_of.addWidget(self.view, 1)
        column_of.addLayout(search)

    def _connect(self) -> None:
        self.split.clicked.connect(self.split_row)
        self.join.clicked.connect(self.join_rows)
        self.delete.clicked.connect(self.delete_rows)
        self.shift.clicked.connect(self.shift_rows)
        self.undo.clicked.connect(self._model.undo)
        self.redo.clicked.connect(self._model.redo)
        self.next.clicked.connect(self.find_next)
        self.wanted.returnPressed.connect(self.find_next)
        self.replace.clicked.connect(self.replace_all)
        self.wanted.textChanged.connect(lambda: self._count.setText(""))
        self.view.selectionModel().selectionChanged.connect(self._chosen)
        self._model.modelReset.connect(self._update)
        self._model.dataChanged.connect(self._update)
        add_shortcut(self, "Ctrl+D", self.split_row)
        add_shortcut(self, "Ctrl+J", self.join_rows)
        add_shortcut(self, "Ctrl+Shift+Z", self._model.redo)
        add_shortcut(self.view, "Delete", self.delete_rows)

    def _chosen(self) -> None:
        self._letter = 0
        self._update()
        self.chosen.emit()

    def _update(self) -> None:
        rows = self.rows
        self.split.setEnabled(len(rows) == 1)
        self.join.setEnabled(bool(rows) and self._model.rowCount() > 1)
        self.delete.setEnabled(bool(rows))
        self.undo.setEnabled(self._model.can_undo)
        self.redo.setEnabled(self._model.can_redo)
        self.view.setColumnHidden(Column.BELOW, not self._model.captions.second)
