"""The texture that frames are sampled from: finer than the photograph, and as sharp in motion."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.raster import blur, gray, remap
from talker.scene import Box

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

_LARGEST = 6_000_000
_SIGMA = 1.4  # of the blur whose rest is fine detail, in pixels of the finer texture
_MOST = 1.0
_PATCH = 160  # side of the part that is measured, in pixels
_PLACES = (0.3, 0.7, 1.3, 1.7)  # between the pixels, in those of the finer texture
_TRIED = (0.0, 0.4, 0.8)


def fine_texture(texture: Pixels, picture: Pixels, face: Box) -> tuple[Pixels, int]:
    """`texture` [H, W, C] with the pixels between the pixels worked out once, and its zoom.

    Sampling it linearly is as sharp as cubic sampling of the original and takes a quarter of the
    time; every second pixel is an original one, so what does not move stays bit-identical. Those
    between are sharpened by what sampling loses on average, measured on the `face` of the
    `picture` [H, W, 3]. Very large textures stay as they are.
    """
    if texture.shape[0] * texture.shape[1] > _LARGEST:
        return texture, 1
    return _sharpened(_doubled(texture), _amount(picture, face)), 2


def _doubled(texture: Pixels) -> Pixels:
    height, width = texture.shape[:2]
    x = np.arange(2 * width - 1, dtype=np.float32) / 2
    fine = np.empty((2 * height - 1, 2 * width - 1, *texture.shape[2:]), np.uint8)
    for top in range(0, len(fine), 256):
        y = np.arange(top, min(top + 256, len(fine)), dtype=np.float32) / 2
        gx, gy = np.meshgrid(x, y)
        fine[top : top + len(y)] = remap(texture, np.dstack([gx, gy]), cubic=True)
    return fine


def _sharpened(fine: Pixels, amount: float) -> Pixels:
    """Pixels between two original ones sharpened by `amount`, those between four by twice that."""
    if amount <= 0:
        return fine
    soft = blur(fine, _SIGMA)
    for rows, columns, strength in ((0, 1, amount), (1, 0, amount), (1, 1, 2 * amount)):
        place = slice(rows, None, 2), slice(columns, None, 2)
        part, about = (np.ascontiguousarray(one[place]) for one in (fine, soft))
        fine[place] = cv2.addWeighted(part, 1 + strength, about, -strength, 0.0)
    return fine


def _amount(picture: Pixels, face: Box) -> float:
    """How much sharpening gives back what sampling loses.

    Detail (the Laplacian's variance), averaged over places between the pixels, is a parabola in
    the amount.
    """
    left = max(0, (face.left + face.right - _PATCH) // 2)
    top = max(0, (face.top + face.bottom - _PATCH) // 2)
    patch = gray(np.ascontiguousarray(picture[top : top + _PATCH, left : left + _PATCH]))
    goal = _detail(patch)
    fine = _doubled(patch)
    found = [_detail_in_motion(_sharpened(fine.copy(), amount)) for amount in _TRIED]
    square, slope, least = np.polyfit(_TRIED, np.array(found) - goal, 2)
    if least >= 0 or square <= 0:
        return 0.0
    root = (-slope + np.sqrt(slope * slope - 4 * square * least)) / (2 * square)
    return float(np.clip(root, 0.0, _MOST))


def _detail_in_motion(fine: Pixels) -> float:
    height, width = fine.shape
    x, y = (np.arange(0, n - 2, 2, dtype=np.float32) for n in (width, height))
    grids = (np.meshgrid(x + np.float32(u), y + np.float32(v)) for u in _PLACES for v in _PLACES)
    return float(np.mean([_detail(remap(fine, np.dstack(grid))) for grid in grids]))


def _detail(light: Pixels) -> float:
    return float(cv2.Laplacian(light, cv2.CV_32F).var())
