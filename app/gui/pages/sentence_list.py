"""Draws the sentences of a script, each with its shape, and takes clicks and keys on them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from app.gui.jobs.delegates import draw_ground
from app.gui.pages.sentence_model import SENTENCE, SentenceModel
from app.gui.theme import GRID, look, pixmap
from app.preview.script_messages import SentenceFacts

_ROW = 56
_ICON = 16
_SHAPE = QSize(96, 18)
_LINE = 20  # pixels of a line of text
_Index = QModelIndex | QPersistentModelIndex


class SentenceDelegate(QStyledItemDelegate):
    """A sign to play, what is said, and below it the shape, words and seconds, what becomes of
    it."""

    def __init__(self, model: SentenceModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del index
        return QSize(option.rect.width(), _ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        facts = index.data(SENTENCE)
        if not isinstance(facts, SentenceFacts):
            return
        tokens = look().tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ground(painter, option)
        place = play_place(option.rect)
        sign = pixmap("play", tokens.accent, _ICON)
        painter.drawPixmap(place.center().x() - _ICON // 2, place.center().y() - _ICON // 2, sign)
        upper, lower = text_places(option.rect)
        painter.setFont(option.font)
        _write(painter, upper, facts.text, tokens.text)
        shape = QRect(lower.topLeft(), _SHAPE)
        _draw_shape(painter, shape, facts.peaks)
        rest = lower.adjusted(_SHAPE.width() + GRID, 0, 0, 0)
        fate = self._model.fate(facts)
        if fate:
            width = painter.fontMetrics().horizontalAdvance(fate) + GRID
            right = QRect(rest.right() - width + 1, rest.top(), width, rest.height())
            colour = tokens.good if facts.kept else tokens.warn
            _write(painter, right, fate, colour, Qt.AlignmentFlag.AlignRight)
            rest.adjust(0, 0, -width, 0)
        _write(painter, rest, self._model.measure(facts), tokens.text_soft)
        painter.restore()

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        del option, index
        line = QLineEdit(parent)
        line.setAccessibleName(self.tr("Sentence"))
        return line

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        del index
        upper, _ = text_places(option.rect)
        editor.setGeometry(upper.adjusted(-GRID, -6, GRID // 2, 6))


class SentenceList(QListView):
    """`play_wanted` (number) on a click on its sign, Space or Enter; a double click or F2 edits."""

    play_wanted = Signal(int)
    chosen = Signal()

    def __init__(self, model: SentenceModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(SentenceDelegate(model, self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setMinimumHeight(2 * _ROW + GRID)
        self.selectionModel().selectionChanged.connect(self.chosen)
        model.modelReset.connect(self.chosen)

    @property
    def row(self) -> int | None:
        """The selected one."""
        rows = self.selectionModel().selectedIndexes()
        return rows[0].row() if rows else None

    def edit_row(self, number: int) -> None:
        """Opens its line."""
        self.edit(self.model().index(number, 0))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        on_sign = index.isValid() and play_place(self.visualRect(index)).contains(
            event.position().toPoint()
        )
        if on_sign and event.button() is Qt.MouseButton.LeftButton:
            self.play_wanted.emit(index.row())

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if not play_place(self.visualRect(index)).contains(event.position().toPoint()):
            super().mouseDoubleClickEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plays = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if plays and not event.modifiers() and self.row is not None:
            self.play_wanted.emit(self.row)
        else:
            super().keyPressEvent(event)


def play_place(row: QRect) -> QRect:
    """Where the sign to play is."""
    return QRect(row.left(), row.top(), _ICON + 2 * GRID, row.height())


def text_places(row: QRect) -> tuple[QRect, QRect]:
    """Where the text is, and below it all else."""
    left = play_place(row).right() + 1
    upper = QRect(left, row.top() + GRID, row.right() - GRID - left, _LINE)
    return upper, upper.translated(0, _LINE)


def _draw_shape(painter: QPainter, place: QRect, peaks: Sequence[float]) -> None:
    """Bars as high as it is loud; a thin line for what nobody has spoken."""
    tokens = look().tokens
    middle = place.center().y() + 0.5
    if not peaks:
        painter.fillRect(QRectF(place.left(), middle, place.width(), 1), QColor(tokens.line_strong))
        return
    step = place.width() / len(peaks)
    loudest = max(*peaks, 1e-6)
    for number, peak in enumerate(peaks):
        half = max(0.5, peak / loudest * place.height() / 2)
        bar = QRectF(place.left() + number * step, middle - half, max(1.0, step - 0.75), 2 * half)
        painter.fillRect(bar, QColor(tokens.accent))


def _write(
    painter: QPainter,
    place: QRect,
    text: str,
    colour: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    painter.setPen(QColor(colour))
    short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | side, short)
