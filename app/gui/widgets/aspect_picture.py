"""The shapes of a video as little pictures."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from app.gui.theme import Tokens
from app.gui.widgets.picture_picker import blank_picture
from talker.options.deliver import Aspect

_ROOM = QRectF(4, 3, 48, 42)


def aspect_picture(aspect: Aspect, tokens: Tokens) -> QPixmap:
    """A frame of that shape with a person inside; dashed where the video keeps its own."""
    picture = blank_picture()
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = _frame(*(aspect.ratio or (4, 3)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.accent_soft))
    painter.drawRoundedRect(frame, 3, 3)
    painter.setClipRect(frame)
    painter.setBrush(QColor(tokens.accent))
    unit = min(frame.width(), frame.height()) / 42
    head = QPointF(frame.center().x(), frame.center().y() - 3 * unit)
    painter.drawEllipse(head, 7 * unit, 8.5 * unit)
    painter.drawEllipse(QPointF(head.x(), frame.bottom() + 3 * unit), 15 * unit, 13 * unit)
    painter.setClipping(False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    style = Qt.PenStyle.DashLine if aspect is Aspect.SOURCE else Qt.PenStyle.SolidLine
    painter.setPen(QPen(QColor(tokens.accent), 2, style))
    painter.drawRoundedRect(frame, 3, 3)
    painter.end()
    return picture


def _frame(width: int, height: int) -> QRectF:
    """The largest frame of that shape that there is room for."""
    scale = min(_ROOM.width() / width, _ROOM.height() / height)
    frame = QRectF(0, 0, width * scale, height * scale)
    frame.moveCenter(_ROOM.center())
    return frame
