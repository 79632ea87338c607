"""Boxes, head angles and the SadTalker cut, as pure functions of points and sizes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talker.scene import Box, Size, Window

Floats = NDArray[np.float32]

# What SadTalker's geometry needs, as indices of the 468-point mesh: six points of each eye (from
# its left corner, clockwise) and the mouth corners; first the eye and corner at picture left.
EYE_RINGS = ((33, 160, 158, 133, 153, 144), (362, 385, 387, 263, 373, 380))
MOUTH_CORNERS = (61, 291)
LIPS = (61, 40, 37, 0, 267, 270, 291, 321, 314, 17, 84, 91)  # their outer edge
_NEUTRAL_WIDTH_MM = 51.0  # of a mouth; wider ones smile
_ROUNDED = 2  # pixels by which a square may differ from one
_AROUND_MOUTH = 0.3  # of its width: lips move, and what is at their very edge is read as theirs
_LEAST_SIDE = 0.85  # of the square of four eye distances: less would cut the head


@dataclass(frozen=True)
class FaceCut:
    """The two boxes of SadTalker's alignment: `inner` for crop and full, `outer` for ext modes."""

    inner: Box
    outer: Box


@dataclass(frozen=True)
class FaceSquare:
    """The turned square around a face: float64 `corners` [4, 2] (x, y) in pixels.

    In the order top left, bottom left, bottom right, top right of an upright face.
    """

    corners: NDArray[np.float64]

    @property
    def side(self) -> float:
        """Length of an edge in pixels."""
        return float(np.hypot(*(self.corners[3] - self.corners[0])))

    def scaled(self, factor: float) -> FaceSquare:
        """The square in a picture `factor` times as large."""
        return FaceSquare(self.corners * factor)

    def cut(self, width: int, height: int) -> FaceCut:
        """The upright box of the square, and that with a border; both limited to the picture."""
        whole = self._boxes()
        return FaceCut(_limited(whole.inner, width, height), _limited(whole.outer, width, height))

    def square_cut(self, width: int, height: int) -> FaceCut:
        """The same as squares, moved into the picture. Where it is too small for them they are
        smaller, but never by so much that the head is cut: then they reach beyond it."""
        whole = self._boxes()
        return FaceCut(_squared(whole.inner, width, height), _squared(whole.outer, width, height))

    def _boxes(self) -> FaceCut:
        corners = self.corners
        border = max(round(0.1 * self.side), 3)
        low, high = np.floor(corners.min(0)).astype(int), np.ceil(corners.max(0)).astype(int)
        outer = Box(
            int(low[0]) - border, int(low[1]) - border, int(high[0]) + border, int(high[1]) + border
        )
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners + 0.5
        inner = Box(
            int(np.floor(min(x0, x1))),
            int(np.floor(min(y0, y3))),
            int(max(x2, x3)),
            int(max(y1, y2)),
        )
        return FaceCut(inner, outer)


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


def face_unit(mesh: Floats) -> float:
    """Pixels per mm: the outer eye corners are 90 mm apart."""
    return float(np.linalg.norm(mesh[263] - mesh[33])) / 90.0


def lip_gap(mesh: Floats) -> float:
    """Mean opening between the middle inner lips in mm."""
    pairs = ((82, 87), (13, 14), (312, 317))
    gaps = [np.linalg.norm(mesh[a, :2] - mesh[b, :2]) for a, b in pairs]
    return float(np.mean(gaps)) / face_unit(mesh)


def corner_spread(mesh: Floats) -> float:
    """How far each corner of the mouth is from where a neutral one has it, in mm: of a smile."""
    width = float(np.linalg.norm(mesh[MOUTH_CORNERS[1]] - mesh[MOUTH_CORNERS[0]]))
    return max(0.0, width / face_unit(mesh) - _NEUTRAL_WIDTH_MM) / 2


def mouth_window(meshes: Sequence[Floats], size: Size) -> Window | None:
    """Around the lips of all 468-point meshes, as far as that is within a frame of `size` (width,
    height); None where nothing of it is."""
    lips = np.concatenate([mesh[list(LIPS), :2] for mesh in meshes])
    (left, top), (right, bottom) = lips.min(0), lips.max(0)
    around = _AROUND_MOUTH * (right - left)
    x, y = max(0, int(left - around)), max(0, int(top - around))
    width, height = min(size[0], int(right + around)) - x, min(size[1], int(bottom + around)) - y
    return Window(x, y, width, height) if width > 0 and height > 0 else None


def mesh_square(mesh: Floats) -> FaceSquare:
    """The square around the face of a 468-point mesh."""
    points = mesh[:, :2].astype(np.float64)
    eye_a, eye_b = (points[list(ring)].mean(0) for ring in EYE_RINGS)
    return face_square(eye_a, eye_b, points[list(MOUTH_CORNERS)].mean(0))


def face_square(
    eye_a: NDArray[np.float64], eye_b: NDArray[np.float64], mouth: NDArray[np.float64]
) -> FaceSquare:
    """A square of four eye distances, turned with the eyes.

    Follows the alignment that Karras et al. used for FFHQ (2019).
    """
    eyes = (eye_a + eye_b) / 2
    across, along = eye_b - eye_a, mouth - eyes
    x = across - np.array([-along[1], along[0]])
    x *= max(2.0 * np.hypot(*across), 1.8 * np.hypot(*along)) / np.hypot(*x)
    y = np.array([-x[1], x[0]])
    centre = eyes + 0.1 * along
    return FaceSquare(np.stack([centre - x - y, centre - x + y, centre + x + y, centre + x - y]))


def _squared(box: Box, width: int, height: int) -> Box:
    inside = box == _limited(box, width, height)
    if inside and abs(box.width - box.height) <= _ROUNDED:
        return box
    side, most = max(box.width, box.height), min(width, height)
    side = min(side, max(most, round(_LEAST_SIDE * side)))
    left = _moved((box.left + box.right) / 2, side, width)
    top = _moved((box.top + box.bottom) / 2, side, height)
    return Box(left, top, left + side, top + side)


def _moved(middle: float, side: int, room: int) -> int:
    """Where `side` pixels begin that lie in 0..`room`, or hold all of it where they are more."""
    low, high = sorted((0, room - side))
    return min(max(round(middle - side / 2), low), high)


def _limited(box: Box, width: int, height: int) -> Box:
    return Box(max(box.left, 0), max(box.top, 0), min(box.right, width), min(box.bottom, height))
