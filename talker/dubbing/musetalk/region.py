"""Which part of a frame MuseTalk sees: a box around the face whose middle is the half line.

All above the half line is shown to the network, all below it is drawn anew. In the training the
line lay at the third point of the nose's bridge, and below the chin some margin was left.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.face.landmarks68 import mesh_points
from talker.raster import resize
from talker.scene import Box, Image, Size

SIDE = 256  # of the picture that the networks take
# Between these vertices of the mesh the bridge's third point lies, by the shares of a mean face.
_BRIDGE = (5, 195)
_MARGIN = 0.04  # of the box's height, below the chin: ten pixels of a face as in the training
_MOST_SHRINKING = 2.0  # at once: the filter spans no more pixels


def mouth_box(mesh: NDArray[np.floating]) -> Box:
    """The box around a face, mesh [468, 3] in pixels of the frame; it may leave the frame."""
    half = float(mesh[list(_BRIDGE), 1].mean())
    box = points_box(mesh_points(mesh), half)
    return with_margin(box, round(_MARGIN * box.height))


def points_box(points: NDArray[np.floating], half: float) -> Box:
    """The box of 68 points [68, 2] without margin; its middle is at `half`, in pixels down."""
    left, right = points[:, 0].min(), points[:, 0].max()
    bottom = float(points[:, 1].max())
    return Box(int(left), int(half - (bottom - half)), int(right), int(bottom))


def with_margin(box: Box, margin: int) -> Box:
    """The box with `margin` more pixels below it."""
    return Box(box.left, box.top, box.right, box.bottom + margin)


def inside(box: Box, size: Size) -> Box:
    """What of a box lies in a frame of `size` (width, height)."""
    width, height = size
    left, right = np.clip((box.left, box.right), 0, width).tolist()
    top, bottom = np.clip((box.top, box.bottom), 0, height).tolist()
    return Box(left, top, right, bottom)


def whole(part: Image, shown: Box, box: Box) -> Image:
    """The picture of a `box`, of which the frame has only `part` in `shown`: its edges go on."""
    return cv2.copyMakeBorder(
        part,
        shown.top - box.top,
        box.bottom - shown.bottom,
        shown.left - box.left,
        box.right - shown.right,
        cv2.BORDER_REPLICATE,
    )


def to_network(part: Image) -> Image:
    """uint8 [h, w, 3] -> [256, 256, 3]; large faces are halved first, so that nothing flickers."""
    while min(part.shape[:2]) > _MOST_SHRINKING * SIDE:
        part = resize(part, (part.shape[1] // 2, part.shape[0] // 2), cv2.INTER_AREA)
    return resize(part, (SIDE, SIDE), cv2.INTER_LANCZOS4)


def from_network(face: Image, box: Box, shown: Box) -> Image:
    """The drawn picture [256, 256, 3] at the size of its box, and of that what the frame shows."""
    large = resize(face, (box.width, box.height), cv2.INTER_LINEAR)
    rows = slice(shown.top - box.top, shown.bottom - box.top)
    return np.ascontiguousarray(large[rows, shown.left - box.left : shown.right - box.left])
