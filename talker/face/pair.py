"""Two faces of one picture: how far apart they are, and which of them a place belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.face.geometry import mesh_square
from talker.options.picture import Mode
from talker.raster import SUBPIXEL_BITS, fixed_point
from talker.scene import Box, Size

Floats = NDArray[np.float32]
Points = NDArray[np.floating[Any]]

_BAND = 0.5  # of the room between the faces: where what is one's goes over into the other's
_EDGE = 0.12  # of a window's shorter side: where it gives way to another one that covers it
_LEAST = 1e-4


def faces_apart(first: Points, second: Points) -> float:
    """Pixels between the outlines of two meshes [468, 2 or 3]; less than 0 where they overlap."""
    hulls = [
        cv2.convexHull(np.ascontiguousarray(mesh[:, :2], np.float32)) for mesh in (first, second)
    ]
    nearest = [
        -cv2.pointPolygonTest(hulls[1 - own], (float(x), float(y)), True)
        for own in range(2)
        for x, y in hulls[own].reshape(-1, 2)
    ]
    return float(min(nearest))


def shown_part(meshes: Sequence[Points], size: Size, mode: Mode) -> Box:
    """What a video shows of a picture of `size`: in modes that cut, what holds the cuts of all."""
    width, height = size
    if mode not in (Mode.CROP, Mode.EXTCROP):
        return Box(0, 0, width, height)
    cuts = [mesh_square(np.asarray(mesh, np.float32)).cut(width, height) for mesh in meshes]
    boxes = [cut.outer if mode is Mode.EXTCROP else cut.inner for cut in cuts]
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def share_of_second(
    overlap: Box, windows: tuple[Box, Box], meshes: tuple[Points, Points], frame: Size
) -> Floats:
    """How much of the pixels of `overlap` is the second window's, 0..1: float32 [h, w].

    What lies nearer to a face is its own, and at its edge a window gives way to the other one, so
    that there is no seam. `meshes` [468, 2 or 3] and boxes are in pixels of the `frame`.
    """
    away = [_away_from(mesh, overlap) for mesh in meshes]
    band = max(2.0, _BAND * faces_apart(*meshes))
    near = _soft((away[0] - away[1]) / band + 0.5)
    first = (1 - near + _LEAST) * _within(windows[0], overlap, frame)
    second = (near + _LEAST) * _within(windows[1], overlap, frame)
    return (second / np.maximum(first + second, _LEAST**2)).astype(np.float32)


def _away_from(mesh: Points, part: Box) -> Floats:
    """Pixels from the face to each place of a part of the frame, 0 inside of it."""
    points = mesh[:, :2] - (part.left, part.top)
    low = np.minimum(np.floor(points.min(0)).astype(int), 0)
    high = np.maximum(np.ceil(points.max(0)).astype(int) + 1, (part.width, part.height))
    free: NDArray[np.uint8] = np.ones((high[1] - low[1], high[0] - low[0]), np.uint8)
    hull = cv2.convexHull(np.ascontiguousarray(fixed_point(points - low)))
    cv2.fillConvexPoly(free, hull, (0,), 8, SUBPIXEL_BITS)
    found = cv2.distanceTransform(free, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    return np.asarray(
        found[-low[1] : part.height - low[1], -low[0] : part.width - low[0]], np.float32
    )


def _within(window: Box, part: Box, frame: Size) -> NDArray[np.float64]:
    """0 at the edges of a window, 1 well inside; nothing has to give way at the frame's own."""
    margin = _EDGE * min(window.width, window.height)
    x = np.arange(part.left, part.right) + 0.5
    y = np.arange(part.top, part.bottom) + 0.5
    sides = (
        (x - window.left if window.left > 0 else np.full_like(x, margin)),
        (window.right - x if window.right < frame[0] else np.full_like(x, margin)),
        (y - window.top if window.top > 0 else np.full_like(y, margin)),
        (window.bottom - y if window.bottom < frame[1] else np.full_like(y, margin)),
    )
    left, right, top, bottom = (_soft(side / margin) for side in sides)
    return (top * bottom)[:, None] * (left * right)[None, :]


def _soft(share: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """0 below 0, 1 above 1, smooth between."""
    t = np.clip(share.astype(np.float64), 0.0, 1.0)
    return t * t * (3.0 - 2.0 * t)
