"""The turned square around a face that the networks see, and what a picture shows there.

The networks were trained on one framing: a square 2.3 times as large as the face from temple to
temple and from brows to chin, turned with the head, a little above its middle.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from talker import raster
from talker.scene import Box, Image

Floats = NDArray[np.floating]
Matrix = NDArray[np.float64]
Pixels = TypeVar("Pixels", bound=np.generic)

SIDE = 512  # pixels of the square that the generator draws
SEEN = 256  # pixels of the same square as the networks look at it

# Of the 468-point mesh: what the reference's own points cover. The mesh's forehead is left out:
# with it the square would be 1.135 times as large (measured on 29 portraits).
_JAW = (
    *(127, 234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152),
    *(377, 400, 378, 379, 365, 397, 288, 361, 323, 454, 356),
)
_BROWS = (
    *(70, 63, 105, 66, 107, 46, 53, 52, 65, 55),
    *(336, 296, 334, 293, 300, 276, 283, 282, 295, 285),
)
_EYES = ((33, 133, 159, 145), (362, 263, 386, 374))
_MOUTH_CORNERS = (61, 291)
_EXTENT = np.array(
    [*_JAW, *_BROWS, *_EYES[0], *_EYES[1], *_MOUTH_CORNERS, 13, 14, 1, 4, 5, 98, 327]
)
_SAME_PLACE = 1e-3  # pixels between eyes and mouth below which a face has no up and down
_LARGE = 1024  # a square at least twice as wide is cut out of a smaller picture: no aliasing


@dataclass(frozen=True)
class Framing:
    """How large a square is against the face's extent, and by how much of its own side it lies
    above the face's middle."""

    scale: float
    lift: float


PORTRAIT = Framing(2.3, 0.125)
DRIVING = Framing(2.2, 0.1)


@dataclass(frozen=True)
class TurnedSquare:
    """A square in a picture: its centre (`x`, `y`) and `side` in pixels, turned clockwise by
    `angle` radians."""

    x: float
    y: float
    side: float
    angle: float

    @property
    def to_crop(self) -> Matrix:
        """From pixels of the picture to those of the square at SIDE: float64 [2, 3]."""
        scale = SIDE / self.side
        cos, sin = scale * np.cos(self.angle), scale * np.sin(self.angle)
        half = SIDE / 2
        return np.array(
            [
                [cos, sin, half - (cos * self.x + sin * self.y)],
                [-sin, cos, half - (cos * self.y - sin * self.x)],
            ]
        )

    @property
    def from_crop(self) -> Matrix:
        """The way back: float64 [2, 3]."""
        return cv2.invertAffineTransform(self.to_crop)

    @property
    def upright(self) -> Box:
        """The smallest upright box around it, in whole pixels."""
        corners = np.array([[0, 0], [SIDE, 0], [SIDE, SIDE], [0, SIDE]], np.float64)
        places = corners @ self.from_crop[:, :2].T + self.from_crop[:, 2]
        low, high = np.floor(places.min(0)).astype(int), np.ceil(places.max(0)).astype(int)
        return Box(int(low[0]), int(low[1]), int(high[0]), int(high[1]))

    def scaled(self, factor: float) -> TurnedSquare:
        """The same square in a picture `factor` times as large."""
        x, y = (factor * (place + 0.5) - 0.5 for place in (self.x, self.y))
        return TurnedSquare(x, y, factor * self.side, self.angle)

    def show(self, image: NDArray[Pixels]) -> NDArray[Pixels]:
        """What the picture [H, W, ...] shows there, bilinear, black beyond it: [SIDE, SIDE, ...].

        For huge faces the picture is made smaller first, by averaging.
        """
        shrink = int(self.side / _LARGE)
        if shrink < 2:
            return raster.warp_affine(image, self.to_crop, (SIDE, SIDE))
        height, width = image.shape[:2]
        size = max(1, round(width / shrink)), max(1, round(height / shrink))
        smaller = raster.resize(image, size, cv2.INTER_AREA)
        return self.scaled(size[0] / width).show(smaller)


def turned_square(points: Floats, eyes: Floats, mouth: Floats, framing: Framing) -> TurnedSquare:
    """The square around the face whose extent is that of `points` [n, 2].

    `eyes` [2]: the middle between the eyes, `mouth` [2]; all in pixels.
    """
    places = points.astype(np.float64)
    down = np.asarray(mouth, np.float64) - eyes
    length = float(np.hypot(*down))
    down = down / length if length > _SAME_PLACE else np.array([0.0, 1.0])
    across = np.array([down[1], -down[0]])
    axes = np.stack([across, down])
    middle = places.mean(0)
    along = (places - middle) @ axes.T
    low, high = along.min(0), along.max(0)
    side = float((high - low).max()) * framing.scale
    centre = middle + ((low + high) / 2 - (0.0, framing.lift * side)) @ axes
    return TurnedSquare(
        float(centre[0]), float(centre[1]), side, float(np.arctan2(across[1], across[0]))
    )


def mesh_square(mesh: Floats, framing: Framing = PORTRAIT) -> TurnedSquare:
    """The square around the face of a 468-point mesh [468, 2 or 3]."""
    points = mesh[:, :2].astype(np.float64)
    eyes = (points[list(_EYES[0])].mean(0) + points[list(_EYES[1])].mean(0)) / 2
    return turned_square(points[_EXTENT], eyes, points[list(_MOUTH_CORNERS)].mean(0), framing)


def driving_box(squares: list[TurnedSquare]) -> Floats:
    """Of a whole driving video: the mean of the boxes of its frames, unturned, left, top, right
    and bottom in pixels: float64 [4]. Where the head goes is seen in a window that stands still.
    """
    boxes = [(s.x - s.side / 2, s.y - s.side / 2, s.side) for s in squares]
    left, top, side = np.mean(boxes, axis=0)
    return np.array([left, top, left + side, top + side])


def seen(crop: Image) -> Image:
    """The square as the networks look at it: uint8 [SEEN, SEEN, 3]."""
    return raster.resize(crop, (SEEN, SEEN), cv2.INTER_AREA)


def limited(image: Image, longest: int, division: int = 2) -> Image:
    """A picture [H, W, 3] no longer than `longest` pixels, its last rows and columns beyond a
    multiple of `division` left out, unless nothing else is there."""
    height, width = image.shape[:2]
    longer = max(height, width)
    if longer > longest:
        width, height = (
            longest if side == longer else int(side * (longest / longer))
            for side in (width, height)
        )
        image = raster.resize(image, (width, height), cv2.INTER_LINEAR)
    if min(height, width) < division:
        return image
    return image[: height - height % division, : width - width % division]
