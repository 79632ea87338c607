"""The face that speaks, through a whole film: its mesh in each frame, or that it cannot be seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from talker.dubbing.cuts import CutFinder, Thumb, thumb_of
from talker.dubbing.look import STILL_LIKE, Look, Memory, look_of
from talker.errors import ErrorCode, InputError
from talker.face.choose import HUMAN_PRESENCE
from talker.face.geometry import LIPS
from talker.face.landmarks import Face, LandmarkSource
from talker.media.film_frame import FilmFrame
from talker.progress import Notice, NoticeCode
from talker.scene import Box

MIN_WIDTH = 80
MAX_YAW, MAX_PITCH = 38.0, 35.0  # degrees, as the mesh tells them, up to which a mouth is drawn
_AROUND = 0.5  # of a face's size: what is looked at to find it again in the next frame
_SMALLER, _ENOUGH = (8, 4, 2), 105  # times smaller; pixels of a face then, that are enough
_LOST_EVERY = 3  # frames between two looks for a face that is not there
_CHECK_EVERY, _COVERED_EVERY = 50, 6  # after which all faces are compared with the followed one
_SURELY = (
    0.85  # likeness with which a face has been itself all the time: there is nothing to compare
)
_JUMP = 0.6  # of a face's width, by which it moves in a frame at most


@dataclass(frozen=True)
class Seen:
    """What one frame shows: whether a shot begins with it, its light in small, and the face; None
    where it is not to be spoken: away, turned aside, covered, too small."""

    cut: bool
    thumb: Thumb
    face: Face | None


@dataclass(frozen=True)
class _Known:
    """The face that is followed, in pixels of its frame, and what it looks like there."""

    face: Face
    look: Look


class FaceTracker:
    """Follows the face that is chosen where the film first shows it.

    `number`: which one, from the left, 0 for the largest. `landmarks` finds faces. Later shots are
    looked through for the same one.
    """

    def __init__(self, path: Path, number: int, landmarks: LandmarkSource) -> None:
        self._path = path
        self._number = number
        self._landmarks = landmarks
        self._cuts = CutFinder()
        self._memory: Memory | None = None
        self._last: Face | None = None
        self._lost, self._since = 0, 0
        self._least = 0.0  # likeness of the followed face since it was compared with others
        self._covered = False
        self._most, self._best = 0, ErrorCode.NO_FACE
        self.notices: list[Notice] = []

    def follow(self, frames: Iterable[FilmFrame]) -> Iterator[Seen]:
        """Goes through the frames in order. Raises NO_FACE, FACE_TOO_SMALL, FACE_PROFILE or
        FACE_INDEX at the end of a film that never shows the wanted face."""
        for frame in frames:
            thumb = thumb_of(frame)
            cut = self._cuts.begins(thumb)
            yield Seen(cut, thumb, self._face(frame, cut))
        if self._memory is None:
            raise self._nobody()

    def _face(self, frame: FilmFrame, cut: bool) -> Face | None:
        self._since += 1
        if cut:
            self._last, self._lost = None, 0
        if self._covered:
            due = self._since >= _COVERED_EVERY
        else:
            due = self._since >= _CHECK_EVERY and self._least < _SURELY
        if due:
            self._last = self._checked(frame, self._last)
        known = None if self._last is None else self._again(frame, self._last)
        if known is None:
            known = self._found(frame) if self._lost % _LOST_EVERY == 0 else None
            self._lost += 1
        else:
            self._lost = 0
        if known is None:
            self._last = None
            return None
        self._last = known.face
        self._covered = not self._is_free(frame, known)
        return None if self._covered else known.face

    def _checked(self, frame: FilmFrame, last: Face | None) -> Face | None:
        """The face that is followed, or the one that is more like the wanted one."""
        self._since, self._least = 0, 1.0
        if last is None or self._memory is None:
            return last
        found = self._found(frame)
        return last if found is None else found.face

    def _again(self, frame: FilmFrame, last: Face) -> _Known | None:
        """The face of the frame before, where it is still the same."""
        by = _shrunk(last)
        part = _part_around(last, frame, by)
        picture = frame.rgb(part) if by == 1 else frame.small(part, by)
        whole, small = (part.width, part.height), (part.width // by, part.height // by)
        before = last.within(part).scaled(whole, small)
        face = self._landmarks.track(picture, before)
        if face is None:
            return None
        moved = np.abs(face.mesh[:, :2].mean(0) - before.mesh[:, :2].mean(0)).max()
        if moved > _JUMP * before.box.width:
            return None
        assert self._memory is not None
        look = look_of(picture, face.mesh)
        like = self._memory.likeness(look)
        self._least = min(self._least, like)
        if like <= STILL_LIKE:
            return None
        there = face.scaled(small, whole).within(Box(-part.left, -part.top, 0, 0))
        return _Known(there, look)

    def _found(self, frame: FilmFrame) -> _Known | None:
        """The face in a frame that is looked at as a whole."""
        width, height = frame.size
        whole = frame.rgb(Box(0, 0, width, height))
        people = [face for face in self._landmarks.detect(whole) if face.presence >= HUMAN_PRESENCE]
        if not people:
            return None
        looks = [look_of(whole, face.mesh) for face in people]
        if self._memory is None:
            return self._first(people, looks)
        best = self._memory.best(looks)
        return None if best is None else _Known(people[best], looks[best])

    def _first(self, people: list[Face], looks: list[Look]) -> _Known | None:
        """The face that is chosen, once it is well seen; from then on its look is known."""
        self._most = max(self._most, len(people))
        if self._number > len(people):
            return None
        if self._number:
            index = self._number - 1
        else:
            index = max(range(len(people)), key=lambda i: people[i].box.width)
        face = people[index]
        why = _why_not(face)
        if why is not None:
            self._best = why
            return None
        if self._number == 0 and len(people) > 1:
            text = (
                f"{self._path.name} shows {len(people)} faces; the largest speaks, number "
                f"{index + 1} from the left. Choose another with --face 1 to --face {len(people)}."
            )
            self.notices.append(Notice(NoticeCode.MANY_FACES, text))
        self._memory, self._least = Memory(looks[index]), 1.0
        return _Known(face, looks[index])

    def _is_free(self, frame: FilmFrame, known: _Known) -> bool:
        """Whether a mouth can be drawn into this face as it is."""
        face, look = known.face, known.look
        inside = (face.mesh[list(LIPS), :2] >= 1) & (
            face.mesh[list(LIPS), :2] < np.array(frame.size) - 1
        )
        if _why_not(face) is not None or not inside.all():
            return False
        assert self._memory is not None
        if self._memory.is_covered(look):
            return False
        self._memory.learn(look)
        return True

    def _nobody(self) -> InputError:
        name = self._path.name
        if self._number > self._most > 0:
            return InputError(
                ErrorCode.FACE_INDEX,
                f"{name} shows {_faces(self._most)} at most; there is no face {self._number}.",
                "Leave --face away."
                if self._most == 1
                else f"Faces are counted from the left: --face 1 to --face {self._most}.",
                self._path,
            )
        if self._best is ErrorCode.FACE_TOO_SMALL:
            return InputError(
                self._best,
                f"The face in {name} is never {MIN_WIDTH} pixels wide.",
                f"Give a film in which the face has at least {MIN_WIDTH} pixels; 200 look good.",
                self._path,
            )
        aside = self._best is ErrorCode.FACE_PROFILE
        return InputError(
            self._best,
            f"The face in {name} is never seen from the front."
            if aside
            else f"No face was found in {name}.",
            "Give a film of a person who looks roughly toward the camera.",
            self._path,
        )


def _faces(number: int) -> str:
    return "1 face" if number == 1 else f"{number} faces"


def _why_not(face: Face) -> ErrorCode | None:
    if face.box.width < MIN_WIDTH:
        return ErrorCode.FACE_TOO_SMALL
    if abs(face.yaw) > MAX_YAW or abs(face.pitch) > MAX_PITCH:
        return ErrorCode.FACE_PROFILE
    return None


def _shrunk(face: Face) -> int:
    """How many times smaller a face may be that is followed: what looks at it sees no more."""
    size = max(face.box.width, face.box.height)
    return next((by for by in _SMALLER if size >= by * _ENOUGH), 1)


def _part_around(face: Face, frame: FilmFrame, by: int) -> Box:
    """The part of a frame in which the face is looked for, its sides multiples of `by`."""
    width, height = frame.size
    box, room = face.box, round(_AROUND * max(face.box.width, face.box.height))
    left, right = _held(box.left - room, box.right + room, width, by)
    top, bottom = _held(box.top - room, box.bottom + room, height, by)
    return Box(left, top, right, bottom)


def _held(low: int, high: int, most: int, by: int) -> tuple[int, int]:
    """From where to where, within 0..`most`, in steps of `by`, and at least two of them."""
    least = 2 * by
    first = min(max(low, 0), most - least) // by * by
    return first, first + max(min(high, most) - first, least) // by * by
