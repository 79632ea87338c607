"""The 68 points of the iBUG scheme, which SadTalker's geometry is made of.

Order: jaw 0..16, brows 17..26, nose 27..35, eyes 36..47, lips 48..67; every group runs from
picture left to right, rings clockwise from their left corner.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from talker.face.geometry import EYE_RINGS, MOUTH_CORNERS
from talker.face.landmarks import Face
from talker.scene import Box

Image = NDArray[np.uint8]
Points = NDArray[np.float32]

# The vertices of the 468-point mesh that lie where the 68 points do. The contour follows the
# heights of the scheme's mean face between eyes and chin; the tip of the nose is the vertex that
# stands over the plane of eyes and mouth where it does in SadTalker's template.
_JAW = (127, 234, 93, 132, 58, 136, 149, 176, 152, 400, 378, 365, 288, 361, 323, 454, 356)
_BROW_TOPS = (70, 63, 105, 66, 107, 336, 296, 334, 293, 300)
_BROW_FEET = (46, 53, 52, 65, 55, 285, 295, 282, 283, 276)
_NOSE = (168, 197, 5, 4, 98, 97, 2, 326, 327)
_LIPS = (MOUTH_CORNERS[0], 39, 37, 0, 267, 269, MOUTH_CORNERS[1], 405, 314, 17, 84, 181)
_INNER_LIPS = (78, 82, 13, 312, 308, 317, 14, 87)
_REST = (*_NOSE, *EYE_RINGS[0], *EYE_RINGS[1], *_LIPS, *_INNER_LIPS)
_MESH_POINTS = np.array([*_JAW, *_BROW_TOPS, *_REST])
# The scheme runs through the middle of the brows: halfway between these and those.
_OTHER_EDGE = np.array([*_JAW, *_BROW_FEET, *_REST])


class Landmarks68(Protocol):
    """Finds the 68 points; implementations are interchangeable."""

    name: str

    def find(self, image: Image, face: Face) -> Points:
        """The points of `face` in an RGB uint8 [H, W, 3] image: float32 [68, 2], x and y down."""
        ...


def mesh_points(mesh: Points) -> Points:
    """The 68 points of a 468-point mesh [468, 3]: float32 [68, 2]."""
    middle = (mesh[_MESH_POINTS, :2] + mesh[_OTHER_EDGE, :2]) / 2
    return middle.astype(np.float32)


class MeshLandmarks68:
    """The points read off the face's own mesh: at once, and with nothing to install."""

    name = "mesh-68/1"

    def find(self, image: Image, face: Face) -> Points:
        """The places of the mesh that stand for the 68 points: float32 [68, 2]."""
        del image
        return mesh_points(face.mesh)


def seen_in(face: Face, window: Box, size: int) -> Face:
    """`face` as it lies in the square picture that shows `window` with `size` pixels a side."""
    mesh = in_window(face.mesh, window, size)
    low, high = mesh[:, :2].min(0), mesh[:, :2].max(0)
    box = Box(int(low[0]), int(low[1]), int(np.ceil(high[0])), int(np.ceil(high[1])))
    mesh[:, 2] *= size * (1 / window.width + 1 / window.height) / 2
    return replace(face, box=box, mesh=mesh)


def in_window(points: Points, window: Box, size: int) -> Points:
    """`points` [N, 2 or 3] moved as the pixels are by stretching `window` to size x size."""
    moved = points.astype(np.float64)
    moved[:, 0] = (moved[:, 0] + 0.5 - window.left) * size / window.width - 0.5
    moved[:, 1] = (moved[:, 1] + 0.5 - window.top) * size / window.height - 0.5
    return moved.astype(np.float32)
