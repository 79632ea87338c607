"""Paints a mask over a picture: what is covered will be drawn anew."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageReader,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QSlider,
    QWidget,
)
from typing_extensions import override

from app.gui.theme import GRID, look
from app.gui.widgets.basic import Button, label, spaced
from app.gui.widgets.dialog import Dialog
from app.gui.widgets.picture_place import picture_within

_SIZE = QSize(640, 680)  # fits a small laptop
_UNDO = 30  # strokes that can be taken back
_MOST_MEGABYTES = 512  # of a picture: the loader's limit of 100 megapixels, and some
_VEIL = 130  # of 255: how much of the picture the mask covers on the screen
_SMALLEST, _LARGEST = 4, 200  # pixels of the brush, on the screen


class MaskView(QWidget):
    """The picture with the mask over it. Left button paints, right button wipes."""

    changed = Signal()

    def __init__(self, picture: QImage) -> None:
        super().__init__()
        self._picture = picture
        self._mask = QImage(picture.size(), QImage.Format.Format_Grayscale8)
        self._mask.fill(0)
        self._before: list[QImage] = []
        self._brush = 40
        self._last: QPointF | None = None
        self._spot: QPointF | None = None
        self.setMinimumSize(320, 320)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def painted(self) -> QImage:
        """White where the picture is drawn anew; as large as the picture."""
        return self._mask

    @property
    def is_empty(self) -> bool:
        """Whether nothing is painted."""
        small = self._mask.scaled(64, 64)
        return all(
            small.pixelColor(x, y).value() == 0
            for x in range(small.width())
            for y in range(small.height())
        )

    @property
    def can_undo(self) -> bool:
        """Whether there is a stroke to take back."""
        return bool(self._before)

    def set_brush(self, size: int) -> None:
        """The width of the brush in pixels of the screen."""
        self._brush = size
        self.update()

    def undo(self) -> None:
        """Takes the last stroke back."""
        if self._before:
            self._mask = self._before.pop()
            self.update()
            self.changed.emit()

    def clear(self) -> None:
        """Wipes everything; that can be taken back, too."""
        self._remember()
        self._mask.fill(0)
        self.update()
        self.changed.emit()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._remember()
        self._last = None
        self._stroke(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._spot = event.position()
        if event.buttons() & (Qt.MouseButton.LeftButton | Qt.MouseButton.RightButton):
            self._stroke(event)
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        self._last = None
        self.changed.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        place = self._place()
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing
        )
        painter.drawImage(place, self._picture)
        painter.drawImage(place, self._veil())
        if self._spot is not None:
            # Two rings: one of them is seen on any picture, in either theme.
            for colour, radius in (("#000000", self._brush / 2 + 1), ("#ffffff", self._brush / 2)):
                painter.setPen(QPen(QColor(colour), 1.5))
                painter.drawEllipse(self._spot, radius, radius)
        painter.end()

    def _stroke(self, event: QMouseEvent) -> None:
        place = self._place()
        scale = self._picture.width() / place.width()
        spot = (event.position() - place.topLeft()) * scale
        wipes = bool(event.buttons() & Qt.MouseButton.RightButton)
        painter = QPainter(self._mask)
        colour = QColor(0, 0, 0) if wipes else QColor(255, 255, 255)
        pen = QPen(colour, self._brush * scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(self._last or spot, spot + QPointF(0.01, 0))
        painter.end()
        self._last = spot
        self.update()

    def _remember(self) -> None:
        self._before = [*self._before[1 - _UNDO :], self._mask.copy()]

    def _place(self) -> QRectF:
        """Where the picture lies in the widget."""
        return picture_within(self._picture.size(), self.rect())

    def _veil(self) -> QImage:
        """The mask as a coloured film."""
        film = QImage(self._mask.size(), QImage.Format.Format_ARGB32_Premultiplied)
        film.fill(QColor(look().tokens.accent))
        film.setAlphaChannel(self._mask)
        thin = QImage(film.size(), QImage.Format.Format_ARGB32_Premultiplied)
        thin.fill(Qt.GlobalColor.transparent)
        painter = QPainter(thin)
        painter.setOpacity(_VEIL / 255)
        painter.drawImage(0, 0, film)
        painter.end()
        return thin


class MaskDialog(Dialog):
    """A picture to paint on, the brush, and undo."""

    def __init__(self, picture: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent, "check", _SIZE)
        QImageReader.setAllocationLimit(_MOST_MEGABYTES)
        self.view = MaskView(QImage(str(picture)))
        self.brush = QSlider(Qt.Orientation.Horizontal)
        self.undo_button = Button("quiet", "retry")
        self.clear_button = Button("quiet", "delete")
        self._size = label("soft")
        self._build()
        self._update()

    def save(self, path: Path) -> None:
        """Writes the mask as a picture."""
        self.view.painted.save(str(path))

    def _build(self) -> None:
        self.say(
            self.tr("Paint what shall be drawn anew"),
            self.tr("Left mouse button: paint. Right mouse button: wipe."),
            self.tr("Use the mask"),
        )
        self.inside.addWidget(self.view, 1)
        row = spaced(QHBoxLayout(), 0, GRID)
        self._size.setText(self.tr("Brush"))
        self.brush.setRange(_SMALLEST, _LARGEST)
        self.brush.setValue(40)
        self.brush.setAccessibleName(self.tr("Size of the brush"))
        self.undo_button.say(self.tr("Undo"))
        self.clear_button.say(self.tr("Clear"))
        for widget in (self._size, self.brush, self.undo_button, self.clear_button):
            row.addWidget(widget)
        self.inside.addLayout(row)
        self.brush.valueChanged.connect(self.view.set_brush)
        self.undo_button.clicked.connect(self.view.undo)
        self.clear_button.clicked.connect(self.view.clear)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.view.undo)
        self.view.changed.connect(self._update)

    def _update(self) -> None:
        self.undo_button.setEnabled(self.view.can_undo)
        self.take.setEnabled(not self.view.is_empty)
