"""Moves a face by the motion of another one: which of its numbers count, and against what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray

from talker.engines.liveportrait.keypoints import posed
from talker.engines.liveportrait.smoothing import smoothed

Floats = NDArray[np.float32]

POINTS = 21
# Rows of the expression: the lips, and the eyes with their lids.
LIPS = (6, 12, 14, 17, 19, 20)
EYES = (11, 13, 15, 16, 18)
SMOOTHING = 3e-7  # variance, for a filmed face

_EXPRESSION_ROWS = (1, 2, 6, *range(11, 21))
_EXPRESSION_ENTRIES = ((3, 1), (4, 1), (5, 2), (8, 2), (9, 1), (9, 2))


class Region(Enum):
    """Which part of a driving motion is taken over."""

    ALL = auto()
    EXPRESSION = auto()
    POSE = auto()
    LIPS = auto()
    EYES = auto()


@dataclass(frozen=True)
class HeadMotion:
    """What moves the key points of a face in T frames (T = 1: a picture).

    `canonical` float32 [T, 21, 3]: the points of the face itself, looking straight ahead;
    `rotation` [T, 3, 3] (points are rows, times it), `expression` [T, 21, 3], `translation`
    [T, 3], `scale` [T]. x to the right, y down, z away; the picture spans -1..1.
    """

    canonical: Floats
    rotation: Floats
    expression: Floats
    translation: Floats
    scale: Floats

    def __len__(self) -> int:
        return max(len(self.expression), len(self.rotation))

    def points(self) -> Floats:
        """The key points float32 [T, 21, 3]; nothing moves away from the picture's plane."""
        return posed(self.canonical, self.rotation, self.expression, self.translation, self.scale)

    def rows(self, which: NDArray[np.int64] | slice) -> HeadMotion:
        """Some of the frames."""
        return HeadMotion(
            self.canonical[which],
            self.rotation[which],
            self.expression[which],
            self.translation[which],
            self.scale[which],
        )


@dataclass(frozen=True)
class Combination:
    """How a driving motion is taken over.

    `relative`: the driving face's change counts, else the driving face itself. `filmed`: the
    face that is moved is one of a video, frame by frame; it keeps its own size and place.
    """

    region: Region = Region.ALL
    relative: bool = True
    filmed: bool = False


def combined(
    source: HeadMotion,
    driving: HeadMotion,
    how: Combination,
    *,
    rest: Floats | None = None,
    variance: float | None = None,
) -> HeadMotion:
    """The motion of `source` as `driving` moves it; the canonical points stay the source's.

    `rest` [21, 3]: the driving expression that counts as none, by default that of its first
    frame. With `variance` the driving expression and turns are smoothed (see `smoothing`).
    """
    moves = how.region in (Region.ALL, Region.POSE)
    expression, rotation = _wanted(source, driving, how.relative, rest)
    if variance is not None:
        expression, rotation = smoothed(expression, variance), smoothed(rotation, variance)
    entries = _entries(how)
    made = replace(
        source,
        expression=np.where(entries, expression, source.expression),
        rotation=rotation if moves else source.rotation,
    )
    if how.relative and not how.filmed and moves:
        made = replace(
            made, translation=source.translation + driving.translation - driving.translation[:1]
        )
        if how.region is Region.ALL:
            made = replace(made, scale=source.scale * driving.scale / driving.scale[:1])
    elif not how.relative and moves:
        made = replace(made, translation=driving.translation)
    return made


def _wanted(
    source: HeadMotion, driving: HeadMotion, relative: bool, rest: Floats | None
) -> tuple[Floats, Floats]:
    """Expression and rotation of every frame, were all of them taken over."""
    if not relative:
        return driving.expression, driving.rotation
    change = driving.expression - (driving.expression[0] if rest is None else rest)
    turn = driving.rotation @ driving.rotation[0].T
    return source.expression + change, turn @ source.rotation


def _entries(how: Combination) -> NDArray[np.bool_]:
    """Which numbers of the expression are taken over: bool [21, 3]."""
    chosen = np.zeros((POINTS, 3), bool)
    match how.region:
        case Region.LIPS:
            chosen[list(LIPS)] = True
        case Region.EYES:
            chosen[list(EYES)] = True
        case Region.ALL | Region.EXPRESSION if how.relative and not how.filmed:
            chosen[:] = True
        case Region.ALL | Region.EXPRESSION:
            chosen[list(_EXPRESSION_ROWS)] = True
            for row, axis in _EXPRESSION_ENTRIES:
                chosen[row, axis] = True
        case Region.POSE:
            pass
    return chosen
