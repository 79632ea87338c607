"""The portrait with the faces that were found and what the chosen mode will show of it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.gui.theme import look
from app.gui.widgets.picture_place import picture_within
from app.preview.messages import PortraitLook, Rectangle

_RADIUS = 8.0
_SHADE = 110
_BADGE = 20.0


class PortraitView(QWidget):
    """`face_chosen` tells the number of a face, 1 for the leftmost; by click or arrow keys."""

    face_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._look = PortraitLook(picture=None)
        self._image = QImage()
        self.setMinimumSize(120, 120)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look().changed.connect(self.update)

    def show_look(self, answer: PortraitLook) -> None:
        """Shows what was found; an answer without a picture leaves the place empty."""
        if answer.picture is None:
            self._image = QImage()
        elif answer.picture != self._look.picture or self._image.isNull():
            self._image = QImage(str(answer.picture))
        self._look = answer
        many = len(answer.faces) > 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if many else Qt.FocusPolicy.NoFocus)
        self.update()

    def place(self, part: Rectangle) -> QRectF:
        """Where a part of the picture is drawn."""
        whole = self._place()
        scale = whole.width() / max(1, self._look.width)
        return QRectF(
            whole.left() + part.left * scale,
            whole.top() + part.top * scale,
            part.width * scale,
            part.height * scale,
        )

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._face_at(event.position())
        if number is not None:
            self._choose(number)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = len(self._look.faces) > 1 and self._face_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        count = len(self._look.faces)
        if step is None or count < 2:
            super().keyPressEvent(event)
            return
        chosen = 0 if self._look.chosen is None else self._look.chosen
        self._choose((chosen + step) % count + 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._image.isNull():
            return
        tokens = look().tokens
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        whole = self._place()
        frame = QPainterPath()
        frame.addRoundedRect(whole, _RADIUS, _RADIUS)
        painter.setClipPath(frame)
        painter.drawImage(whole, self._image)
        if self._look.cut is not None:
            cut = self.place(self._look.cut)
            outside = QPainterPath(frame)
            hole = QPainterPath()
            hole.addRect(cut)
            painter.fillPath(outside.subtracted(hole), QColor(0, 0, 0, _SHADE))
            painter.setPen(QPen(QColor("#ffffff"), 2))
            painter.drawRect(cut.adjusted(1, 1, -1, -1))
        for index, face in enumerate(self._look.faces):
            chosen = index in (self._look.chosen, self._look.second)
            if chosen and len(self._look.faces) == 1:
                continue  # one face speaks for itself
            pen = QPen(QColor(tokens.accent if chosen else "#ffffff"), 2.5 if chosen else 1.5)
            pen.setStyle(Qt.PenStyle.SolidLine if chosen else Qt.PenStyle.DashLine)
            painter.setPen(pen)
            place = self.place(face)
            painter.drawRoundedRect(place, 6, 6)
            if chosen and self._look.second is not None:
                _number(painter, place, 1 + (index == self._look.second))

    def _choose(self, number: int) -> None:
        if len(self._look.faces) > 1 and number - 1 != self._look.chosen:
            self.face_chosen.emit(number)

    def _face_at(self, point: QPointF) -> int | None:
        for index, face in enumerate(self._look.faces):
            if self.place(face).contains(point):
                return index + 1
        return None

    def _place(self) -> QRectF:
        place = picture_within(self._image.size(), self.rect())
        place.moveTop(0.0)  # under its name, however high the card is
        return place


def _number(painter: QPainter, face: QRectF, number: int) -> None:
    """Who of two speakers it is, at the upper left corner of the face."""
    badge = QRectF(face.left(), face.top(), _BADGE, _BADGE)
    painter.save()
    painter.setBrush(painter.pen().color())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(badge, 6, 6)
    painter.setPen(QColor("#ffffff"))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.restore()
