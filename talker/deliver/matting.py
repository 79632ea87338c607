"""Mattes: segments the presenter in every frame.

Edges are drawn to those of the picture with a guided filter (K. He, J. Sun, X. Tang: Guided Image
Filtering, 2010).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.face.segmentation import Segmentation
from talker.media import ffmpeg, picture_arguments
from talker.media.video_frames import read_frames
from talker.progress import CancelToken
from talker.raster import gray, resize

Matte = NDArray[np.float32]

_PREVIOUS_WEIGHT = 0.45  # of the frame before: the edge must not shimmer
_RADIUS_SHARE = 0.012
_SMOOTHNESS = 1e-4
_LOW, _HIGH = 0.25, 0.8


class Segmenter:
    """The presenter's opacity, frame after frame of one video."""

    def __init__(self) -> None:
        self._network = Segmentation()
        self._before: Matte | None = None

    def next(self, frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Opacity of the next frame, uint8 [H, W], from uint8 [H, W, 3] RGB."""
        height, width = frame.shape[:2]
        rough = self._network.presenter(frame)
        if self._before is not None:
            rough = (1 - _PREVIOUS_WEIGHT) * rough + _PREVIOUS_WEIGHT * self._before
        self._before = rough
        large = resize(rough, (width, height), cv2.INTER_CUBIC)
        guide = gray(frame).astype(np.float32) / np.float32(255)
        fine = _guided_filter(guide, large, max(2, round(_RADIUS_SHARE * min(width, height))))
        sharp = np.clip((fine - _LOW) / (_HIGH - _LOW), 0, 1)
        return np.rint(sharp * 255).astype(np.uint8)


def write_matte(
    video: Path,
    target: Path,
    size: tuple[int, int],
    fps: Fraction,
    cancel: CancelToken,
    on_frame: Callable[[int], None],
) -> None:
    """Writes a gray video of the presenter's opacity, frame for frame that of `video`."""
    segmenter = Segmenter()

    def mattes() -> Iterator[memoryview]:
        for number, frame in enumerate(read_frames(video)):
            yield segmenter.next(frame).data
            on_frame(number + 1)

    args = picture_arguments.lossless_args(target, "gray", size, str(fps))
    ffmpeg.feed(args, mattes(), target.parent, cancel)


def write_grey(
    stream: Path, target: Path, size: tuple[int, int], fps: Fraction, cancel: CancelToken
) -> None:
    """Writes a stream whose channels are equal as the gray video that `write_matte` makes."""
    frames = (np.ascontiguousarray(frame[:, :, 0]).data for frame in read_frames(stream))
    args = picture_arguments.lossless_args(target, "gray", size, str(fps))
    ffmpeg.feed(args, frames, target.parent, cancel)


def _guided_filter(guide: Matte, rough: Matte, radius: int) -> Matte:
    def mean(values: Matte) -> Matte:
        smooth: Matte = cv2.blur(values, (2 * radius + 1, 2 * radius + 1))
        return smooth

    middle, level = mean(guide), mean(rough)
    spread = mean(guide * guide) - middle * middle + np.float32(_SMOOTHNESS)
    slope = ((mean(guide * rough) - middle * level) / spread).astype(np.float32)
    offset = level - slope * middle
    return mean(slope) * guide + mean(offset)
