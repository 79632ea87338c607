"""A plain picture of one colour for every frame."""

from __future__ import annotations

import numpy as np

from talker.engines.base import Drive, FrameRenderer, Portrait
from talker.options.render import RenderOptions
from talker.progress import CancelToken
from talker.scene import Box, Canvas, Image, Motion, alone
from talker.segments import frame_count
from tests.extra_engine.options import ExtraOptions


def left_half(portrait: Portrait) -> Box:
    """What the video shows."""
    height, width = portrait.image.shape[:2]
    return Box(0, 0, width // 4 * 2, height // 2 * 2)


class ExtraEngine:
    """Draws the tint."""

    name = "extra"
    device = "cpu"
    version = "1"
    weights_id = ""
    batch = 8

    def motion(
        self, drive: Drive, options: RenderOptions, portrait: Portrait, cancel: CancelToken
    ) -> Motion:
        """Nothing moves."""
        del portrait, cancel
        frames = frame_count(drive.speech.duration, options.fps)
        return Motion("extra", options.fps, ("none",), np.zeros((frames, 1), np.float32))

    def canvas(self, portrait: Portrait, options: RenderOptions) -> Canvas:
        """The left half of the portrait."""
        return alone(left_half(portrait), options.size)

    def renderer(
        self, portrait: Portrait, motion: Motion, canvas: Canvas, options: RenderOptions
    ) -> FrameRenderer:
        """The same picture for every frame."""
        del portrait, motion
        return _Tinted(canvas.window_size, options.of(ExtraOptions).tint)


class _Tinted:
    def __init__(self, size: tuple[int, int], tint: int) -> None:
        self._picture = np.full((size[1], size[0], 3), (tint, 90, 90), np.uint8)

    def render(self, start: int, stop: int) -> Image:
        return np.repeat(self._picture[None], stop - start, axis=0)
