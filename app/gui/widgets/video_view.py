"""Shows the frames of a video, or a still picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.gui.theme import look

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

_RADIUS = 8.0


class VideoView(QWidget):
    """Draws frames as they come, keeping their shape."""

    clicked = Signal()
    double_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
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

    def show_frame(self, frame: QVideoFrame) -> None:
        """Shows a frame of a video; an empty one changes nothing."""
        if frame.isValid():
            self.show_image(frame.toImage())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        del event
        self.clicked.emit()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        del event
        self.double_clicked.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        place = QRectF(self.rect())
        if not self._image.isNull():
            size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(QRectF(self.rect()).center())
        shape = QPainterPath()
        shape.addRoundedRect(place, _RADIUS, _RADIUS)
        painter.setClipPath(shape)
        painter.fillRect(place, look().tokens.raised)
        if not self._image.isNull():
            painter.drawImage(place, self._image)
