"""The table of jobs: rows to select, to drag into another order, and to act on with keys."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from app.gui.jobs.delegates import (
    ROW_HEIGHT,
    NameDelegate,
    ProgressDelegate,
    StateDelegate,
    TextDelegate,
)
from app.gui.jobs.jobs_model import Column, JobsModel
from app.gui.jobs.thumbnails import Thumbnails
from app.queue.job import Job

_WIDTHS = {Column.STATE: 132, Column.PROGRESS: 200, Column.LEFT: 116, Column.DEVICE: 72}
# Qt keeps track of each selected cell when rows move; of many it is quicker to keep the ids.
_MANY = 100


class JobsTable(QTableView):
    """`chosen` whenever the selection or the selected jobs changed."""

    chosen = Signal()
    deleted = Signal()  # the Delete key
    move_wanted = Signal(int)  # -1 up, 1 down

    def __init__(self, model: JobsModel, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._jobs = model
        self._kept: set[int] | None = None
        # Before the view's own connections: the selection must be small when Qt looks at it.
        model.layoutAboutToBeChanged.connect(self._keep_many)
        self.setModel(model)
        model.layoutChanged.connect(self._restore_many)
        self._delegates = {
            Column.NAME: NameDelegate(thumbnails),
            Column.STATE: StateDelegate(),
            Column.PROGRESS: ProgressDelegate(),
            Column.LEFT: TextDelegate(),
            Column.DEVICE: TextDelegate(),
        }
        for column, delegate in self._delegates.items():
            self.setItemDelegateForColumn(column, delegate)
        self._build()
        thumbnails.ready.connect(self.viewport().update)
        model.dataChanged.connect(self.chosen)
        model.modelReset.connect(self.chosen)
        self.selectionModel().selectionChanged.connect(self.chosen)

    def selected(self) -> list[Job]:
        """The selected jobs, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._jobs.job(row) for row in rows]

    def select(self, ids: set[int]) -> None:
        """Selects the jobs that are shown of these."""
        last = len(Column) - 1
        selection = QItemSelection()
        begin: int | None = None
        for row in range(self._jobs.rowCount() + 1):
            inside = row < self._jobs.rowCount() and self._jobs.job(row).id in ids
            if inside and begin is None:
                begin = row
            elif not inside and begin is not None:
                selection.select(self._jobs.index(begin, 0), self._jobs.index(row - 1, last))
                begin = None
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().select(selection, flags)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        match event.key():
            case Qt.Key.Key_Delete:
                self.deleted.emit()
            case Qt.Key.Key_Up if alt:
                self.move_wanted.emit(-1)
            case Qt.Key.Key_Down if alt:
                self.move_wanted.emit(1)
            case _:
                super().keyPressEvent(event)

    def _build(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        heads = self.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setHighlightSections(False)
        heads.setMinimumSectionSize(64)
        heads.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            heads.resizeSection(column, width)

    def _keep_many(self) -> None:
        rows = self.selectionModel().selectedRows()
        if len(rows) > _MANY:
            self._kept = {self._jobs.job(index.row()).id for index in rows}
            self.selectionModel().clearSelection()

    def _restore_many(self) -> None:
        if self._kept is not None:
            kept, self._kept = self._kept, None
            self.select(kept)
