"""A skeleton over a picture: its points are dragged with the mouse or moved with the keys."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.gui.theme import look
from app.gui.widgets.picture_place import picture_within
from avatar_gen.skeleton import BODY, COLOURS, LIMBS, Person, Pose, Spot

_REACH = 14.0  # pixels of the screen within which the mouse takes hold of a point
_UNDO = 50
_VEIL = 110  # of 255: how much the picture is darkened, so that all colours are seen
_SHADE = 0.6
_FAST = 10  # pixels of the picture that an arrow with Shift moves a point
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True)
class Place:
    """One point: whose, and its number; those of the face follow the 18 of the body."""

    person: int
    index: int


class SkeletonView(QWidget):
    """`changed` after each change; the pose is in pixels of its own picture."""

    changed = Signal()

    def __init__(self, pose: Pose, picture: QImage) -> None:
        super().__init__()
        self.pose = pose
        self.chosen = Place(0, 0)
        self.shows_face = True
        self._picture = picture
        self._before: list[Pose] = []
        self._drag: tuple[Place, Pose, QPointF] | None = None
        self.setMinimumSize(320, 320)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._before)

    def set_pose(self, pose: Pose) -> None:
        """Shows another pose; that can be taken back."""
        self._remember()
        self.pose, self.chosen = pose, Place(0, 0)
        self._tell()

    def undo(self) -> None:
        """Takes the last change back."""
        if self._before:
            self.pose = self._before.pop()
            self.chosen = Place(0, 0)
            self._tell()

    def show_face(self, shown: bool) -> None:
        """Whether the points of the face are shown and can be moved."""
        self.shows_face = shown
        if not shown and self.chosen.index >= BODY:
            self.chosen = Place(self.chosen.person, 0)
        self.update()

    def spot(self, place: Place) -> Spot | None:
        """Where a point is; None where it is not seen."""
        person = self.pose.people[place.person]
        return (*person.body, *person.face)[place.index]

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._nearest(event.position())
        if place is not None:
            self.chosen = place
            self._remember()
            self._drag = (place, self.pose, self._to_picture(event.position()))
            self.update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            near = self._nearest(event.position()) is not None
            self.setCursor(Qt.CursorShape.SizeAllCursor if near else Qt.CursorShape.ArrowCursor)
            return
        place, before, start = self._drag
        way = self._to_picture(event.position()) - start
        whole = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.pose = _moved(before, place, (way.x(), way.y()), whole=whole)
        self._tell()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        if self._drag is not None and self._drag[1] == self.pose:
            self._before.pop()  # a click alone changes nothing
        self._drag = None
        self.changed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """N and P choose the next and the former point, arrows move it, Delete leaves it out or
        brings it back."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_N, Qt.Key.Key_P):
            self._step(1 if key is Qt.Key.Key_N else -1)
        elif key is Qt.Key.Key_Delete:
            self._remember()
            self.pose = _toggled(self.pose, self.chosen)
            self._tell()
        elif key in _ARROWS and self.spot(self.chosen) is not None:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            x, y = (part * (_FAST if shift else 1) for part in _ARROWS[key])
            self._remember()
            self.pose = _moved(self.pose, self.chosen, (x, y))
            self._tell()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        place = self._place()
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing
        )
        painter.fillRect(place, QColor(0, 0, 0))
        if not self._picture.isNull():
            painter.drawImage(place, self._picture)
            painter.fillRect(place, QColor(0, 0, 0, _VEIL))
        for person in self.pose.people:
            self._paint(painter, person)
        spot = self.spot(self.chosen)
        if spot is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for colour, radius in (("#000000", 10.0), (look().tokens.accent, 8.5)):
                painter.setPen(QPen(QColor(colour), 2))
                painter.drawEllipse(self._shown(spot), radius, radius)
        painter.end()

    def _paint(self, painter: QPainter, person: Person) -> None:
        for (first, last), colour in zip(LIMBS, COLOURS, strict=False):
            start, end = person.body[first], person.body[last]
            if start is not None and end is not None:
                shade = QColor(*(round(_SHADE * part) for part in colour))
                pen = QPen(shade, 6)
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                painter.setPen(pen)
                painter.drawLine(self._shown(start), self._shown(end))
        painter.setPen(Qt.PenStyle.NoPen)
        for spot, colour in zip(person.body, COLOURS, strict=True):
            if spot is not None:
                painter.setBrush(QColor(*colour))
                painter.drawEllipse(self._shown(spot), 5, 5)
        painter.setBrush(QColor("#ffffff"))
        for spot in person.face if self.shows_face else ():
            if spot is not None:
                painter.drawEllipse(self._shown(spot), 2, 2)

    def _step(self, way: int) -> None:
        places = list(self._places())
        now = places.index(self.chosen) if self.chosen in places else -way
        self.chosen = places[(now + way) % len(places)]
        self.update()
        self.changed.emit()

    def _places(self) -> list[Place]:
        return [
            Place(number, index)
            for number, person in enumerate(self.pose.people)
            for index in range(BODY + (len(person.face) if self.shows_face else 0))
        ]

    def _nearest(self, spot: QPointF) -> Place | None:
        """The point under the mouse; of the body rather than of the face."""
        found: list[tuple[bool, float, Place]] = []
        for place in self._places():
            known = self.spot(place)
            if known is not None:
                way = self._shown(known) - spot
                far = math.hypot(way.x(), way.y())
                if far <= (_REACH if place.index < BODY else _REACH / 2):
                    found.append((place.index >= BODY and far > _REACH / 4, far, place))
        return min(found, key=lambda one: one[:2], default=(False, 0.0, None))[2]

    def _remember(self) -> None:
        self._before = [*self._before[1 - _UNDO :], self.pose]

    def _tell(self) -> None:
        self.update()
        self.changed.emit()

    def _shown(self, spot: Spot) -> QPointF:
        place = self._place()
        scale = place.width() / self.pose.width
        return place.topLeft() + QPointF(spot[0] * scale, spot[1] * scale)

    def _to_picture(self, spot: QPointF) -> QPointF:
        place = self._place()
        return (spot - place.topLeft()) * (self.pose.width / place.width())

    def _place(self) -> QRectF:
        """Where the picture lies in the widget."""
        return picture_within(QSize(self.pose.width, self.pose.height), self.rect())


def _moved(pose: Pose, place: Place, way: Spot, *, whole: bool = False) -> Pose:
    """One point, or the whole person, moved; nothing leaves the picture."""
    person = pose.people[place.person]
    spots = [*person.body, *person.face]
    for index, spot in enumerate(spots):
        if spot is not None and (whole or index == place.index):
            x = min(max(spot[0] + way[0], 0.0), pose.width - 1.0)
            y = min(max(spot[1] + way[1], 0.0), pose.height - 1.0)
            spots[index] = (x, y)
    return _with(pose, place.person, spots)


def _toggled(pose: Pose, place: Place) -> Pose:
    """A point left out, or brought back in the middle of the picture."""
    person = pose.people[place.person]
    spots = [*person.body, *person.face]
    middle = (pose.width / 2, pose.height / 2)
    spots[place.index] = middle if spots[place.index] is None else None
    return _with(pose, place.person, spots)


def _with(pose: Pose, number: int, spots: list[Spot | None]) -> Pose:
    people = list(pose.people)
    people[number] = Person(body=tuple(spots[:BODY]), face=tuple(spots[BODY:]))
    return pose.model_copy(update={"people": tuple(people)})
