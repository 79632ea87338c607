"""What a face looks like, small and upright: whether it is still the same one, and uncovered."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.raster import warp_affine
from talker.scene import Image

Look = NDArray[np.float32]
"""A face from the brows to below the chin: [24, 24, 3] RGB."""

SIDE = 24
_EYES, _NOSE = (33, 263), 168
_EYES_ROW, _EYES_APART = 5.0, 11.0  # of the small picture: where the eyes are, and how far apart
_UPPER = slice(0, 13)  # rows of brows, eyes and nose, which do not speak
_LIPS = (slice(14, 20), slice(8, 16))  # what moves in speech
# Likeness of the same face in motion is 0.9 and more, of two people 0.57, the most 0.8.
_STILL_LIKE, _FOUND_LIKE = 0.55, 0.7
_USUAL_LIGHT, _COLOUR = 110.0, 2.0  # light of the face that looks are brought to; weight of colours
_COVERED = 42.0  # levels by which the skin around a free mouth does not change
_FOLLOWS = 0.08  # how quickly the memory follows light and expression


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
    return warp_affine(soft, to_small, (SIDE, SIDE), repeat=True).astype(np.float32)


def likeness(one: Look, other: Look) -> float:
    """How alike two upper faces are in drawing and colours, 1 for the same whatever its light."""
    a, b = _traits(one), _traits(other)
    return float(a @ b) / max(float(np.sqrt((a @ a) * (b @ b))), 1e-6)


def _traits(look: Look) -> NDArray[np.float32]:
    upper = look[_UPPER] * (_USUAL_LIGHT / max(float(look[_UPPER].mean()), 1.0))
    light = upper.mean(2, keepdims=True)
    colours = (upper - light)[..., [0, 2]] * np.float32(_COLOUR)
    return np.concatenate([(light - light.mean()).ravel(), colours.ravel()])


class Memory:
    """What the face looked like when it was last seen free."""

    def __init__(self, first: Look) -> None:
        self._look = first.copy()

    def is_same(self, look: Look) -> bool:
        """Whether a face that was followed is still the same."""
        return likeness(look, self._look) > _STILL_LIKE

    def best(self, looks: Sequence[Look]) -> int | None:
        """Which of the looks is that of the same face; None where none is."""
        alike = [likeness(look, self._look) for look in looks]
        best = int(np.argmax(alike))
        return best if alike[best] > _FOUND_LIKE else None

    def is_covered(self, look: Look) -> bool:
        """Whether something is in front of the mouth: what is around the lips has changed, and not
        with the light on the upper face."""
        light = look[_UPPER].mean() / max(float(self._look[_UPPER].mean()), 1.0)
        change = np.abs(look - light * self._look).max(2)
        change[_LIPS] = 0
        lower = change[_UPPER.stop : SIDE - 2, 4:-4]
        return float(np.percentile(lower, 80)) > _COVERED

    def learn(self, look: Look) -> None:
        """A free face: light and expression may go on changing slowly."""
        self._look += np.float32(_FOLLOWS) * (look - self._look)
