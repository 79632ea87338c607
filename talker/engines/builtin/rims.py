"""Finds the edge of an open upper lid in the picture: the mesh often lies below it, on the eye."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from talker.engines.builtin.lashes import EyeAxes, sampled
from talker.raster import blur, gray

Curve = NDArray[np.floating]

_HIGHEST_MM, _LOWEST_MM, _STEP_MM = -2.5, 0.5, 0.1
_SKIN_MM, _EDGE_MM = -1.0, 0.25  # above the edge, where there is skin, and on it
_AS_THE_MESH = 0.012  # what an edge has to be darker for a mm squared that it lies away
_CORNER = 2.0  # how steeply an edge goes from its corner, which stays, to its place
_MIDDLE = slice(1, 5)  # of six parts of the edge: those whose darkness counts
_LEAST_LIGHT = 20.0
_SOFT_MM = 0.4


def seen_edge(part: NDArray[np.uint8], rim: Curve, axes: EyeAxes) -> NDArray[np.float64]:
    """The `rim` [N, 2] of the mesh where the picture, uint8 [h, w, 3], gets dark below skin."""
    light = blur(gray(part).astype(np.float32), max(0.5, _SOFT_MM * axes.unit))
    inner = np.concatenate(np.array_split(rim, 6)[_MIDDLE]).astype(np.float64)
    offsets = np.arange(_HIGHEST_MM, _LOWEST_MM + _STEP_MM / 2, _STEP_MM)
    mm = axes.unit * axes.down
    skin, edge = (
        sampled(light, inner[:, None] + (offsets + at)[None, :, None] * mm)
        for at in (_SKIN_MM, _EDGE_MM)
    )
    darker = ((skin - edge) / np.maximum(skin, _LEAST_LIGHT)).mean(0)
    offset = offsets[np.argmax(darker - _AS_THE_MESH * offsets**2)]
    follows = np.clip(_CORNER * np.sin(np.linspace(0, np.pi, len(rim))), 0, 1)
    return rim + offset * follows[:, None] * mm
