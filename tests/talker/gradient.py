"""A small real engine for tests of the road: a gradient that moves with the loudness."""

from __future__ import annotations

import time

import numpy as np

from talker.engines.base import Drive, FrameRenderer, Portrait
from talker.options.picture import Mode
from talker.options.render import RenderOptions
from talker.progress import CancelToken
from talker.scene import Box, Canvas, Image, Motion
from talker.segments import frame_count


class GradientRenderer:
    """Frame i depends on row i of the motion alone."""

    def __init__(self, motion: Motion, size: tuple[int, int], delay: float) -> None:
        self._motion, self._size, self._delay = motion, size, delay

    def render(self, start: int, stop: int) -> Image:
        time.sleep(self._delay * (stop - start))
        width, height = self._size
        y, x = np.mgrid[:height, :width]
        shift = (np.arange(start, stop) * 3)[:, None, None]
        loud = (self._motion.values[start:stop, 0] * 4000)[:, None, None]
        return np.stack(
            [
                (x + shift) % 256,
                np.broadcast_to(y % 256, (stop - start, height, width)),
                np.broadcast_to(np.clip(loud, 0, 255), (stop - start, height, width)),
            ],
            axis=-1,
        ).astype(np.uint8)


class GradientEngine:
    """Draws into the face box in full mode, else the whole frame; `delay` seconds a frame."""

    name = "gradient"
    device = "cpu"
    version = "1"
    weights_id = ""
    batch = 8

    def __init__(self, delay: float = 0.0) -> None:
        self._delay = delay

    def motion(
        self, drive: Drive, options: RenderOptions, portrait: Portrait, cancel: CancelToken
    ) -> Motion:
        del portrait
        frames = frame_count(drive.speech.duration, options.fps)
        loudness = np.zeros((frames, 1), np.float32)
        for index, block in enumerate(drive.speech.blocks(16000, 1.0)):
            cancel.check()
            loudness[index * options.fps : (index + 1) * options.fps] = np.abs(block).mean()
        return Motion("gradient", options.fps, ("loudness",), loudness)

    def canvas(self, portrait: Portrait, options: RenderOptions) -> Canvas:
        height, width = (side // 2 * 2 for side in portrait.image.shape[:2])
        if options.mode is Mode.FULL:
            box = portrait.face.box
            return Canvas(box, (box.width, box.height), (width, height), paste=True)
        size = (options.size, options.size)
        return Canvas(Box(0, 0, width, height), size, size, paste=False)

    def renderer(
        self, portrait: Portrait, motion: Motion, canvas: Canvas, options: RenderOptions
    ) -> FrameRenderer:
        del portrait, options
        return GradientRenderer(motion, canvas.window_size, self._delay)
