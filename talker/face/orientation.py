"""Which way up a picture is: faces are looked for in four orientations where that is in doubt.

The detector knows upright faces, and the mesh is sure of itself on heads that stand on theirs: a
scan that lies upside down would get a mouth in its forehead.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from talker.face.choose import HUMAN_PRESENCE
from talker.face.landmarks import Face, LandmarkSource
from talker.progress import Notice, NoticeCode

Image = NDArray[np.uint8]

# Upright faces give 0.83 and more; those upside down, with the mesh the wrong way round, up to
# 0.83 (most of them 0.77), those on their side up to 0.89, which their roll betrays.
_CONVINCING = 0.85
# Less will do where mesh and detector agree as they do on upright faces only.
_FAIR, _AGREES = 0.78, 0.04
_LEAST_TURNED = 0.70  # of a face for whose sake a picture is turned
_LEADS = 0.03  # by how much its score must be better than that of the picture as it is
_TILT = 60.0  # degrees up to which a head is only tilted
_STRAIGHT = 45.0
_LIES = {1: "lies on its side", 2: "is upside down", 3: "lies on its side"}


@dataclass(frozen=True)
class Search:
    """What was found in a picture that was turned `quarters` times by 90 degrees anticlockwise,
    because it was asked for or for the sake of a face."""

    faces: list[Face]
    quarters: int
    asked: bool = False


def find_faces(image: Image, source: LandmarkSource, quarters: int | None = None) -> Search:
    """The candidates in uint8 [H, W, 3] RGB, or in that picture turned so that a face is upright.

    `quarters`: how it is to be turned, whatever is found. Otherwise other orientations are looked
    at only where the first shows no convincing upright face.
    """
    if quarters is not None:
        return Search(source.candidates(turned(image, quarters)), quarters, asked=True)
    as_it_is = Search(source.candidates(image), 0)
    human = [face for face in as_it_is.faces if face.presence >= HUMAN_PRESENCE]
    if any(_convinces(face) for face in human):
        return as_it_is
    ways = [Search(source.candidates(turned(image, q)), q) for q in (2, 1, 3)]
    best = max(ways, key=lambda way: _score(way.faces))
    upright = max((face.score for face in human if abs(face.roll) <= _TILT), default=0.0)
    least = max(_LEAST_TURNED, upright + _LEADS)
    if _score(best.faces) < least:
        return as_it_is
    # A head that is tilted by 50 degrees is found best in a picture on its side: let it tilt.
    tilt = _roll(best) + 90 * best.quarters
    if human and abs(math.remainder(tilt, 360)) <= _TILT:
        return as_it_is
    return best


def turned(image: Image, quarters: int) -> Image:
    """A picture, uint8 [H, W, C] or [H, W], turned `quarters` times by 90 degrees anticlockwise."""
    return np.ascontiguousarray(np.rot90(image, quarters)) if quarters else image


def turned_digest(digest: str, quarters: int) -> str:
    """The name of a turned picture's pixels: what is kept of it fits no other orientation."""
    return hashlib.sha256(f"{digest} {quarters}".encode()).hexdigest() if quarters else digest


def turned_notices(path: Path, search: Search) -> tuple[Notice, ...]:
    """What is said of a picture that was turned unasked."""
    if not search.quarters or search.asked:
        return ()
    message = f"{path.name} {_LIES[search.quarters]}; it is turned so that the face is upright."
    return (Notice(NoticeCode.PICTURE_TURNED, message),)


def _convinces(face: Face) -> bool:
    least = _FAIR if face.disagreement <= _AGREES else _CONVINCING
    return face.score >= least and abs(face.roll) <= _TILT


def _straight(faces: Sequence[Face]) -> list[Face]:
    return [
        face for face in faces if face.presence >= HUMAN_PRESENCE and abs(face.roll) <= _STRAIGHT
    ]


def _score(faces: Sequence[Face]) -> float:
    return max((face.score for face in _straight(faces)), default=0.0)


def _roll(way: Search) -> float:
    return max(_straight(way.faces), key=lambda face: face.score).roll
