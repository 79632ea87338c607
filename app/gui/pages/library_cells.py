"""The cells of a shelf's grid: a picture and a name each, or a row of what is known."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QDateTime, QLocale, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from app.gui.jobs.delegates import draw_ground, draw_picture
from app.gui.jobs.thumbnails import Thumbnails
from app.gui.pages.library_model import ENTRY
from app.gui.theme import GRID, look
from app.gui.widgets.player import clock
from app.library import Video
from app.shelf import Entry

_PICTURE = QSize(208, 156)
CELL = QSize(_PICTURE.width() + 3 * GRID, _PICTURE.height() + 9 * GRID)
_ROW = 48
_ROW_PICTURE = QSize(56, 40)
_ROW_WIDTHS = (96, 64, 80, 112, 128)  # date, length, size, presenter, tags
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
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        self.draw(painter, option, entry)
        painter.restore()

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
        """Its ground, picture and words."""
        tokens = look().tokens
        draw_ground(painter, option, 2, 10)
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
    def draw(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
        tokens = look().tokens
        draw_ground(painter, option)
        picture = self._thumbnails.get(entry.path)
        draw_picture(painter, row_picture_place(option.rect), picture, 4, whole=True)
        name, *rest = row_places(option.rect)
        _text(painter, name, entry.name, tokens.text)
        words = (*self._words.row(entry), ", ".join(entry.tags))
        for place, text in zip(rest, words, strict=True):
            _text(painter, place, text, tokens.text_soft)

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        del index
        editor.setGeometry(row_places(option.rect)[0].adjusted(-4, 6, 4, -6))


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
    while widths and row.right() - left - sum(widths) < CELL.width():
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
