"""What a face looks like, small and upright: whether it is still the same one, and uncovered."""

from __future__ import annotations

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
_LEAST_LIKE = 0.35  # correlation below which it is somebody else
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
    """Correlation of the upper faces, 1 for the same picture whatever its light."""
    a, b = one[_UPPER], other[_UPPER]
    a, b = a - a.mean((0, 1)), b - b.mean((0, 1))
    size = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / max(size, 1e-6)


class Memory:
    """What the face looked like when it was last seen free."""

    def __init__(self, first: Look) -> None:
        self._look = first.copy()

    def is_same(self, look: Look) -> bool:
        """Whether it is the same face."""
        return likeness(look, self._look) > _LEAST_LIKE

    def likeness(self, look: Look) -> float:
        """How much a face is like it."""
        return likeness(look, self._look)

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
