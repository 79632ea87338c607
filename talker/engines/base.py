"""What every engine offers: the pipeline knows these verbs and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from talker.face.landmarks import Face
from talker.maker import Maker
from talker.media.audio import Speech
from talker.options.cues import Cue
from talker.options.render import RenderOptions
from talker.progress import CancelToken
from talker.scene import Box, Canvas, Image, Motion

HeadAngles = NDArray[np.float32]
"""Yaw, pitch and roll in degrees for each frame: [T, 3]."""


@dataclass(frozen=True)
class Portrait:
    """A loaded portrait: `image` uint8 [H, W, 3] RGB, the chosen face, and its content hash.

    `clip` is the video that it is the first frame of, where it comes from one; `quarters` how
    many times by 90 degrees anticlockwise its frames are turned to be as `image` is. `opacity`,
    uint8 [H, W], is that of a picture that is transparent; `image` shows what is put behind it.
    """

    image: Image
    face: Face
    digest: str
    clip: Path | None = None
    quarters: int = 0
    opacity: NDArray[np.uint8] | None = None


@dataclass(frozen=True)
class Partner:
    """The other one of two speakers: the voice, as long as one's own, and where the face is.

    `side`: the direction to it in the picture, right and down positive, of length 1.
    """

    speech: Speech
    side: tuple[float, float]


@dataclass(frozen=True)
class Drive:
    """What moves the face: the `speech`, a `reference` video where the request names one, and the
    `cues` of a script. `at_rest`: the speech is a part of a longer one; where parts are joined,
    the face is at rest, the same for all of them. `partner`: whom it listens to where two speak."""

    speech: Speech
    reference: Path | None = None
    cues: tuple[Cue, ...] = ()
    at_rest: bool = False
    partner: Partner | None = None


def pasted(window: Box, portrait: Portrait) -> Canvas:
    """A frame of the whole portrait, without a last odd row or column, with the window in it."""
    height, width = portrait.image.shape[:2]
    frame = width // 2 * 2, height // 2 * 2
    return Canvas(window, (window.width, window.height), frame, paste=True)


def whole_picture(portrait: Portrait) -> Box:
    """All of the portrait."""
    height, width = portrait.image.shape[:2]
    return Box(0, 0, width, height)


class FrameRenderer(Protocol):
    """Draws frames of one portrait and one motion; every frame depends on its index alone."""

    def render(self, start: int, stop: int) -> Image:
        """Frames `start` to `stop` (exclusive): uint8 [B, h, w, 3], RGB, `canvas.window_size`."""
        ...


@runtime_checkable
class CutOutRenderer(FrameRenderer, Protocol):
    """One that knows where its frames are transparent as the portrait is."""

    def opacity(self, start: int, stop: int) -> Image | None:
        """Opacity of the frames `start` to `stop` (exclusive), the same in three channels: uint8
        [B, h, w, 3]; None for a portrait that is opaque."""
        ...


class Engine(Maker, Protocol):
    """Motion model and renderer."""

    def motion(
        self, drive: Drive, options: RenderOptions, portrait: Portrait, cancel: CancelToken
    ) -> Motion:
        """The motion of the whole speech: frame_count(speech.duration, fps) rows."""
        ...

    def canvas(self, portrait: Portrait, options: RenderOptions) -> Canvas:
        """Where the engine draws, for the mode in `options`."""
        ...

    def renderer(
        self, portrait: Portrait, motion: Motion, canvas: Canvas, options: RenderOptions
    ) -> FrameRenderer:
        """Everything that depends only on the portrait happens here, once."""
        ...
