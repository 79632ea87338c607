"""Smooth closed outlines through mesh points, painted as soft masks in a small region."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.raster import SUBPIXEL_BITS, blur, fixed_point, resize, threefold
from talker.scene import Box, Size

Floats = NDArray[np.float32]

_FINER = 4  # an outline is painted so much finer, each way, than its mask


@cache
def curve_matrix(points: int, per_step: int = 5) -> Floats:
    """Catmull-Rom spline through `points` given points as a matrix [samples, points].

    The first and last sample are the first and last point.
    """
    rows = []
    for step in range(points - 1):
        for k in range(per_step):
            t = k / per_step
            row = np.zeros(points)
            weights = (
                -0.5 * t**3 + t**2 - 0.5 * t,
                1.5 * t**3 - 2.5 * t**2 + 1,
                -1.5 * t**3 + 2 * t**2 + 0.5 * t,
                0.5 * t**3 - 0.5 * t**2,
            )
            for offset, weight in zip(range(-1, 3), weights, strict=True):
                row[min(max(step + offset, 0), points - 1)] += weight
            rows.append(row)
    last = np.zeros(points)
    last[-1] = 1.0
    rows.append(last)
    return np.array(rows, np.float32)


def smooth_curve(points: Floats) -> Floats:
    """A spline through `points` [N, 2]."""
    return np.asarray(curve_matrix(len(points)) @ points, np.float32)


def below(lower: Floats, upper: Floats, down: NDArray[np.float64]) -> Floats:
    """`lower` with every point that crossed over `upper` laid onto it."""
    crossed = (lower - upper) @ down.astype(np.float32) < 0
    return np.where(crossed[:, None], upper, lower)


def ring(upper: Floats, lower: Floats) -> Floats:
    """A closed outline from two curves that share their ends."""
    return np.concatenate([upper, lower[-2:0:-1]])


def region(outline: Floats, margin: float, width: int, height: int) -> Box | None:
    """The part of the window that holds the outline and a margin; None when it is outside."""
    low = np.floor(outline.min(0) - margin).astype(int)
    high = np.ceil(outline.max(0) + margin).astype(int) + 1
    left, top = max(int(low[0]), 0), max(int(low[1]), 0)
    right, bottom = min(int(high[0]), width), min(int(high[1]), height)
    if right - left < 2 or bottom - top < 2:
        return None
    return Box(left, top, right, bottom)


def box_around(points: Floats, reach: float, size: Size) -> Box:
    """The part of a picture of `size` that holds points [N, 2] and `reach` pixels about them; never
    less than two pixels a side."""
    limit = np.array(size)
    low = np.clip(np.floor(points.min(0) - reach), 0, limit - 2).astype(int)
    high = np.clip(np.ceil(points.max(0) + reach), low + 2, limit).astype(int)
    return Box(*low.tolist(), *high.tolist())


def filled(outline: Floats, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Which pixels of a picture [h, w] an outline [N, 2] in its pixels holds, to the pixel."""
    mask: NDArray[np.uint8] = np.zeros(shape, np.uint8)
    cv2.fillPoly(mask, [np.rint(outline).astype(np.int32)], (1,))
    return mask > 0


def soft_mask(outline: Floats, box: Box, sigma: float) -> Floats:
    """How much of each pixel an outline holds, float32 [h, w] in 0..1, blurred by `sigma` pixels.

    OpenCV's own soft edges lie a pixel outside: a slit would be three pixels wide at least.
    """
    corner = np.array([box.left, box.top]) - 0.5
    fine: NDArray[np.uint8] = np.zeros((box.height * _FINER, box.width * _FINER), np.uint8)
    points = fixed_point((outline - corner) * _FINER - 0.5)
    cv2.fillPoly(fine, [points], (255,), cv2.LINE_8, SUBPIXEL_BITS)
    mask = resize(fine, (box.width, box.height), cv2.INTER_AREA)
    if sigma > 0.3:
        mask = blur(mask, sigma)
    return mask.astype(np.float32) * np.float32(1 / 255)


def soft_line(points: Floats, box: Box, thickness: float) -> Floats:
    """A line of `thickness` pixels as float32 [h, w] in 0..1."""
    mask: NDArray[np.uint8] = np.zeros((box.height, box.width), np.uint8)
    fixed = fixed_point(points - (box.left, box.top))
    width = max(1, round(thickness))
    cv2.polylines(mask, [fixed], False, (255,), width, cv2.LINE_AA, SUBPIXEL_BITS)
    mask = blur(mask, max(0.5, 0.35 * thickness))
    gain = np.float32(thickness / width / 255)
    return np.minimum(mask.astype(np.float32) * gain, 1.0)


def blend(frame: NDArray[np.uint8], box: Box, color: Floats, alpha: Floats) -> None:
    """Lays `color` [h, w, 3] or [3] over the frame's region with `alpha` [h, w], in place."""
    part = frame[box.top : box.bottom, box.left : box.right]
    under = part.astype(np.float32)
    mixed = color - under
    mixed *= threefold(alpha)
    mixed += under
    mixed += np.float32(0.5)
    part[:] = np.clip(mixed, 0, 255, out=mixed)


class AffineFrom:
    """Finds affine maps of the same points: all that depends on them alone is worked out once."""

    def __init__(self, source: Floats) -> None:
        """`source`: [N, 2]."""
        design = np.concatenate([source, np.ones((len(source), 1))], 1).astype(np.float64)
        self._inverse = np.linalg.pinv(design)

    def to(self, target: Floats) -> NDArray[np.float64]:
        """The least-squares affine map [2, 3] that takes them to `target` [N, 2]."""
        return np.ascontiguousarray((self._inverse @ target).T)
