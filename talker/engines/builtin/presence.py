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
        self._first = np.where(empty, layer.shape[1], seen.argmax(1))
        self._last = np.where(empty, -1, layer.shape[1] - 1 - seen[:, ::-1].argmax(1))

    def parts(self, back: Floats, rows: int) -> list[Part]:
        """The parts of the window, each of so many `rows`, that hold all that can be seen when each
        pixel comes from as far away as `back` [gh, gw, 2] says."""
        width, height = self._size
        (left, right), (above, below) = (_range(back, axis) for axis in range(2))
        found: list[Part] = []
        for top in range(0, height, rows):
            bottom = min(top + rows, height)
            first = top + above + self._margin - _BESIDE
            last = bottom + below + self._margin + _BESIDE
            if first < 0 or last > len(self._first):  # what lies beyond is mirrored
                found.append((slice(top, bottom), slice(0, width)))
                continue
            begin = int(self._first[first:last].min()) - right - self._margin - _BESIDE
            end = int(self._last[first:last].max()) - left - self._margin + _BESIDE + 1
            if max(begin, 0) < min(end, width):
                found.append((slice(top, bottom), slice(max(begin, 0), min(end, width))))
        return found


def _range(back: Floats, axis: int) -> tuple[int, int]:
    least, most, *_ = cv2.minMaxLoc(cv2.extractChannel(back, axis))
    return int(np.floor(least)), int(np.ceil(most))
