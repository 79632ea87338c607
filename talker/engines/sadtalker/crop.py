"""Which part of the portrait is animated, and the square picture of it that the networks see."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from talker import raster
from talker.face.beyond import cut_out
from talker.face.geometry import FaceSquare, face_square
from talker.options.picture import Mode
from talker.scene import Box

Image = NDArray[np.uint8]
Points = NDArray[np.float32]

# A square with at least twice this many pixels a side is cut out of a smaller picture.
_LARGE = 1024


@dataclass(frozen=True)
class FacePart:
    """The animated part of pictures of `whole` (width, height) pixels.

    `box` lies in the picture at the size `scaled`, which is smaller than `whole` for huge faces;
    `window` is the same part in pixels of the picture itself.
    """

    whole: tuple[int, int]
    scaled: tuple[int, int]
    box: Box

    @property
    def window(self) -> Box:
        """The part in pixels of the whole picture."""
        across, down = self.whole[0] / self.scaled[0], self.whole[1] / self.scaled[1]
        return Box(
            round(self.box.left * across),
            round(self.box.top * down),
            round(self.box.right * across),
            round(self.box.bottom * down),
        )

    def show(self, image: Image, size: int) -> Image:
        """The part of an RGB picture stretched to a square: uint8 [size, size, 3]."""
        part = cut_out(raster.resize(image, self.scaled, cv2.INTER_LINEAR), self.box)
        return raster.resize(part, (size, size), cv2.INTER_LINEAR)


def face_part(
    points: Points, mode: Mode, width: int, height: int, *, squared: bool = False
) -> FacePart:
    """The animated part of a picture, from the 68 `points` of its face (pixels, y down).

    crop and full take the box of the face, extcrop and extfull one with a border, resize all of
    the picture. They are the original's boxes but for three mistakes that show when frames are
    put back: ours end with the picture, are in pixels of the portrait also where it was made
    smaller first, and in the ext modes the box that is cut is the one that is shown.
    """
    whole = width, height
    if mode is Mode.RESIZE:
        return FacePart(whole, whole, Box(0, 0, width, height))
    square = square_of(points)
    shrink = int(square.side / _LARGE)
    scaled = whole
    if shrink > 1:
        scaled = round(width / shrink), round(height / shrink)
        square = square.scaled(1 / shrink)
    cut = square.square_cut(*scaled) if squared else square.cut(*scaled)
    wide = mode in (Mode.EXTCROP, Mode.EXTFULL)
    return FacePart(whole, scaled, cut.outer if wide else cut.inner)


def shown_part(points: Points, mode: Mode, width: int, height: int) -> FacePart:
    """What a video of this mode animates: a square where it shows nothing else."""
    squared = mode in (Mode.CROP, Mode.EXTCROP)
    return face_part(points, mode, width, height, squared=squared)


def square_of(points: Points) -> FaceSquare:
    """The turned square of SadTalker's alignment around 68 points."""
    places = points.astype(np.float64)
    mouth = (places[48] + places[54]) / 2
    return face_square(places[36:42].mean(0), places[42:48].mean(0), mouth)
