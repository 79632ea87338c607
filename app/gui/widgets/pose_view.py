"""A small head that moves as the chosen pose style will."""

from __future__ import annotations

from math import cos, radians, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.gui.services.preview import PreviewService
from app.gui.theme import look
from app.preview.messages import LookAtPose, PoseLook
from talker.errors import MouthpieceError
from talker.options.render import RenderOptions

_SIDE = 52
_ASK_MS = 150
_GAIN = 2.2  # a few degrees would hardly be seen at this size


class PoseView(QWidget):
    """Draws a head; asks for new motion shortly after the options have changed, if it is seen: the
    answer takes a process and a second, and most forms are used without scrolling down to it."""

    def __init__(self, preview: PreviewService) -> None:
        super().__init__()
        self._preview = preview
        self._options = RenderOptions()
        self._angles: tuple[tuple[float, float, float], ...] = ()
        self._frame = 0
        self._changed = False
        self._asked: int | None = None
        self._ask_soon = QTimer(self)
        self._ask_soon.setSingleShot(True)
        self._ask_soon.setInterval(_ASK_MS)
        self._ask_soon.timeout.connect(self._ask)
        self._ticks = QTimer(self)
        self._ticks.setInterval(40)
        self._ticks.timeout.connect(self._tick)
        self.setFixedSize(QSize(_SIDE, _SIDE))
        look().changed.connect(self.update)

    @property
    def angles(self) -> tuple[tuple[float, float, float], ...]:
        """What is being shown; empty before the first answer."""
        return self._angles

    def show_options(self, options: RenderOptions) -> None:
        """The options whose motion the head shows."""
        self._options = options
        self._changed = True
        self.update()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ticks.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticks.stop()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._changed:
            self._changed = False
            self._ask_soon.start()
        tokens = look().tokens
        yaw, pitch, roll = self._angles[self._frame] if self._angles else (0.0, 0.0, 0.0)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(self.rect(), 8, 8)
        painter.translate(_SIDE / 2, _SIDE / 2 + 2)
        painter.rotate(roll * _GAIN)
        painter.setBrush(QColor(tokens.accent_soft))
        painter.setPen(QPen(QColor(tokens.accent), 1.75))
        painter.drawEllipse(QRectF(-13, -17, 26, 34))
        turned, nodded = radians(yaw * _GAIN), radians(pitch * _GAIN)
        x, y = 13 * sin(turned), 14 * sin(nodded)
        narrow = cos(turned)
        painter.setBrush(QColor(tokens.accent))
        painter.setPen(Qt.PenStyle.NoPen)
        for side in (-1, 1):
            painter.drawEllipse(QPointF(x + side * 5 * narrow, y - 3), 1.6, 1.6)
        painter.setPen(QPen(QColor(tokens.accent), 1.75))
        painter.drawLine(QPointF(x * 1.2, y - 1), QPointF(x * 1.35, y + 3.5))
        painter.drawLine(QPointF(x - 4 * narrow, y + 8), QPointF(x + 4 * narrow, y + 8))

    def _ask(self) -> None:
        if self._asked is not None:
            self._preview.cancel(self._asked)
        self._asked = self._preview.ask(
            LookAtPose(options=self._options), PoseLook, self._show, self._give_up, owner=self
        )

    def _show(self, answer: PoseLook) -> None:
        self._asked = None
        self._angles = answer.angles
        self._frame = 0
        self.update()

    def _give_up(self, _: MouthpieceError) -> None:
        """The head stands still: the picture only helps to choose."""
        self._asked = None
        self._angles = ()
        self.update()

    def _tick(self) -> None:
        if self._angles:
            self._frame = (self._frame + 1) % len(self._angles)
            self.update()
