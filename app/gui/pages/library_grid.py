"""The grid of a shelf: a picture and a name each; of videos the one under the pointer plays."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle
from typing_extensions import override

from app.gui.jobs.thumbnails import Thumbnails
from app.gui.pages.hover_player import HoverPlayer
from app.gui.pages.library_cells import (
    CELL,
    EntryDelegate,
    EntryRowDelegate,
    EntryWords,
    VideoWords,
    picture_place,
    row_picture_place,
)
from app.gui.pages.library_model import ENTRY, LibraryModel
from app.library import Video
from app.shelf import Entry

_HOVER_MS = 350


class LibraryGrid(QListView):
    """`opened` (Entry) on a double click or Enter; `deleted` on the Delete key, `copied` on Ctrl+C;
    F2 renames. Files can be dragged out into other programs."""

    opened = Signal(object)
    deleted = Signal()
    copied = Signal()
    chosen = Signal()

    def __init__(self, model: LibraryModel, thumbnails: Thumbnails, words: EntryWords) -> None:
        super().__init__()
        self.setModel(model)
        self._entries = model
        self._ways = (
            EntryDelegate(thumbnails, words, self),
            EntryRowDelegate(thumbnails, words, self),
        )
        self.set_list(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        # All at once would hold up the window where there are thousands.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(200)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        model.modelReset.connect(self.chosen)
        thumbnails.ready.connect(lambda _: self.viewport().update())
        self.selectionModel().selectionChanged.connect(self.chosen)
        self.activated.connect(lambda index: self.opened.emit(index.data(ENTRY)))

    def entries(self) -> list[Entry]:
        """The selected entries, in the order of the grid."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self._entries.entry(row) for row in rows]

    @property
    def is_list(self) -> bool:
        """Whether there is a row for each entry instead of a picture."""
        return self.viewMode() is QListView.ViewMode.ListMode

    def set_list(self, on: bool) -> None:
        """Shows a row for each entry, or pictures beside each other."""
        modes = QListView.ViewMode
        self.setViewMode(modes.ListMode if on else modes.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setDragEnabled(True)  # of which a change of the movement takes everything away
        self.setItemDelegate(self._ways[on])
        self.setGridSize(QSize())
        self._share_out()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._share_out()
        super().resizeEvent(event)

    def _share_out(self) -> None:
        """Cells as wide as they must be for no ragged edge at the right."""
        if self.is_list:
            return
        # Whether there is a scroll bar must not decide: it comes and goes with the rows.
        # Qt leaves the room of the style's bar, not of the style sheet's narrower one.
        extent = QStyle.PixelMetric.PM_ScrollBarExtent
        bar = self.style().pixelMetric(extent, None, self.verticalScrollBar())
        room = self.width() - 2 * self.frameWidth() - bar - 1
        columns = max(1, room // CELL.width())
        cell = QSize(max(room // columns, CELL.width()), CELL.height())
        if cell != self.gridSize():
            self.setGridSize(cell)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        else:
            super().keyPressEvent(event)


class VideoGrid(LibraryGrid):
    """Of videos: the one under the pointer plays."""

    def __init__(self, model: LibraryModel, thumbnails: Thumbnails) -> None:
        super().__init__(model, thumbnails, VideoWords())
        self.setMouseTracking(True)
        self.hover = HoverPlayer(self.viewport())
        self._over = QPersistentModelIndex()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_HOVER_MS)
        self._wait.timeout.connect(self._play)
        self.verticalScrollBar().valueChanged.connect(self.quiet)
        model.modelAboutToBeReset.connect(self.quiet)

    def selected(self) -> list[Video]:
        """The selected videos, in the order of the grid."""
        return [entry for entry in self.entries() if isinstance(entry, Video)]

    def quiet(self) -> None:
        """Nothing plays any more."""
        self._wait.stop()
        self._over = QPersistentModelIndex()
        self.hover.stop()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index != self._over:
            self.quiet()
            if index.isValid():
                self._over = QPersistentModelIndex(index)
                self._wait.start()
        super().mouseMoveEvent(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Leave, QEvent.Type.Hide):
            self.quiet()
        return bool(super().viewportEvent(event))

    def _play(self) -> None:
        video = self._over.data(ENTRY) if self._over.isValid() else None
        if isinstance(video, Video):
            index = self._entries.index(self._over.row())
            cell = self.visualRect(index)
            place = row_picture_place(cell) if self.is_list else picture_place(cell)
            self.hover.play(video, place)
