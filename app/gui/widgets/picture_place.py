"""Where a picture lies that is as large as its place allows."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt


def picture_within(size: QSize, room: QRect) -> QRectF:
    """In the middle of `room`, all of it to be seen."""
    fitting = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(QPointF(), QSizeF(fitting))
    place.moveCenter(QRectF(room).center())
    return place
