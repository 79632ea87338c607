"""Which part of the portrait is animated, and the square picture of it that the networks see."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from talker import raster
from talker.engines.base import Canvas
from talker.face.geometry import Box, FaceSquare, face_square
from talker.request import Mode

Image = NDArray[np.uint8]

# A square with more than twice this many pixels a side is cut out of a smaller picture.
_LARGE = 1024


@dataclass(frozen=True)
class Crop:
    """`picture` uint8 [size, size, 3] RGB shows `window` of the portrait, stretched to a square."""

    picture: Image
    window: Box


def crop(image: Image, points: NDArray[np.float32], mode: Mode, size: int) -> Crop:
    """The animated part of `image` [H, W, 3], from its 68 `points` (pixels, y down).

    crop and full take the box of the face, extcrop and extfull one with a border, resize all of
    the picture. The original's boxes, but for what its paste-back shows to be mistakes: boxes
    end with the picture, are in pixels of the portrait also where it was made smaller first,
    and the box of the ext modes is the one that is shown.
    """
    height, width = image.shape[:2]
    if mode is Mode.RESIZE:
        return Crop(_square(image, size), Box(0, 0, width, height))
    square = square_of(points)
    shrink = int(square.side / _LARGE)
    if shrink > 1:
        small = round(width / shrink), round(height / shrink)
        image = raster.resize(image, small, cv2.INTER_LINEAR)
        square = square.scaled(1 / shrink)
    box = _box(square, mode, image)
    part = image[box.top : box.bottom, box.left : box.right]
    across, down = width / image.shape[1], height / image.shape[0]
    window = Box(
        round(box.left * across),
        round(box.top * down),
        round(box.right * across),
        round(box.bottom * down),
    )
    return Crop(_square(part, size), window)


def square_of(points: NDArray[np.float32]) -> FaceSquare:
    """The turned square of SadTalker's alignment around 68 points."""
    places = points.astype(np.float64)
    mouth = (places[48] + places[54]) / 2
    return face_square(places[36:42].mean(0), places[42:48].mean(0), mouth)


def canvas(window: Box, mode: Mode, size: int, portrait: tuple[int, int]) -> Canvas:
    """Where frames of `window` go; `portrait` is its (width, height).

    full and extfull paste them back at their place; the others show the window alone, `size`
    wide and as high as keeps its shape, even as the encoder wants it.
    """
    if mode in (Mode.FULL, Mode.EXTFULL):
        return Canvas(window, (window.width, window.height), portrait, paste=True)
    shown = size, max(2, round(size * window.height / window.width / 2) * 2)
    return Canvas(window, shown, shown, paste=False)


def in_window(points: NDArray[np.float32], window: Box, size: int) -> NDArray[np.float32]:
    """Points (or a mesh) of the portrait, [N, 2 or 3], in the square picture of `window`."""
    moved = points.astype(np.float64)
    across, down = size / window.width, size / window.height
    moved[:, 0] = (moved[:, 0] + 0.5 - window.left) * across - 0.5
    moved[:, 1] = (moved[:, 1] + 0.5 - window.top) * down - 0.5
    moved[:, 2:] *= (across + down) / 2
    return moved.astype(np.float32)


def _box(square: FaceSquare, mode: Mode, image: Image) -> Box:
    cut = square.cut(image.shape[1], image.shape[0])
    return cut.outer if mode in (Mode.EXTCROP, Mode.EXTFULL) else cut.inner


def _square(image: Image, size: int) -> Image:
    return raster.resize(image, (size, size), cv2.INTER_LINEAR)
