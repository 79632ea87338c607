"""Pictures for ffmpeg, which gets none that others have written: no larger than it needs them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

import cv2

from talker.media import ffmpeg, picture_arguments
from talker.media.images import load_animation
from talker.media.pixels import Pixels
from talker.progress import CancelToken
from talker.raster import resize
from talker.scene import Size

_MOST = 2  # times the canvas
_RATE = 25
_LONGEST = 60 * _RATE  # frames of an animation; what follows is not shown


def reduced(pixels: Pixels, canvas: Size) -> Pixels:
    """A picture, uint8 [H, W, C], made smaller when it is much larger than the canvas."""
    height, width = pixels.shape[:2]
    share = _MOST * max(canvas) / min(width, height)
    if share >= 1:
        return pixels
    size = max(1, round(width * share)), max(1, round(height * share))
    return resize(pixels, size, cv2.INTER_AREA)


def write_loop(source: Path, target: Path, canvas: Size, cancel: CancelToken) -> None:
    """Writes one round of a moving picture as a video without loss."""
    frames = islice(_at_rate(source, canvas), _LONGEST)
    first = next(frames)
    size = first.shape[1], first.shape[0]
    args = picture_arguments.lossless_args(target, "rgb24", size, str(_RATE))
    ffmpeg.feed(args, (frame.tobytes() for frame in chain([first], frames)), target.parent, cancel)


def _at_rate(source: Path, canvas: Size) -> Iterator[Pixels]:
    for pixels, seconds in load_animation(source):
        frame = reduced(pixels, canvas)
        for _ in range(max(1, round(seconds * _RATE))):
            yield frame
