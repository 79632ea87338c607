"""What a face looks like, small and upright: whether it is still the same one, and uncovered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.face.geometry import LIPS
from talker.raster import SUBPIXEL_BITS, fixed_point, warp_affine
from talker.scene import Image

SIDE = 24
_EYES, _NOSE = (33, 263), 168
_EYES_ROW, _EYES_APART = 5.0, 11.0  # of the small picture: where the eyes are, and how far apart
_UPPER = slice(0, 13)  # rows of brows, eyes and nose, which do not speak
_INSIDE = 0.8  # of the way from the middle of the face to its outline: skin, however it turns
_MOVES = 1.35  # of the lips' outline: what is inside changes in speech
_NOSE_BASE = 2
_LEAST_SKIN = 8  # pixels, that tell something
# Likeness of the same face in motion is 0.9 and more, of two people 0.57, the most 0.8.
STILL_LIKE, _FOUND_LIKE = 0.55, 0.7
_USUAL_LIGHT, _COLOUR = 110.0, 2.0  # light of the face that looks are brought to; weight of colours
_COVERED = 32.0  # levels by which the skin around a free mouth does not change
_FOLLOWS = 0.08  # how quickly the memory follows light and expression


@dataclass(frozen=True)
class Look:
    """A face from the brows to below the chin: `picture` float32 [24, 24, 3] RGB, and where in it
    there is skin below the nose and around the lips, `skin` bool [24, 24]."""

    picture: NDArray[np.float32]
    skin: NDArray[np.bool_]


def look_of(picture: Image, mesh: NDArray[np.float32]) -> Look:
    """The look of the face `mesh` [468, 3] in the pixels of `picture` uint8 [H, W, 3]."""
    right, left = mesh[_EYES[0], :2].astype(np.float64), mesh[_EYES[1], :2].astype(np.float64)
    across = (left - right) / _EYES_APART
    scale = max(float(np.hypot(*across)), 0.05)
    # Seen from the side the eyes are nearer to each other: the height of the face tells the scale.
    tall = float(np.linalg.norm(mesh[152, :2] - mesh[_NOSE, :2])) / (SIDE - 2 - _EYES_ROW)
    scale = max(scale, 0.8 * tall)
    unit = across / max(float(np.hypot(*across)), 1e-6) * scale
    down = np.array([-unit[1], unit[0]])
    origin = (right + left) / 2 - unit * (SIDE - 1) / 2 - down * _EYES_ROW
    to_small = cv2.invertAffineTransform(np.column_stack([unit, down, origin]))
    soft = cv2.blur(picture, (k := max(1, round(scale)), k)) if scale > 1.5 else picture
    small = warp_affine(soft, to_small, (SIDE, SIDE), repeat=True).astype(np.float32)
    points = mesh[:, :2] @ to_small[:, :2].T + to_small[:, 2]
    skin = _filled(points, _INSIDE) & ~_filled(points[list(LIPS)], _MOVES)
    skin[: max(0, int(np.ceil(points[_NOSE_BASE, 1])))] = False
    return Look(small, skin)


def _filled(points: NDArray[np.floating], scale: float) -> NDArray[np.bool_]:
    """The hull of points [N, 2] of the small picture, scaled around its middle: [24, 24]."""
    middle = (points.min(0) + points.max(0)) / 2
    hull = cv2.convexHull(fixed_point(middle + scale * (points - middle)))
    found = np.zeros((SIDE, SIDE), np.uint8)
    cv2.fillConvexPoly(found, hull, (1,), cv2.LINE_8, SUBPIXEL_BITS)
    return found > 0


def likeness(one: Look, other: Look) -> float:
    """How alike two upper faces are in drawing and colours, 1 for the same whatever its light."""
    a, b = _traits(one), _traits(other)
    return float(a @ b) / max(float(np.sqrt((a @ a) * (b @ b))), 1e-6)


def _traits(look: Look) -> NDArray[np.float32]:
    upper = look.picture[_UPPER]
    upper = upper * (_USUAL_LIGHT / max(float(upper.mean()), 1.0))
    light = upper.mean(2, keepdims=True)
    colours = (upper - light)[..., [0, 2]] * np.float32(_COLOUR)
    return np.concatenate([(light - light.mean()).ravel(), colours.ravel()])


class Memory:
    """What the face looked like when it was last seen free."""

    def __init__(self, first: Look) -> None:
        self._look = Look(first.picture.copy(), first.skin)

    def likeness(self, look: Look) -> float:
        """How alike a face that was followed is; above STILL_LIKE it is still the same."""
        return likeness(look, self._look)

    def best(self, looks: Sequence[Look]) -> int | None:
        """Which of the looks is that of the same face; None where none is."""
        alike = [likeness(look, self._look) for look in looks]
        best = int(np.argmax(alike))
        return best if alike[best] > _FOUND_LIKE else None

    def is_covered(self, look: Look) -> bool:
        """Whether something is in front of the mouth: the skin around the lips has changed, and not
        with the light on the upper face."""
        return self.change(look) > _COVERED

    def change(self, look: Look) -> float:
        """Levels by which the skin around the mouth has changed, most of it."""
        now, before = look.picture, self._look.picture
        light = now[_UPPER].mean() / max(float(before[_UPPER].mean()), 1.0)
        around = look.skin & self._look.skin
        if around.sum() < _LEAST_SKIN:
            return 0.0
        return float(np.percentile(np.abs(now - light * before).max(2)[around], 80))

    def learn(self, look: Look) -> None:
        """A free face: light and expression may go on changing slowly."""
        picture = self._look.picture
        picture += np.float32(_FOLLOWS) * (look.picture - picture)
        self._look = Look(picture, look.skin)
