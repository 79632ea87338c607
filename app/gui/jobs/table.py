"""The table of jobs: rows to select, to drag into another order, and to act on with keys."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QDrag, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from app.gui.jobs.delegates import (
    ROW_HEIGHT,
    NameDelegate,
    ProgressDelegate,
    StateDelegate,
    TextDelegate,
)
from app.gui.jobs.jobs_model import WAITING, Chosen, Column, JobsModel
from app.gui.jobs.thumbnails import Thumbnails
from app.gui.services.file_drag import drag_files

_WIDTHS = {Column.STATE: 132, Column.PROGRESS: 200, Column.LEFT: 140, Column.DEVICE: 72}
# Without names the rest says nothing: what stands last gives way first, the panel tells it too.
_NAME_WIDTH = 220
_GIVING_WAY = (Column.PROGRESS, Column.LEFT, Column.DEVICE)
# Qt keeps track of each selected cell when rows move; of many it is quicker to keep the ids.
_MANY = 100


@dataclass
class _Kept:
    """What is selected, and where one is, while the rows are others."""

    ids: set[int]
    current: int | None
    scrolled: int


class JobsTable(QTableView):
    """`chosen` whenever the selection or the selected jobs changed."""

    chosen = Signal()
    deleted = Signal()  # the Delete key
    move_wanted = Signal(int)  # -1 up, 1 down

    def __init__(self, model: JobsModel, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._jobs = model
        self._kept: _Kept | None = None
        # Before the view's own connections: the selection must be small when Qt looks at it.
        model.stepping.connect(self._keep_many)
        model.modelAboutToBeReset.connect(self._keep)
        self.setModel(model)
        model.stepped.connect(self._restore)
        model.modelReset.connect(self._restore)
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

    def selected(self) -> Chosen:
        """The selected jobs, from the top."""
        return self._jobs.chosen(_runs(self.selectionModel().selection()))

    def select(self, ids: Set[int]) -> None:
        """Selects the jobs that are shown of these."""
        last = len(Column) - 1
        selection = QItemSelection()
        for top, bottom in self._jobs.runs_of(ids):
            selection.select(self._jobs.index(top, 0), self._jobs.index(bottom, last))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().select(selection, flags)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        room = self.viewport().width() - _NAME_WIDTH
        for column, width in _WIDTHS.items():
            room -= width
            if column in _GIVING_WAY:
                self.setColumnHidden(column, room < 0)
        super().resizeEvent(event)

    @override
    def startDrag(self, actions: Qt.DropAction) -> None:
        """Waiting jobs to another place here, finished videos out into other programs.

        Qt's own asks for each selected cell whether it can be dragged.
        """
        ids = self.selected().of(WAITING)
        if ids:
            drag = QDrag(self)
            drag.setMimeData(self._jobs.drag_data(ids))
            drag.setPixmap(self.viewport().grab(self.visualRect(self.currentIndex())))
            drag.exec(actions, Qt.DropAction.MoveAction)
            return
        rows = {index.row() for index in self.selectionModel().selectedRows()}
        jobs = [self._jobs.job(row) for row in sorted(rows)]
        drag_files(self, [job.output for job in jobs if job is not None and job.output is not None])

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """A table tells screen readers of each cell, which nobody can listen to when all are."""
        if _rows(selected) + _rows(deselected) > _MANY:
            QAbstractItemView.selectionChanged(self, selected, deselected)
        else:
            super().selectionChanged(selected, deselected)

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
        # At each painting a head asks every cell whether it is selected; there is nothing to show.
        heads.setSelectionModel(QItemSelectionModel(self._jobs, heads))
        heads.setMinimumSectionSize(64)
        heads.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            heads.resizeSection(column, width)

    def _keep_many(self) -> None:
        if _rows(self.selectionModel().selection()) > _MANY:
            self._keep()
            self.selectionModel().clearSelection()

    def _keep(self) -> None:
        current = self.currentIndex()
        job_id = self._jobs.chosen([(current.row(),) * 2]).ids[0] if current.isValid() else None
        scrolled = self.verticalScrollBar().value()
        self._kept = _Kept(set(self.selected().ids), job_id, scrolled)

    def _restore(self) -> None:
        kept, self._kept = self._kept, None
        if kept is None:
            return
        if kept.ids:
            self.select(kept.ids)
        row = None if kept.current is None else self._jobs.row_of(kept.current)
        if row is not None:
            flags = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self._jobs.index(row, 0), flags)
        self.updateGeometries()
        self.verticalScrollBar().setValue(kept.scrolled)


def _runs(selection: QItemSelection) -> list[tuple[int, int]]:
    """The first and the last row of each piece. Asking Qt for rows would ask it for cells."""
    parts = map(selection.at, range(selection.count()))
    return sorted({(part.top(), part.bottom()) for part in parts})


def _rows(selection: QItemSelection) -> int:
    return sum(bottom - top + 1 for top, bottom in _runs(selection))
