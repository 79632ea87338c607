"""Cuts a presenter's portrait out of a picture: drag the frame, its edges or corners."""

from __future__ import annotations

from enum import Flag, auto

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
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from app.gui.texts.names import finding_words
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, Note, Tone, label, spaced
from app.gui.widgets.dialog import Dialog
from app.gui.widgets.picture_place import picture_within
from app.preview.messages import PortraitLook, Rectangle

_REACH = 14.0  # how near to an edge the mouse takes hold of it
_LEAST = 64.0  # pixels of the picture
_SHADE = 120
_ABOVE, _BESIDE, _BELOW = 0.9, 1.1, 1.6  # room around a face, in sizes of it


class Hold(Flag):
    """Which edges a drag moves; none of them moves the whole frame."""

    NONE = 0
    LEFT = auto()
    TOP = auto()
    RIGHT = auto()
    BOTTOM = auto()


class CropView(QWidget):
    """The picture with a frame in it; `part` is the frame in pixels of the picture."""

    changed = Signal()

    def __init__(self, answer: PortraitLook) -> None:
        super().__init__()
        self._image = QImage(str(answer.picture))
        self._whole = QRectF(0, 0, answer.width, answer.height)
        self._frame = suggested_part(answer)
        self._hold: Hold | None = None
        self._last = QPointF()
        self.setMinimumSize(420, 380)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def part(self) -> Rectangle:
        """The frame, in pixels of the picture."""
        frame = self._frame
        return Rectangle(
            left=frame.left(), top=frame.top(), width=frame.width(), height=frame.height()
        )

    def use_whole(self) -> None:
        """Takes the whole picture."""
        self._set(QRectF(self._whole))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hold = self._hold_at(event.position())
        self._last = self._to_picture(event.position())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._hold is None:
            self.setCursor(_cursor(self._hold_at(event.position())))
            return
        here = self._to_picture(event.position())
        self._drag(self._hold, here - self._last)
        self._last = here

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        self._hold = None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the frame, with Shift its lower right corner."""
        step = max(self._whole.width(), self._whole.height()) / 50
        moves = {
            Qt.Key.Key_Left: QPointF(-step, 0),
            Qt.Key.Key_Right: QPointF(step, 0),
            Qt.Key.Key_Up: QPointF(0, -step),
            Qt.Key.Key_Down: QPointF(0, step),
        }
        move = moves.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._drag(Hold.RIGHT | Hold.BOTTOM if shift else Hold.NONE, move)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        place = self._place()
        painter.drawImage(place, self._image)
        frame = self._shown(self._frame)
        outside, inside = QPainterPath(), QPainterPath()
        outside.addRect(place)
        inside.addRect(frame)
        painter.fillPath(outside.subtracted(inside), QColor(0, 0, 0, _SHADE))
        painter.setPen(QPen(QColor("#ffffff"), 2))
        painter.drawRect(frame)
        painter.setBrush(QColor("#ffffff"))
        for corner in (
            frame.topLeft(),
            frame.topRight(),
            frame.bottomLeft(),
            frame.bottomRight(),
        ):
            painter.drawEllipse(corner, 4, 4)

    def _drag(self, hold: Hold, move: QPointF) -> None:
        frame = QRectF(self._frame)
        if hold is Hold.NONE:
            frame.translate(move)
            frame.moveLeft(min(max(frame.left(), 0), self._whole.right() - frame.width()))
            frame.moveTop(min(max(frame.top(), 0), self._whole.bottom() - frame.height()))
        if Hold.LEFT in hold:
            frame.setLeft(min(max(frame.left() + move.x(), 0), frame.right() - _LEAST))
        if Hold.TOP in hold:
            frame.setTop(min(max(frame.top() + move.y(), 0), frame.bottom() - _LEAST))
        if Hold.RIGHT in hold:
            right = min(frame.right() + move.x(), self._whole.right())
            frame.setRight(max(right, frame.left() + _LEAST))
        if Hold.BOTTOM in hold:
            bottom = min(frame.bottom() + move.y(), self._whole.bottom())
            frame.setBottom(max(bottom, frame.top() + _LEAST))
        self._set(frame)

    def _set(self, frame: QRectF) -> None:
        self._frame = frame
        self.changed.emit()
        self.update()

    def _hold_at(self, point: QPointF) -> Hold:
        frame = self._shown(self._frame)
        if not frame.adjusted(-_REACH, -_REACH, _REACH, _REACH).contains(point):
            return Hold.NONE
        hold = Hold.NONE
        if abs(point.x() - frame.left()) < _REACH:
            hold |= Hold.LEFT
        elif abs(point.x() - frame.right()) < _REACH:
            hold |= Hold.RIGHT
        if abs(point.y() - frame.top()) < _REACH:
            hold |= Hold.TOP
        elif abs(point.y() - frame.bottom()) < _REACH:
            hold |= Hold.BOTTOM
        return hold

    def _place(self) -> QRectF:
        return picture_within(self._image.size(), self.rect())

    def _scale(self) -> float:
        return self._place().width() / max(1.0, self._whole.width())

    def _shown(self, part: QRectF) -> QRectF:
        scale, corner = self._scale(), self._place().topLeft()
        return QRectF(part.topLeft() * scale + corner, part.size() * scale)

    def _to_picture(self, point: QPointF) -> QPointF:
        return (point - self._place().topLeft()) / self._scale()


class CropDialog(Dialog):
    """Asks for the part and the name of a new presenter."""

    def __init__(self, answer: PortraitLook, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, "check")
        self.say(self.tr("New presenter"), take=self.tr("Add presenter"))
        self.view = CropView(answer)
        self.view.setAccessibleName(self.tr("Frame"))
        self.view.setToolTip(self.tr("Drag the frame; arrow keys move it, with Shift its corner."))
        self.name = QLineEdit(name)
        self.name.setAccessibleName(self.tr("Name"))
        whole = Button("quiet", "crop")
        whole.say(self.tr("Whole picture"))
        whole.clicked.connect(self.view.use_whole)
        self.add_button(whole)
        self.inside.addWidget(self.view, 1)
        for finding in answer.findings:
            tone = Tone.PROBLEM if finding.stops else Tone.NOTE
            self.inside.addWidget(Note(tone, *finding_words(finding, name)))
        title = label("soft")
        title.setText(self.tr("Name"))
        named = spaced(QHBoxLayout(), 0, GRID)
        named.addWidget(title)
        named.addWidget(self.name, 1)
        self.inside.addLayout(named)


def suggested_part(answer: PortraitLook) -> QRectF:
    """Head and shoulders of the chosen face; the whole picture where there is none."""
    whole = QRectF(0, 0, answer.width, answer.height)
    if answer.chosen is None:
        return whole
    face = answer.faces[answer.chosen]
    around = QRectF(
        face.left - _BESIDE * face.width,
        face.top - _ABOVE * face.height,
        face.width * (1 + 2 * _BESIDE),
        face.height * (1 + _ABOVE + _BELOW),
    )
    return around.intersected(whole)


def _cursor(hold: Hold) -> Qt.CursorShape:
    shape = Qt.CursorShape
    return {
        Hold.NONE: shape.SizeAllCursor,
        Hold.LEFT: shape.SizeHorCursor,
        Hold.RIGHT: shape.SizeHorCursor,
        Hold.TOP: shape.SizeVerCursor,
        Hold.BOTTOM: shape.SizeVerCursor,
        Hold.LEFT | Hold.TOP: shape.SizeFDiagCursor,
        Hold.RIGHT | Hold.BOTTOM: shape.SizeFDiagCursor,
    }.get(hold, shape.SizeBDiagCursor)
