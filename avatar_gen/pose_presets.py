"""People who face the viewer, to begin a pose with: head, half-length, down to the knees."""

from __future__ import annotations

import math
from collections.abc import Iterator
from enum import StrEnum

from avatar_gen.skeleton import Person, Pose, Spot, inside

# From the nose, in widths of the face; the person's right stands at picture left.
_RIGHT = {
    "shoulder": (-1.05, 1.08),
    "elbow": (-1.32, 2.6),
    "wrist": (-1.15, 4.0),
    "hip": (-0.62, 4.0),
    "knee": (-0.6, 6.1),
    "ankle": (-0.58, 8.1),
    "eye": (-0.21, -0.2),
    "ear": (-0.5, -0.08),
}
_NECK = (0.0, 1.0)


class Preset(StrEnum):
    """How much of a person is in the picture."""

    HEAD = "head"
    HALF = "half"
    THREE_QUARTER = "three-quarter"


# The face's width as a part of the shorter side and of the height at least, so that no more of the
# person is seen in a tall picture; and how far down the nose stands.
_PLACES = {
    Preset.HEAD: (0.32, 0.15, 0.42),
    Preset.HALF: (0.17, 0.13, 0.22),
    Preset.THREE_QUARTER: (0.115, 0.107, 0.15),
}


def preset_pose(preset: Preset, width: int, height: int) -> Pose:
    """One person, upright and from the front; what would lie outside is left out."""
    part, least, down = _PLACES[preset]
    unit = max(part * min(width, height), least * height)
    nose = (width / 2, down * height)

    def placed(spots: list[Spot]) -> list[Spot]:
        return [(nose[0] + unit * x, nose[1] + unit * y) for x, y in spots]

    person = Person(
        body=inside(placed(list(_body())), width, height),
        face=inside(placed(list(_face())), width, height),
    )
    return Pose(width=width, height=height, people=(person,))


def _body() -> Iterator[Spot]:
    yield (0.0, 0.0)
    yield _NECK
    for part in (("shoulder", "elbow", "wrist"), ("hip", "knee", "ankle")):
        yield from (_RIGHT[name] for name in part)
        yield from (_mirrored(_RIGHT[name]) for name in part)
    for name in ("eye", "ear"):
        yield _RIGHT[name]
        yield _mirrored(_RIGHT[name])


def _mirrored(spot: Spot) -> Spot:
    return -spot[0], spot[1]


def _face() -> Iterator[Spot]:
    """The 68 points of the iBUG scheme and both pupils, as simple curves."""
    for index in range(17):  # from ear to ear along the chin
        angle = math.pi * index / 16
        yield -0.5 * math.cos(angle), -0.08 + 0.8 * math.sin(angle)
    for side in (-1, 1):  # brows, from picture left to right
        rise = (0.0, 0.05, 0.07, 0.06, 0.03)
        for index in range(5):
            at = index if side < 0 else 4 - index
            yield side * (0.4 - 0.075 * at), -0.31 - rise[at]
    for index in range(4):  # the bridge of the nose, and its foot
        yield 0.0, -0.2 + 0.0667 * index
    for index in range(-2, 3):
        yield 0.06 * index, 0.1 - 0.012 * abs(index)
    for side in (-1, 1):
        yield from _ring((side * 0.21, -0.2), (0.09, 0.04), 6)
    yield from _ring((0.0, 0.38), (0.2, 0.075), 12)
    yield from _ring((0.0, 0.38), (0.15, 0.015), 8)
    yield from ((-0.21, -0.2), (0.21, -0.2))


def _ring(middle: Spot, radius: Spot, count: int) -> Iterator[Spot]:
    """Clockwise from the left corner."""
    for index in range(count):
        angle = math.pi + 2 * math.pi * index / count
        yield middle[0] + radius[0] * math.cos(angle), middle[1] + radius[1] * math.sin(angle)
