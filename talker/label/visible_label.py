"""The visible label: the words that say a video was made by AI, drawn into its frames."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.assets import asset
from talker.media.images import load_image
from talker.options.ai_label import Corner, LabelTime
from talker.raster import resize
from talker.scene import Size, Window

Image = NDArray[np.uint8]

START_SECONDS = 2.0
# GB 45438-2025 asks for text of at least 5% of the short side; we take the capitals, which are
# the smaller ones of the two scripts, as the measure.
TEXT_SHARE = 0.05
_CAPITAL_SHARE = 119 / 342  # height of a capital in the height of the shipped picture
_PLATE_STRENGTH = 0.55
_MARGIN_SHARE = 0.02
_PAD_SHARE = 0.018


@dataclass(frozen=True)
class LabelImage:
    """The label for one frame size: `colour` (grey) and `opacity` are uint8 [h, w] at `left`,
    `top`."""

    left: int
    top: int
    colour: Image
    opacity: Image

    @property
    def window(self) -> Window:
        """What it covers of the frame."""
        height, width = self.colour.shape
        return Window(self.left, self.top, width, height)


def clear_corner(size: Size, mouths: Iterable[Window]) -> Corner:
    """The corner of a frame of `size` (width, height) in which the label covers the least of the
    mouths, one for each moment that is looked at; of several the usual one."""
    windows = {
        corner: label_image(size, corner).window for corner in Corner if corner is not Corner.AUTO
    }
    covered = dict.fromkeys(windows, 0)
    for mouth in mouths:
        for corner, window in windows.items():
            covered[corner] += window.shared(mouth)
    return min(covered, key=lambda corner: covered[corner])


def label_image(size: Size, corner: Corner) -> LabelImage:
    """White words on a dark plate with round corners in a corner, which is not `auto`, of a frame
    of `size` (width, height)."""
    width, height = size
    short = min(size)
    ink = int(np.ceil(TEXT_SHARE * short / _CAPITAL_SHARE))
    words = _words()
    words = resize(words, (round(words.shape[1] * ink / words.shape[0]), ink), cv2.INTER_AREA)
    pad = max(2, round(_PAD_SHARE * short))
    colour = np.pad(words, pad)
    opacity = np.maximum(_plate(colour.shape, pad), colour)
    margin = round(_MARGIN_SHARE * short)
    right, bottom = width - margin - colour.shape[1], height - margin - colour.shape[0]
    left = margin if corner in {Corner.BOTTOM_LEFT, Corner.TOP_LEFT} else right
    top = margin if corner in {Corner.TOP_LEFT, Corner.TOP_RIGHT} else bottom
    return LabelImage(max(0, left), max(0, top), colour[:height, :width], opacity[:height, :width])


class VisibleLabel:
    """Labels the frames of one video; what a frame gets depends on its index alone."""

    def __init__(self, time: LabelTime, corner: Corner, size: Size, fps: float) -> None:
        self._until = {LabelTime.OFF: 0.0, LabelTime.START: START_SECONDS * fps}.get(time, np.inf)
        found = label_image(size, corner)
        place = found.window
        rows = slice(place.top, place.top + place.height)
        self._place = rows, slice(place.left, place.left + place.width)
        # In all three channels already: spreading them over each frame takes thrice the time.
        self._rest = cv2.merge([255 - found.opacity] * 3)
        self._ink = cv2.merge([found.colour.astype(np.uint16) * found.opacity] * 3)

    def due(self, start: int, count: int) -> int:
        """How many of `count` frames from `start` on are labelled: always the first of them."""
        return int(min(count, max(0.0, self._until - start)))

    def apply(self, frames: Image, start: int) -> Image:
        """uint8 [B, H, W, 3] frames, the first one with index `start`; labelled where due."""
        due = self.due(start, len(frames))
        if due == 0:
            return frames
        labelled = frames.copy()  # what comes in may be the compositor's own
        for part in labelled[:due, *self._place]:
            mixed = cv2.multiply(part, self._rest, dtype=cv2.CV_16U)
            cv2.add(mixed, self._ink, dst=mixed)
            part[...] = cv2.convertScaleAbs(mixed, alpha=1 / 255)  # the nearest: 255 has no half
        return labelled


def _plate(shape: tuple[int, ...], radius: int) -> Image:
    """Opacity of a rectangle whose corners are quarters of circles, smooth at its edge."""
    height, width = shape
    down = np.abs(np.arange(height) - (height - 1) / 2)[:, None] - (height / 2 - radius)
    across = np.abs(np.arange(width) - (width - 1) / 2)[None] - (width / 2 - radius)
    beyond = np.hypot(np.maximum(down, 0), np.maximum(across, 0))
    inside = np.clip(radius - beyond + 0.5, 0, 1)
    return np.round(255 * _PLATE_STRENGTH * inside).astype(np.uint8)


@cache
def _words() -> Image:
    return load_image(asset("label.png"), smallest=1)[:, :, 0]
