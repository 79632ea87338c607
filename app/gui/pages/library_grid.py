"""The grid of a shelf: a picture and a name each; of videos the one under the pointer plays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import (
    QDateTime,
    QEvent,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    QUrl,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from app.gui.jobs.delegates import draw_picture
from app.gui.jobs.thumbnails import Thumbnails
from app.gui.pages.library_model import ENTRY, LibraryModel
from app.gui.theme import GRID, look
from app.gui.widgets.multimedia import settle
from app.gui.widgets.player import clock
from app.gui.widgets.video_view import VideoView
from app.library import Video
from app.shelf import Entry

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame

_PICTURE = QSize(208, 156)
_CELL = QSize(_PICTURE.width() + 3 * GRID, _PICTURE.height() + 9 * GRID)
_ROW = 48
_ROW_PICTURE = QSize(56, 40)
_ROW_WIDTHS = (96, 64, 80, 112, 128)  # date, length, size, presenter, tags
_HOVER_MS = 350
_Index = QModelIndex | QPersistentModelIndex


class EntryWords(Protocol):
    """What is said of an entry besides its name."""

    def below(self, entry: Entry) -> str:
        """In one line, under its name."""
        ...

    def row(self, entry: Entry) -> tuple[str, str, str, str]:
        """In the columns of a list."""
        ...


class EntryDelegate(QStyledItemDelegate):
    """Draws one cell of the grid and edits its name."""

    def __init__(self, thumbnails: Thumbnails, words: EntryWords, parent: QListView) -> None:
        super().__init__(parent)
        self._grid = parent
        self._thumbnails = thumbnails
        self._words = words

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option, index
        return self._grid.gridSize()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry = index.data(ENTRY)
        if not isinstance(entry, Entry):
            return
        tokens = look().tokens
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        if option.state & QStyle.StateFlag.State_Selected:
            shape = QPainterPath()
            shape.addRoundedRect(option.rect.adjusted(2, 2, -2, -2).toRectF(), 10, 10)
            painter.fillPath(shape, QColor(tokens.accent_soft))
        picture = self._thumbnails.get(entry.path)
        draw_picture(painter, picture_place(option.rect), picture, 8, whole=True)
        name = name_place(option.rect)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        _text(painter, name, entry.name, tokens.text)
        painter.setFont(option.font)
        _text(
            painter, name.translated(0, name.height()), self._words.below(entry), tokens.text_faint
        )
        painter.restore()

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        del option, index
        return QLineEdit(parent)

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        del index
        editor.setGeometry(name_place(option.rect).adjusted(-4, -6, 4, 6))


class EntryRowDelegate(EntryDelegate):
    """Draws one row of the list: picture, name, then what is known of it."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del index
        return QSize(option.rect.width(), _ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry = index.data(ENTRY)
        if not isinstance(entry, Entry):
            return
        tokens = look().tokens
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        if option.state & QStyle.StateFlag.State_Selected:
            shape = QPainterPath()
            shape.addRoundedRect(option.rect.adjusted(2, 1, -2, -1).toRectF(), 8, 8)
            painter.fillPath(shape, QColor(tokens.accent_soft))
        picture = self._thumbnails.get(entry.path)
        draw_picture(painter, row_picture_place(option.rect), picture, 4, whole=True)
        name, *rest = row_places(option.rect)
        _text(painter, name, entry.name, tokens.text)
        words = (*self._words.row(entry), ", ".join(entry.tags))
        for place, text in zip(rest, words, strict=True):
            _text(painter, place, text, tokens.text_soft)
        painter.restore()

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        del index
        editor.setGeometry(row_places(option.rect)[0].adjusted(-4, 6, 4, -6))


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
        columns = max(1, room // _CELL.width())
        cell = QSize(max(room // columns, _CELL.width()), _CELL.height())
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


class HoverPlayer(VideoView):
    """Lies over a picture of the grid and plays its video, without sound, again and again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMinimumSize(1, 1)
        self.hide()
        self._media: QMediaPlayer | None = None
        self.video: Video | None = None

    def play(self, video: Video, place: QRect) -> None:
        """Shows itself there with the first frame."""
        self.video = video
        self.setGeometry(place)
        if self._media is None:
            from PySide6.QtMultimedia import QMediaPlayer, QVideoSink  # slow to load

            self._media = QMediaPlayer(self)
            sink = QVideoSink(self)
            settle(self._media, sink)
            sink.videoFrameChanged.connect(self._show)
            self._media.setVideoSink(sink)
            self._media.setLoops(-1)
        self._media.setSource(QUrl.fromLocalFile(str(video.path)))
        self._media.play()

    def stop(self) -> None:
        """Lets go of the file: it may be about to be renamed or deleted."""
        self.hide()
        if self._media is not None and self.video is not None:
            self._media.stop()
            self._media.setSource(QUrl())
        self.video = None

    def _show(self, frame: QVideoFrame) -> None:
        if self.video is not None:
            self.show_frame(frame)
            self.show()


def picture_place(cell: QRect) -> QRect:
    """Where the picture of a cell is."""
    place = QRect(cell.topLeft(), _PICTURE)
    place.moveCenter(cell.center())
    place.moveTop(cell.top() + GRID + GRID // 2)
    return place


def name_place(cell: QRect) -> QRect:
    """Where the name of a cell is."""
    picture = picture_place(cell)
    return QRect(picture.left(), picture.bottom() + GRID, picture.width(), 20)


def row_picture_place(row: QRect) -> QRect:
    """Where the picture of a row is."""
    place = QRect(row.topLeft(), _ROW_PICTURE)
    place.moveCenter(row.center())
    place.moveLeft(row.left() + GRID)
    return place


def row_places(row: QRect) -> list[QRect]:
    """Where name, date, length, size, presenter and tags are; what has no room is empty."""
    left = row_picture_place(row).right() + 2 * GRID
    widths = list(_ROW_WIDTHS)
    while widths and row.right() - left - sum(widths) < _CELL.width():
        widths.pop()
    name = QRect(left, row.top(), row.right() - GRID - left - sum(widths), row.height())
    places, x = [name], name.right()
    for width in widths:
        places.append(QRect(x + GRID, row.top(), width - GRID, row.height()))
        x += width
    return places + [QRect()] * (len(_ROW_WIDTHS) - len(widths))


class VideoWords:
    """When a video was made, how long and how large it is, and who speaks."""

    def below(self, entry: Entry) -> str:
        """Date and length."""
        date = date_of(entry)
        return f"{date} · {clock(entry.seconds)}" if entry.seconds else date

    def row(self, entry: Entry) -> tuple[str, str, str, str]:
        """Date, length, size, presenter."""
        size = QLocale().formattedDataSize(entry.size, 1)
        presenter = entry.presenter if isinstance(entry, Video) else ""
        return date_of(entry), clock(entry.seconds) if entry.seconds else "", size, presenter


def date_of(entry: Entry) -> str:
    """The day it was made, as the language writes it."""
    moment = QDateTime.fromSecsSinceEpoch(round(entry.made))
    return str(QLocale().toString(moment.date(), QLocale.FormatType.ShortFormat))


def _text(painter: QPainter, place: QRect, text: str, colour: str) -> None:
    painter.setPen(QColor(colour))
    metrics = painter.fontMetrics()
    short = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, short)
