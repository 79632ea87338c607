"""The shape of a recording, and where it is being played."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.gui.theme import look

_BAR = 3.0
_GAP = 2.0


class Waveform(QWidget):
    """Bars from `peaks` (0..1); `sought` tells the second that was clicked."""

    sought = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._peaks: Sequence[float] = ()
        self._seconds = 0.0
        self._position = 0.0
        self.setMinimumHeight(48)
        self.setMaximumHeight(160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look().changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(280, 96)

    def show_peaks(self, peaks: Sequence[float], seconds: float) -> None:
        """Another recording: its peaks (0..1) and its length."""
        self._peaks = peaks
        self._seconds = seconds
        self._position = 0.0
        self.update()

    def set_position(self, seconds: float) -> None:
        """The second that is being played."""
        self._position = seconds
        self.update()

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
        if self._seconds:
            share = min(max(event.position().x() / max(1, self.width()), 0.0), 1.0)
            self.sought.emit(share * self._seconds)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        tokens = look().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        played = self._position / self._seconds * self.width() if self._seconds else 0.0
        middle = self.height() / 2
        for index, level in enumerate(self.bars()):
            x = index * (_BAR + _GAP)
            half = max(1.5, level * (middle - 4))
            colour = tokens.accent if x <= played or not played else tokens.line_strong
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(x, middle - half, _BAR, 2 * half), 1.5, 1.5)
