"""The table of a batch, its keys and its menu, and the choice of a preset inside a cell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from app.gui.pages.batch_cells import Column
from app.gui.pages.batch_model import BatchModel
from app.gui.services.input_files import Kind
from app.gui.texts.choices import preset_title
from app.gui.widgets.file_choice import ask_file

# Pixels that each column has at least: more where its title needs them.
_LEAST = {
    Column.NUMBER: 72,
    Column.PORTRAIT: 96,
    Column.SPEECH: 96,
    Column.NAME: 72,
    Column.PRESENTER: 72,
    Column.PRESET: 72,
    Column.LENGTH: 72,
    Column.VIDEO: 96,
    Column.OUTCOME: 168,
}
# By which they get what is left.
_SHARES = {
    Column.PORTRAIT: 3,
    Column.SPEECH: 3,
    Column.NAME: 3,
    Column.PRESENTER: 2,
    Column.PRESET: 2,
    Column.VIDEO: 3,
    Column.OUTCOME: 6,
}
# What a narrow table does without, the first first: the name says nearly the same as the file's.
_SPARED = (Column.VIDEO, Column.LENGTH)
_ROW_HEIGHT = 36
_Index = QModelIndex | QPersistentModelIndex


class PresetDelegate(QStyledItemDelegate):
    """A box with the presets."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.names: Sequence[str] = ()

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        del option, index
        box = QComboBox(parent)
        box.addItem(self.tr("As above"), "")
        for name in self.names:
            box.addItem(preset_title(name), name)
        box.activated.connect(lambda _: self.commitData.emit(box))
        box.activated.connect(lambda _: self.closeEditor.emit(box))
        return box

    @override
    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(
                max(0, editor.findData(str(index.data(Qt.ItemDataRole.EditRole))))
            )

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())


class BatchTable(QTableView):
    """Double click or Enter on a file asks for another; Delete takes rows out.

    `near` is where files are looked for first.
    """

    def __init__(self, model: BatchModel) -> None:
        super().__init__()
        self._batch = model
        self.near: Path | None = None
        self._menu = QMenu(self)
        self.setObjectName("batch")  # for the style sheet
        self.setModel(model)
        self._presets = PresetDelegate(self)
        self.setItemDelegateForColumn(Column.PRESET, self._presets)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        heads = self.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setHighlightSections(False)
        self.doubleClicked.connect(self._activate)
        self.customContextMenuRequested.connect(self._offer)
        model.modelReset.connect(self._share_out)
        self._share_out()

    def set_presets(self, names: Sequence[str]) -> None:
        """The presets that a cell of the column Preset offers."""
        self._presets.names = names

    def rows(self) -> list[int]:
        """The selected rows, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Delete:
                self._batch.remove(self.rows())
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._activate(self.currentIndex())
            case _:
                super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        """As many columns as there is room for, as wide as the table lets them be."""
        room, heads = self.viewport().width(), self.horizontalHeader()
        least = {one: max(_LEAST[one], heads.sectionSizeHint(one)) for one in Column}
        if not self._batch.names_presenters:
            del least[Column.PRESENTER]
        for column in _SPARED:
            if sum(least.values()) > room:
                del least[column]
        spare = max(0, room - sum(least.values()))
        whole = sum(share for column, share in _SHARES.items() if column in least)
        for column in Column:
            self.setColumnHidden(column, column not in least)
        for column, width in least.items():
            self.setColumnWidth(column, width + spare * _SHARES.get(column, 0) // whole)

    def _activate(self, index: QModelIndex) -> None:
        if index.isValid() and index.column() in (Column.PORTRAIT, Column.SPEECH):
            self._ask_file(Column(index.column()))

    def _ask_file(self, column: Column) -> None:
        """One file for all selected rows."""
        rows = self.rows()
        kind = Kind.PORTRAIT if column is Column.PORTRAIT else Kind.SPEECH
        path = ask_file(self, kind, self.near)
        if path is not None and rows:
            self._batch.change(rows, column, str(path))

    def _offer(self, where: QPoint) -> None:
        rows = self.rows()
        if not rows:
            return
        menu = self._menu
        menu.clear()
        menu.addAction(self.tr("Portrait…"), partial(self._ask_file, Column.PORTRAIT))
        menu.addAction(self.tr("Speech…"), partial(self._ask_file, Column.SPEECH))
        menu.addSeparator()
        menu.addAction(self.tr("Take out of the batch"), partial(self._batch.remove, rows))
        menu.popup(self.viewport().mapToGlobal(where))
