"""Pictures, rectangles, motion, and the canvas that a frame is composed on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]  # [H, W, 3] RGB unless said otherwise
Size = tuple[int, int]  # width, height


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels: left and top included, right and bottom excluded."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Pixels from left to right."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return self.bottom - self.top


@dataclass(frozen=True)
class Window:
    """A rectangle of whole pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def size(self) -> Size:
        """Width and height in pixels."""
        return self.width, self.height

    def shared(self, other: Window) -> int:
        """Pixels that are in both."""
        across = min(self.left + self.width, other.left + other.width) - max(self.left, other.left)
        down = min(self.top + self.height, other.top + other.height) - max(self.top, other.top)
        return max(0, across) * max(0, down)


@dataclass(frozen=True)
class Motion:
    """Per-frame coefficients of a whole speech.

    `values`: float32 [T, K], one column for each name in `channels`; `basis` names the
    engine's coefficient space, `fps` the frame rate of the rows.
    """

    basis: str
    fps: float
    channels: tuple[str, ...]
    values: NDArray[np.float32]

    @property
    def frame_count(self) -> int:
        """Frames of the whole speech: rows of `values`."""
        return int(self.values.shape[0])


@dataclass(frozen=True)
class Canvas:
    """What the finished frame is made of.

    The engine draws `window` (portrait pixels) at `window_size` (width, height); the compositor
    puts it into a frame of `frame_size`, over the portrait itself when `paste` is set. Its border
    is made to agree with the portrait where `blend` says that it does not by itself.
    """

    window: Box
    window_size: tuple[int, int]
    frame_size: tuple[int, int]
    paste: bool
    blend: bool = False


def square(window: Box, side: int) -> Canvas:
    """A frame that shows a square window alone, at `side` (even) by as much."""
    return Canvas(window, (side, side), (side, side), paste=False)


def alone(window: Box, width: int) -> Canvas:
    """A frame that shows the window alone: `width` (even) by what keeps its shape, even too."""
    size = width, max(2, round(width * window.height / window.width / 2) * 2)
    return Canvas(window, size, size, paste=False)
