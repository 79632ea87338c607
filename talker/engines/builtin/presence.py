"""Where in its frame a moved layer can be seen at all: the rest need not be drawn."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.scene import Size

Floats = NDArray[np.float32]
Part = tuple[slice, slice]
"""Rows and columns of a window."""

_BESIDE = 2  # pixels that sampling takes in


class Presence:
    """What is not empty of a layer uint8 [H, W, 4] of colours times opacity and a veil, which is
    larger than its window of (width, height) `size` by `margin` on each side."""

    def __init__(self, layer: NDArray[np.uint8], margin: int, size: Size) -> None:
        self._margin = margin
        self._size = size
        seen = (layer[..., 3] < 255) | (layer[..., :3] > 0).any(2)
        empty = ~seen.any(1)
        first = np.where(empty, layer.shape[1], seen.argmax(1))
        last = np.where(empty, -1, layer.shape[1] - 1 - seen[:, ::-1].argmax(1))
        # One row more, which is empty: so runs of rows may end with the last one.
        self._first, self._last = np.append(first, layer.shape[1]), np.append(last, -1)

    def parts(self, back: Floats, rows: int) -> list[Part]:
        """The parts of the window, each of so many `rows`, that hold all that can be seen when each
        pixel comes from as far away as `back` [gh, gw, 2] says."""
        width, height = self._size
        least, most, *_ = cv2.minMaxLoc(back.reshape(len(back), -1))
        nearer, further = int(np.floor(least)), int(np.ceil(most))  # either way
        tops = np.arange(0, height, rows)
        bottoms = np.minimum(tops + rows, height)
        first = tops + (nearer + self._margin - _BESIDE)
        last = bottoms + (further + self._margin + _BESIDE)
        rows_of_layer = len(self._first) - 1
        inside = (first >= 0) & (last <= rows_of_layer)  # what lies beyond is mirrored
        between = np.stack([first, last], 1).clip(0, rows_of_layer).ravel()
        begin = np.minimum.reduceat(self._first, between)[::2] - (further + self._margin + _BESIDE)
        end = np.maximum.reduceat(self._last, between)[::2] - (nearer - 1 + self._margin - _BESIDE)
        begin = np.where(inside, begin.clip(0), 0)
        end = np.where(inside, end.clip(None, width), width)
        sides = np.stack([tops, bottoms, begin, end], 1)[begin < end].tolist()
        return [(slice(top, bottom), slice(one, other)) for top, bottom, one, other in sides]
