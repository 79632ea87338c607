"""The shape of a recording, where it is being played, and what of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.gui.theme import Tokens, look
from app.trimming import Trimming
from talker.options.sound import Span

_BAR = 3.0
_GAP = 2.0
_NEAR = 6.0  # pixels from an edge at which it is taken
_CLICK = 3.0  # pixels within which a press is no dragging
_HANDLE = QSize(7, 14)
# The seconds that keys go, the edge that they set, and those that cut out.
_WAYS: dict[int, float] = {
    Qt.Key.Key_Left: -0.1,
    Qt.Key.Key_Right: 0.1,
    Qt.Key.Key_PageUp: -1.0,
    Qt.Key.Key_PageDown: 1.0,
}
_ENDS: dict[int, int] = {Qt.Key.Key_I: 0, Qt.Key.Key_O: 1}
_CUTS = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})


class Waveform(QWidget):
    """Bars from `peaks` (0..1). `sought` tells the second that was clicked, `trimmed` the Trimming
    after each change by the user, `selected` that another stretch is selected, or none.

    The edges of what is kept are dragged; dragging elsewhere selects a stretch. Keys: left and
    right move the position (with Shift they select), Home and End go to its ends, I and O set the
    beginning and the end there, Delete cuts the selection out, Escape selects nothing. Without
    `trims` nothing is cut: there are no edges, and those keys are the page's.
    """

    sought = Signal(float)
    trimmed = Signal(object)  # Trimming
    selected = Signal()

    def __init__(self, *, trims: bool = True) -> None:
        super().__init__()
        self._trims = trims
        self._peaks: Sequence[float] = ()
        self._position = 0.0
        self.trimming = Trimming.of(0.0)
        self.selection: Span | None = None
        self._edge: int | None = None  # that is being dragged
        self._pressed: float | None = None  # where, in pixels, while nothing was dragged yet
        self._anchor = 0.0  # the second at which a selection began
        self.setMinimumHeight(48)
        self.setMaximumHeight(160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look().changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(280, 96)

    @property
    def peaks(self) -> Sequence[float]:
        """The loudest samples of equal parts, 0..1."""
        return self._peaks

    def show_peaks(self, peaks: Sequence[float], trimming: Trimming) -> None:
        """Another recording: its peaks (0..1), its length, and what is kept of it."""
        self._peaks = peaks
        self._position = 0.0
        self.trimming = trimming
        self._edge = self._pressed = None
        self.select(None)

    def set_position(self, seconds: float) -> None:
        """The second that is being played."""
        self._position = seconds
        self.update()

    def select(self, span: Span | None) -> None:
        """Selects a stretch, or nothing."""
        self.selection = span
        self.update()
        self.selected.emit()

    def change(self, trimming: Trimming) -> None:
        """Keeps something else, as if the user had dragged it."""
        if trimming != self.trimming:
            self.trimming = trimming
            self.update()
            self.trimmed.emit(trimming)

    def cut_selection(self) -> None:
        """Leaves the selected stretch out."""
        if self.selection is not None:
            span = self.selection
            self.select(None)
            self.change(self.trimming.without(span))

    def bars(self) -> list[float]:
        """The height of each bar that fits now, 0..1, relative to the loudest."""
        count = max(1, int((self.width() + _GAP) / (_BAR + _GAP)))
        if not self._peaks:
            return [0.0] * count
        loudest = max(max(self._peaks), 1e-6)
        edges = [round(index * len(self._peaks) / count) for index in range(count + 1)]
        return [
            max(self._peaks[start : max(stop, start + 1)], default=0.0) / loudest
            for start, stop in pairwise(edges)
        ]

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.trimming.seconds and event.button() is Qt.MouseButton.LeftButton:
            x = event.position().x()
            self._edge = self._edge_at(x)
            self._pressed, self._anchor = x, self._second(x)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._edge is not None:
            self.trimming = self.trimming.moved(self._edge, self._second(x))
            self.update()
        elif self._pressed is not None:
            if abs(x - self._pressed) > _CLICK:
                self._select_to(self._second(x))
        else:
            near = self._edge_at(x) is not None
            shape = Qt.CursorShape.SplitHCursor if near else Qt.CursorShape.PointingHandCursor
            self.setCursor(shape)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._edge is not None:
            self._edge = self._pressed = None
            self.trimming = self.trimming.settled()
            self.update()
            self.trimmed.emit(self.trimming)
        elif self._pressed is not None:
            x = event.position().x()
            if abs(x - self._pressed) <= _CLICK:
                self.select(None)
                self.sought.emit(self._second(x))
            self._pressed = None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What Ctrl is held for, and every other key, is for the page."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = held == Qt.KeyboardModifier.ShiftModifier
        key, trimming = event.key(), self.trimming
        if not trimming.seconds or (held and not shift):
            super().keyPressEvent(event)
        elif key in _WAYS:
            self._go(self._position + _WAYS[key], select=shift)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(trimming.start if key == Qt.Key.Key_Home else trimming.stop, select=shift)
        elif key in _ENDS and self._trims:
            self.change(trimming.moved(_ENDS[key], self._position))
        elif key in _CUTS and self.selection is not None and self._trims:
            self.cut_selection()
        elif key == Qt.Key.Key_Escape and self.selection is not None:
            self.select(None)
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        tokens = look().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.selection is not None:
            painter.setBrush(QColor(tokens.accent_soft))
            painter.drawRect(self._stretch(self.selection))
        self._paint_bars(painter, tokens)
        if self.trimming.seconds:
            self._paint_edges(painter, tokens)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 1))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _paint_bars(self, painter: QPainter, tokens: Tokens) -> None:
        middle, played = self.height() / 2, self._x(self._position)
        kept = [(self._x(span.start), self._x(span.stop)) for span in self.trimming.kept]
        for index, level in enumerate(self.bars()):
            x = index * (_BAR + _GAP)
            half = max(1.5, level * (middle - 4))
            heard = any(start - _BAR / 2 <= x + _BAR / 2 <= stop for start, stop in kept)
            over = x <= played or not played
            name = "line" if not heard else "accent" if over else "line_strong"
            painter.setBrush(QColor(getattr(tokens, name)))
            painter.drawRoundedRect(QRectF(x, middle - half, _BAR, 2 * half), 1.5, 1.5)

    def _paint_edges(self, painter: QPainter, tokens: Tokens) -> None:
        """A line at each edge, and a handle on those of both ends."""
        position = self._x(self._position)
        if self._position:
            painter.setPen(QPen(QColor(tokens.text), 1))
            painter.drawLine(QPointF(position, 0), QPointF(position, self.height()))
        for number, edge in enumerate(self.trimming.edges if self._trims else ()):
            x = min(max(self._x(edge), 1.0), self.width() - 1.0)
            painter.setPen(QPen(QColor(tokens.accent_strong), 2 if number < 2 else 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
            if number < 2:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(tokens.accent_strong))
                left = x if number == 0 else x - _HANDLE.width()
                painter.drawRoundedRect(QRectF(left, 0, _HANDLE.width(), _HANDLE.height()), 2, 2)

    def _go(self, second: float, *, select: bool) -> None:
        second = min(max(second, 0.0), self.trimming.seconds)
        if select:
            chosen = self.selection
            if chosen is None:
                self._anchor = self._position
            self._select_to(second)
        elif self.selection is not None:
            self.select(None)
        self.set_position(second)
        self.sought.emit(second)

    def _select_to(self, second: float) -> None:
        first, last = sorted((self._anchor, second))
        self.select(Span(first, last) if last > first else None)

    def _edge_at(self, x: float) -> int | None:
        """The edge under the mouse; of several the last: cuts lie over the ends."""
        if not self.trimming.seconds or not self._trims:
            return None
        near = [(abs(self._x(edge) - x), -i) for i, edge in enumerate(self.trimming.edges)]
        distance, number = min(near)
        return -number if distance <= _NEAR else None

    def _stretch(self, span: Span) -> QRectF:
        left = self._x(span.start)
        return QRectF(left, 0, self._x(span.stop) - left, self.height())

    def _x(self, second: float) -> float:
        seconds = self.trimming.seconds
        return second / seconds * self.width() if seconds else 0.0

    def _second(self, x: float) -> float:
        return min(max(x / max(1, self.width()), 0.0), 1.0) * self.trimming.seconds
