"""Boxes, head angles and the SadTalker cut, as pure functions of points and sizes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# The 68 points of the iBUG scheme that the cut needs, as indices of the 468-point mesh:
# six points of each eye ring and the two mouth corners.
_EYE_RIGHT = (33, 160, 158, 133, 153, 144)
_EYE_LEFT = (362, 385, 387, 263, 373, 380)
_MOUTH_RIGHT, _MOUTH_LEFT = 61, 291


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels: left and top included, right and bottom excluded."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top


@dataclass(frozen=True)
class FaceCut:
    """The two boxes of SadTalker's alignment: `inner` for crop and full, `outer` for ext modes."""

    inner: Box
    outer: Box


def head_frame(mesh: Floats) -> NDArray[np.float64]:
    """Axes of the head [3, 3]: rows are to the subject's left, down, and away from the camera."""
    points = mesh.astype(np.float64)
    right = points[263] - points[33]
    right /= np.linalg.norm(right)
    down = points[152] - points[168]
    down -= right * (down @ right)
    down /= np.linalg.norm(down)
    return np.stack([right, down, np.cross(right, down)])


def head_angles(mesh: Floats) -> tuple[float, float, float]:
    """Yaw, pitch and roll of a mesh in degrees; positive: face turned to picture right, chin
    down, head tilted clockwise as seen in the picture."""
    axes = head_frame(mesh)
    away = axes[2]
    yaw = float(np.degrees(np.arctan2(-away[0], away[2])))
    pitch = float(np.degrees(np.arcsin(np.clip(-away[1], -1, 1))))
    roll = float(np.degrees(np.arctan2(axes[0][1], axes[0][0])))
    return yaw, pitch, roll


def face_cut(mesh: Floats, width: int, height: int) -> FaceCut:
    """The cut for a 468-point mesh in a picture of `width` x `height` pixels."""
    points = mesh[:, :2].astype(np.float64)
    eyes = points[list(_EYE_RIGHT)].mean(0), points[list(_EYE_LEFT)].mean(0)
    return cut_between(*eyes, (points[_MOUTH_RIGHT] + points[_MOUTH_LEFT]) / 2, width, height)


def cut_between(
    eye_a: NDArray[np.float64],
    eye_b: NDArray[np.float64],
    mouth: NDArray[np.float64],
    width: int,
    height: int,
) -> FaceCut:
    """Where SadTalker cuts the picture, from the eyes and the middle of the mouth corners.

    Follows the alignment that Karras et al. used for FFHQ (2019): a square of four eye
    distances, turned with the eyes; `inner` is its upright box, `outer` adds the border.
    Both are limited to the picture.
    """
    eyes = (eye_a + eye_b) / 2
    across, along = eye_b - eye_a, mouth - eyes
    x = across - np.array([-along[1], along[0]])
    x *= max(2.0 * np.hypot(*across), 1.8 * np.hypot(*along)) / np.hypot(*x)
    y = np.array([-x[1], x[0]])
    centre = eyes + 0.1 * along
    quad = np.stack([centre - x - y, centre - x + y, centre + x + y, centre + x - y])
    border = max(round(0.1 * 2 * np.hypot(*x)), 3)
    low, high = np.floor(quad.min(0)).astype(int), np.ceil(quad.max(0)).astype(int)
    outer = _limited(
        Box(
            int(low[0]) - border, int(low[1]) - border, int(high[0]) + border, int(high[1]) + border
        ),
        width,
        height,
    )
    quad += 0.5
    inner = _limited(
        Box(
            int(max(min(quad[0, 0], quad[1, 0]), 0)),
            int(max(min(quad[0, 1], quad[3, 1]), 0)),
            int(max(quad[2, 0], quad[3, 0])),
            int(max(quad[1, 1], quad[2, 1])),
        ),
        width,
        height,
    )
    return FaceCut(inner, outer)


def _limited(box: Box, width: int, height: int) -> Box:
    return Box(max(box.left, 0), max(box.top, 0), min(box.right, width), min(box.bottom, height))
