"""Puts the drawn square back into its picture."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from talker import raster
from talker.engines.liveportrait.crop import SIDE, Matrix, TurnedSquare
from talker.scene import Box, Image

_RIM = 16  # pixels of the square over which it fades into the picture
_SHRUNK = 0.75  # below this scale the square is averaged before it is moved


@cache
def rim_mask() -> NDArray[np.uint8]:
    """How much of the square is shown: uint8 [SIDE, SIDE], 255 but for a linear rim."""
    place = np.arange(SIDE, dtype=np.float64)
    outside = np.maximum(np.maximum(_RIM - place, place - (SIDE - _RIM)), 0)
    far = np.hypot(outside[:, None], outside[None])
    return np.floor(255 * np.maximum(0, 1 - far / _RIM)).astype(np.uint8)


class PasteBack:
    """Lays squares over one background; outside of the square its pixels stay bit-identical.

    Only the part that changes is worked on. `to_background`, float64 [2, 3]: from pixels of the
    square to those of the background.
    """

    def __init__(self, background: Image, to_background: Matrix) -> None:
        """`background`: uint8 [H, W, 3]."""
        self._background = background
        self._matrix, self._reduced = _averaged(to_background)
        height, width = background.shape[:2]
        mask = raster.warp_affine(self._ready(rim_mask()), self._matrix, (width, height))
        self._box = _touched(mask)
        box = self._box
        self._place = slice(box.top, box.bottom), slice(box.left, box.right)
        share = np.asarray(mask[self._place], np.float32)[..., None] / 255
        self._share: NDArray[np.float32] = np.repeat(share, 3, 2)
        self._under = (1 - share) * background[self._place]
        self._matrix = self._matrix - np.array([[0, 0, box.left], [0, 0, box.top]])

    @property
    def share(self) -> NDArray[np.float32]:
        """How much of the square is shown where it changes the background: [h, w, 3], 0..1."""
        return self._share

    @property
    def box(self) -> Box:
        """The part of the background that changes."""
        return self._box

    def paste(self, square: Image) -> Image:
        """uint8 [SIDE, SIDE, 3] in its place: uint8 [H, W, 3]."""
        made = self._background.copy()
        size = self._box.width, self._box.height
        moved = raster.warp_affine(self._ready(square), self._matrix, size)
        blended = self._share * moved + self._under
        made[self._place] = cv2.convertScaleAbs(blended)
        return made

    def _ready(self, square: NDArray[np.uint8]) -> NDArray[np.uint8]:
        if self._reduced == SIDE:
            return square
        return raster.resize(square, (self._reduced, self._reduced), cv2.INTER_AREA)


def window_matrix(square: TurnedSquare, window: Box, size: tuple[int, int]) -> Matrix:
    """From pixels of the square to those of a window of its picture that is shown at `size`."""
    across, down = size[0] / window.width, size[1] / window.height
    moved = square.from_crop + np.array([[0, 0, 0.5 - window.left], [0, 0, 0.5 - window.top]])
    return moved * np.array([[across], [down]]) - np.array([[0, 0, 0.5], [0, 0, 0.5]])


def _averaged(matrix: Matrix) -> tuple[Matrix, int]:
    """Where the square is shown much smaller: the side to which it is averaged, and the matrix
    for that."""
    scale = float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
    if scale >= _SHRUNK:
        return matrix, SIDE
    side = max(2, round(SIDE * scale))
    up = SIDE / side
    shift = matrix[:, :2] @ np.full(2, 0.5 * up - 0.5)
    return np.column_stack([matrix[:, :2] * up, matrix[:, 2] + shift]), side


def _touched(mask: NDArray[np.uint8]) -> Box:
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    return Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
