"""Where a face goes in the restorers' square, and how it comes back: geometry, mask, pasting."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.enhance.base import FACE_SIDE
from talker.face.geometry import EYE_RINGS, MOUTH_CORNERS

Image = NDArray[np.uint8]
Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

# Eyes, tip of the nose and mouth corners in the 512 pixels of the FFHQ cut that all the
# published restorers were trained on; first what is at picture left.
TEMPLATE = np.array(
    [
        [192.98138, 239.94708],
        [318.90277, 240.19360],
        [256.63416, 314.01935],
        [201.26117, 371.41043],
        [313.08905, 371.15118],
    ]
)
NOSE_TIP = 1  # of the 468-point mesh
_FINEST = 4  # times 512 pixels: larger faces are cut at this size first
_SOFT = 36.0  # pixels of the square from the outline of the face to where the mask is full


@dataclass(frozen=True)
class Alignment:
    """`matrix`: float64 [2, 3], pixels of a picture -> pixels of the square; `mask`: float32
    [512, 512] in 0..1, how much of the restored face is shown."""

    matrix: Doubles
    mask: Floats

    def inverse(self, factor: int = 1) -> Doubles:
        """[2, 3]: pixels of the square -> pixels of the picture, `factor` times as large."""
        back = np.asarray(cv2.invertAffineTransform(self.matrix), np.float64) * factor
        back[:, 2] += (factor - 1) / 2  # pixels are counted by their centres
        return back


def align(mesh: NDArray[np.floating]) -> Alignment:
    """The alignment for a 468-point mesh [468, 2 or 3] in pixels of the picture."""
    points = mesh[:, :2].astype(np.float64)
    matrix = similarity(five_points(points), TEMPLATE)
    return Alignment(matrix, soft_mask(points @ matrix[:, :2].T + matrix[:, 2]))


def five_points(points: Doubles) -> Doubles:
    """Eyes, nose tip, mouth corners [5, 2] of a mesh [468, 2]; first what is at picture left."""
    eyes = [points[list(ring)].mean(0) for ring in EYE_RINGS]
    return np.stack([*eyes, points[NOSE_TIP], *points[list(MOUTH_CORNERS)]])


def similarity(points: Doubles, targets: Doubles) -> Doubles:
    """The turn, scale and shift [2, 3] that bring `points` [N, 2] closest to `targets`.

    Least squares rather than the robust fits that are common here: those choose points, and jump
    from one frame to the next when they choose others.
    """
    here, there = (p[:, 0] + 1j * p[:, 1] for p in (points, targets))
    centre, goal = here.mean(), there.mean()
    offsets = here - centre
    factor = np.vdot(offsets, there - goal) / np.vdot(offsets, offsets).real
    shift = goal - factor * centre
    return np.array(
        [[factor.real, -factor.imag, shift.real], [factor.imag, factor.real, shift.imag]]
    )


def soft_mask(points: Doubles) -> Floats:
    """1 inside the outline of a mesh [468, 2] in the square, falling softly to 0 at the outline.

    No network looks for hair or glasses: the mesh ends below the hairline and before the ears.
    """
    inside = np.zeros((FACE_SIDE, FACE_SIDE), np.uint8)
    hull = cv2.convexHull(np.asarray(points, np.float32))
    cv2.fillConvexPoly(inside, np.rint(hull).astype(np.int32), 1)
    # A frame of zeros: a face that leaves the square fades out at its edge, too.
    inside[[0, -1]] = 0
    inside[:, [0, -1]] = 0
    depth = cv2.distanceTransform(inside, cv2.DIST_L2, 5)
    share = np.clip(depth / np.float32(_SOFT), 0, 1)
    return np.asarray(share * share * (3 - 2 * share), np.float32)


def cut(picture: Image, alignment: Alignment) -> Image:
    """The face of uint8 [H, W, 3] in the square, uint8 [512, 512, 3]."""
    shrinking = 1 / np.hypot(*alignment.matrix[:, 0])
    finer = int(np.clip(np.ceil(shrinking - 0.2), 1, _FINEST))
    matrix = alignment.matrix * finer
    matrix[:, 2] += (finer - 1) / 2
    side = FACE_SIDE * finer
    square = cv2.warpAffine(
        picture,
        matrix,
        (side, side),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REFLECT_101,
    )
    if finer > 1:  # averaged: a large face seen through single pixels would glitter
        square = cv2.resize(square, (FACE_SIDE, FACE_SIDE), interpolation=cv2.INTER_AREA)
    return np.asarray(square, np.uint8)


def paste(
    picture: Image, face: Image, alignment: Alignment, *, strength: float, factor: int = 1
) -> None:
    """Puts a restored `face` into `picture` (uint8 [H, W, 3], `factor` times the size that the
    alignment was made for), in place; pixels outside the mask stay as they are."""
    back = alignment.inverse(factor)
    corners = np.array([[0, 0, 1], [1, 0, 1], [0, 1, 1], [1, 1, 1]], np.float64)
    corners[:, :2] *= FACE_SIDE - 1
    reached = corners @ back.T
    height, width = picture.shape[:2]
    left, top = np.clip(np.floor(reached.min(0)), 0, (width, height)).astype(int)
    right, bottom = np.clip(np.ceil(reached.max(0)) + 1, 0, (width, height)).astype(int)
    if left >= right or top >= bottom:
        return
    back[:, 2] -= (left, top)
    size = int(right - left), int(bottom - top)
    mask = cv2.warpAffine(alignment.mask, back, size, flags=cv2.INTER_LINEAR)
    method = cv2.INTER_CUBIC if np.hypot(*back[:, 0]) > 1 else cv2.INTER_LINEAR
    there = cv2.warpAffine(face, back, size, flags=method, borderMode=cv2.BORDER_REPLICATE)
    place = picture[top:bottom, left:right]
    share = (np.float32(strength) * mask)[..., None]
    place[...] = np.rint(place + share * (there.astype(np.float32) - place)).clip(0, 255)
