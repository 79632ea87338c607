"""The modes as little pictures: what the video shows of the portrait, and what moves in it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from app.gui.theme import Tokens
from app.gui.widgets.picture_picker import blank_picture
from talker.options.picture import Mode


def mode_picture(mode: Mode, tokens: Tokens) -> QPixmap:
    """A photo with a person; bright is what the video shows, in accent what moves."""
    picture = blank_picture()
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    photo = QRectF(2, 3, 52, 42)
    head = QPointF(28, 19)
    shown = {
        Mode.CROP: QRectF(17, 8, 22, 22),
        Mode.EXTCROP: QRectF(12, 5, 32, 29),
    }.get(mode, photo)
    if mode is Mode.RESIZE:
        photo = shown = QRectF(13, 9, 30, 30)
    painter.setPen(QPen(QColor(tokens.line_strong), 1))
    painter.setBrush(QColor(tokens.raised))
    painter.drawRoundedRect(photo, 3, 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.accent_soft))
    painter.drawRoundedRect(shown, 3, 3)
    scale = 0.72 if mode is Mode.RESIZE else 1.0
    centre = QPointF(28, 21) if mode is Mode.RESIZE else head
    painter.setClipRect(photo)
    painter.setBrush(QColor(tokens.line_strong if mode is not Mode.RESIZE else tokens.accent))
    painter.drawEllipse(QPointF(28, 46 if scale == 1 else 41), 15 * scale, 15 * scale)
    painter.setBrush(QColor(tokens.accent))
    reach = 1.25 if mode in (Mode.EXTFULL, Mode.EXTCROP) else 1.0
    painter.drawEllipse(centre, 6.5 * scale * reach, 8 * scale * reach)
    painter.setClipping(False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.accent), 2))
    painter.drawRoundedRect(shown, 3, 3)
    painter.end()
    return picture
