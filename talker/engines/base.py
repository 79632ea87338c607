"""What every engine offers: the pipeline knows these verbs and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from talker.face.geometry import Box
from talker.face.landmarks import Face
from talker.media.audio import Speech
from talker.options.render import RenderOptions
from talker.progress import CancelToken

Image = NDArray[np.uint8]


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
        return int(self.values.shape[0])


@dataclass(frozen=True)
class Portrait:
    """A loaded portrait: `image` uint8 [H, W, 3] RGB, the chosen face, and its content hash.

    `clip` is the video that it is the first frame of, where it comes from one.
    """

    image: Image
    face: Face
    digest: str
    clip: Path | None = None


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


@dataclass(frozen=True)
class Drive:
    """What moves the face: the `speech`, and a `reference` video where the request names one."""

    speech: Speech
    reference: Path | None = None


def alone(window: Box, width: int) -> Canvas:
    """A frame that shows the window alone: `width` (even) by what keeps its shape, even too."""
    size = width, max(2, round(width * window.height / window.width / 2) * 2)
    return Canvas(window, size, size, paste=False)


def pasted(window: Box, portrait: Portrait) -> Canvas:
    """A frame of the whole portrait, without a last odd row or column, with the window in it."""
    height, width = portrait.image.shape[:2]
    frame = width // 2 * 2, height // 2 * 2
    return Canvas(window, (window.width, window.height), frame, paste=True)


class FrameRenderer(Protocol):
    """Draws frames of one portrait and one motion; every frame depends on its index alone."""

    def render(self, start: int, stop: int) -> Image:
        """Frames `start` to `stop` (exclusive): uint8 [B, h, w, 3], RGB, `canvas.window_size`."""
        ...


class Engine(Protocol):
    """Motion model and renderer.

    `device` is where it draws, `cpu` or `cuda`. `version` changes whenever the same request would
    give other pixels; `batch` is how many frames are rendered at once; without `follows_clips`
    the first frame of a clip is the portrait.
    """

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    @property
    def device(self) -> str: ...

    @property
    def batch(self) -> int: ...

    @property
    def follows_clips(self) -> bool: ...

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
