"""Draws the face once more, larger than it is, and puts it back."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from talker.face.landmarks import Face
from talker.scene import Box

Pixels = NDArray[np.uint8]
# Redraws an RGB picture where the mask (L) is white; None when it came out black.
Redraw = Callable[[Image.Image, Image.Image], Pixels | None]

_AROUND = 1.7  # the square, in face widths
_SOFT = 0.06  # of the square: how softly the new face ends


def face_square(face: Face, width: int, height: int) -> Box:
    """The square around a face, moved and shrunk into the picture."""
    points = face.mesh[:, :2]
    low, high = points.min(0), points.max(0)
    side = int(min(_AROUND * max(high - low), width, height))
    centre = (low + high) / 2
    left = int(np.clip(centre[0] - side / 2, 0, width - side))
    top = int(np.clip(centre[1] - side / 2, 0, height - side))
    return Box(left, top, left + side, top + side)


def face_mask(face: Face, box: Box, side: int) -> Image.Image:
    """White over the outline of the face, soft at its edge; `side` pixels for the whole square."""
    points = (face.mesh[:, :2] - (box.left, box.top)) * (side / box.width)
    mask = np.zeros((side, side), np.uint8)
    hull = np.rint(cv2.convexHull(points.astype(np.float32))).astype(np.int32)
    cv2.fillConvexPoly(mask, hull, 255)
    grown = max(1, round(side * _SOFT))
    mask = cv2.dilate(mask, np.ones((grown, grown), np.uint8)).astype(np.uint8)
    soft = cv2.GaussianBlur(mask, (0, 0), side * _SOFT / 2)
    return Image.fromarray(np.asarray(soft, np.uint8))


def redraw_face(picture: Pixels, face: Face, side: int, redraw: Redraw) -> Pixels:
    """uint8 [H, W, 3] with the face drawn anew at `side` pixels; pixels far from it stay."""
    height, width = picture.shape[:2]
    box = face_square(face, width, height)
    cut = Image.fromarray(picture[box.top : box.bottom, box.left : box.right])
    mask = face_mask(face, box, side)
    drawn = redraw(cut.resize((side, side), Image.Resampling.LANCZOS), mask)
    if drawn is None:
        return picture
    size = (box.width, box.height)
    small = np.asarray(Image.fromarray(drawn).resize(size, Image.Resampling.LANCZOS), np.float32)
    share = np.asarray(mask.resize(size), np.float32)[..., None] / 255
    made = picture.copy()
    place = made[box.top : box.bottom, box.left : box.right]
    place[...] = np.rint(place + share * (small - place)).clip(0, 255)
    return made
