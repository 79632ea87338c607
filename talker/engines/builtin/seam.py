"""Finds the line between lips in the picture: the mesh alone is a lip too coarse."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.engines.builtin import topology as topo
from talker.face.geometry import face_unit, head_frame, lip_gap
from talker.motion.easing import smoothstep
from talker.raster import blur, gray, remap

Floats = NDArray[np.float32]

_CLOSED_MM = 2.5  # the mesh says up to this where lips are shut
_PARTED_MM = 1.8  # the same where what is between them is not dark
_SLIT_MM = 1.5  # the same where it is black: lips that only touch have no shade so wide
_DARK, _BLACK, _TEETH = 0.5, 0.28, 1.12
_REACH_MM = 2.5
_STEP_MM = 0.1
_HALF_SEAM_MM = 0.02
_LINE = 0.85  # of the light about it is left in a line between lips
_NARROW_MM = (1.9, 1.2)  # opening of a pair of points from which on it lies beside the mouth's
# How far each ring follows the line.
_RINGS = (
    (topo.UPPER_INNER, topo.LOWER_INNER, 1.0),
    (topo.UPPER_RINGS[1], topo.LOWER_RINGS[1], 0.7),
    (topo.UPPER_RINGS[0], topo.LOWER_RINGS[0], 0.35),
    (topo.UPPER_OUTER, topo.LOWER_OUTER, 0.0),
)
# Of every point of the rings: its index, how far it follows, and the place along its ring.
_FOLLOWING = [
    (point, np.float32(1.0 if point in topo.MOUTH_CORNERS else share), place)
    for upper, lower, share in _RINGS
    for ring in (upper, lower)
    for place, point in enumerate(ring)
]
_RING_POINTS, _RING_SHARES, _RING_PLACES = map(np.array, zip(*_FOLLOWING, strict=True))
_PAIRS = tuple(zip(topo.UPPER_INNER[1:-1], topo.LOWER_INNER[1:-1], strict=True))


def snap_lips(image: NDArray[np.uint8], mesh: Floats) -> Floats:
    """The mesh with the inner lips on the visible line between them: all of it when they are
    closed, of parted ones what lies beside the opening.

    `image` RGB uint8 [H, W, 3], `mesh` float32 [468, 3] in its pixels. Wide open corners, or teeth
    between the lips, leave the mesh as it is.
    """
    gap, between = lip_gap(mesh), _light_between(image, mesh)
    limit = _CLOSED_MM if between < _DARK else _PARTED_MM
    parted = (between < _BLACK and gap > _SLIT_MM) or gap >= limit
    parted |= gap > 1.0 and between > _TEETH
    unit = face_unit(mesh)
    down = head_frame(mesh)[1][:2]
    down = (down / np.linalg.norm(down)).astype(np.float32)
    light = blur(gray(image).astype(np.float32), max(0.5, 0.4 * unit))
    steps = np.arange(-_REACH_MM, _REACH_MM + _STEP_MM / 2, _STEP_MM, dtype=np.float32)
    middle = np.stack([(mesh[a, :2] + mesh[b, :2]) / 2 for a, b in _PAIRS])
    along = middle[:, None] + steps[None, :, None] * unit * down
    values = remap(light, along)
    offset = steps[np.argmin(values + 1.5 * steps**2, axis=1)]
    if parted:
        darker = values.min(1) / np.maximum(np.median(values, axis=1), 1.0)
        return _beside_opening(mesh, np.where(darker < _LINE, offset, np.float32(0)), unit * down)
    offset = _evened(offset)
    snapped = mesh.copy()
    for (up, low), centre, shift in zip(_PAIRS, middle, offset, strict=True):
        snapped[up, :2] = centre + (shift - _HALF_SEAM_MM) * unit * down
        snapped[low, :2] = centre + (shift + _HALF_SEAM_MM) * unit * down
        snapped[[up, low], 2] = (mesh[up, 2] + mesh[low, 2]) / 2
    return snapped


def _beside_opening(mesh: Floats, offset: Floats, down: Floats) -> Floats:
    """The mesh with the corners of the mouth where the line between the lips is: `offset` [9] mm
    below the middle of each pair of points, of which those of the opening stay; a mm is `down`."""
    upper, lower = (mesh[list(row), :2] for row in zip(*_PAIRS, strict=True))
    gap = np.linalg.norm(lower - upper, axis=1) / np.linalg.norm(down)
    offset = _evened(offset * smoothstep(*_NARROW_MM, gap).astype(np.float32))
    ends = np.concatenate([offset[:1], offset, offset[-1:]]).astype(np.float32)
    moved = mesh.copy()
    moved[_RING_POINTS, :2] += (_RING_SHARES * ends[_RING_PLACES])[:, None] * down
    return moved


def _evened(offset: Floats) -> Floats:
    padded = np.pad(offset, 1, mode="edge")
    return np.asarray(0.25 * padded[:-2] + 0.5 * padded[1:-1] + 0.25 * padded[2:], np.float32)


def _light_between(image: NDArray[np.uint8], mesh: Floats) -> float:
    """Light between the lips relative to the lips: dark lines below 0.5, teeth above 1."""
    inner = mesh[[*topo.UPPER_INNER, *topo.LOWER_INNER[-2:0:-1]], :2]
    outer = mesh[[*topo.UPPER_OUTER, *topo.LOWER_OUTER[-2:0:-1]], :2]
    light = gray(image)
    inside = np.zeros(light.shape, np.uint8)
    lips = np.zeros(light.shape, np.uint8)
    cv2.fillPoly(lips, [outer.round().astype(np.int32)], (255,))
    cv2.fillPoly(inside, [inner.round().astype(np.int32)], (255,))
    lips[inside > 0] = 0
    if not inside.any() or not lips.any():
        return 0.0
    return float(np.percentile(light[inside > 0], 60)) / max(float(light[lips > 0].mean()), 1.0)
