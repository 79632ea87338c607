"""Finds the line between closed lips in the picture: the mesh alone is a lip too coarse."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.engines.builtin import topology as topo
from talker.face.geometry import face_unit, head_frame, lip_gap
from talker.raster import blur, gray, remap

Floats = NDArray[np.float32]

_CLOSED_MM = 2.5  # the mesh says up to this where lips are shut
_PARTED_MM = 1.8  # the same where what is between them is not dark
_SLIT_MM = 1.5  # the same where it is black: lips that only touch have no shade so wide
_DARK, _BLACK, _TEETH = 0.5, 0.28, 1.12
_REACH_MM = 2.5
_STEP_MM = 0.1
_HALF_SEAM_MM = 0.02
_PAIRS = tuple(zip(topo.UPPER_INNER[1:-1], topo.LOWER_INNER[1:-1], strict=True))


def snap_lips(image: NDArray[np.uint8], mesh: Floats) -> Floats:
    """The mesh with the inner lips on the visible line between them, when they are closed.

    `image` RGB uint8 [H, W, 3], `mesh` float32 [468, 3] in its pixels. An open mouth, or teeth
    between the lips, leaves the mesh as it is.
    """
    gap, between = lip_gap(mesh), _light_between(image, mesh)
    if between < _BLACK and gap > _SLIT_MM:
        return mesh
    limit = _CLOSED_MM if between < _DARK else _PARTED_MM
    if gap >= limit or (gap > 1.0 and between > _TEETH):
        return mesh
    unit = face_unit(mesh)
    down = head_frame(mesh)[1][:2]
    down = (down / np.linalg.norm(down)).astype(np.float32)
    light = blur(gray(image).astype(np.float32), max(0.5, 0.4 * unit))
    steps = np.arange(-_REACH_MM, _REACH_MM + _STEP_MM / 2, _STEP_MM, dtype=np.float32)
    middle = np.stack([(mesh[a, :2] + mesh[b, :2]) / 2 for a, b in _PAIRS])
    along = middle[:, None] + steps[None, :, None] * unit * down
    values = remap(light, along)
    offset = steps[np.argmin(values + 1.5 * steps**2, axis=1)]
    padded = np.pad(offset, 1, mode="edge")
    offset = 0.25 * padded[:-2] + 0.5 * padded[1:-1] + 0.25 * padded[2:]
    snapped = mesh.copy()
    for (up, low), centre, shift in zip(_PAIRS, middle, offset, strict=True):
        snapped[up, :2] = centre + (shift - _HALF_SEAM_MM) * unit * down
        snapped[low, :2] = centre + (shift + _HALF_SEAM_MM) * unit * down
        snapped[[up, low], 2] = (mesh[up, 2] + mesh[low, 2]) / 2
    return snapped


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
