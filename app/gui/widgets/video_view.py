"""Shows the frames of a video, or a still picture; and, to compare, another one left of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.gui.theme import look
from app.gui.widgets.picture_place import picture_within

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

_RADIUS = 8.0


class VideoView(QWidget):
    """Draws frames as they come, keeping their shape."""

    clicked = Signal()
    double_clicked = Signal()
    line_moved = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._beside: QImage | None = None
        self._line = 0.5
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, 360)

    @property
    def image(self) -> QImage:
        """The frame that is shown; null before the first."""
        return self._image

    def show_image(self, image: QImage) -> None:
        """Shows a still picture."""
        self._image = image
        self.update()

    @property
    def line(self) -> float:
        """Where the other picture ends, as a share of the width: 0 shows none of it, 1 all."""
        return self._line

    def move_line(self, share: float) -> None:
        """Moves it."""
        self._line = min(max(share, 0.0), 1.0)
        self.line_moved.emit(self._line)
        self.update()

    def show_beside(self, image: QImage | None) -> None:
        """Shows another picture left of the line; None shows only one."""
        self._beside = image
        self.setCursor(Qt.CursorShape.ArrowCursor if image is None else Qt.CursorShape.SplitHCursor)
        self.update()

    def show_frame(self, frame: QVideoFrame) -> None:
        """Shows a frame of a video; an empty one changes nothing."""
        if frame.isValid():
            self.show_image(frame.toImage())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._beside is None:
            self.clicked.emit()
        else:
            self._drag(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._beside is not None:
            self._drag(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        del event
        self.double_clicked.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, place = QPainter(self), self._place()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        shape = QPainterPath()
        shape.addRoundedRect(place, _RADIUS, _RADIUS)
        painter.setClipPath(shape)
        painter.fillRect(place, look().tokens.raised)
        if not self._image.isNull():
            painter.drawImage(place, self._image)
        if self._beside is not None:
            self._paint_beside(painter, place, self._beside)

    def _place(self) -> QRectF:
        """What the picture covers."""
        if self._image.isNull():
            return QRectF(self.rect())
        return picture_within(self._image.size(), self.rect())

    def _paint_beside(self, painter: QPainter, place: QRectF, image: QImage) -> None:
        left = QRectF(place.topLeft(), QSizeF(place.width() * self._line, place.height()))
        painter.save()
        painter.setClipRect(left, Qt.ClipOperation.IntersectClip)
        if not image.isNull():
            painter.drawImage(place, image)
        painter.restore()
        painter.fillRect(
            QRectF(left.right() - 1, place.top(), 2, place.height()), Qt.GlobalColor.white
        )

    def _drag(self, event: QMouseEvent) -> None:
        place = self._place()
        self.move_line((event.position().x() - place.left()) / max(place.width(), 1.0))
