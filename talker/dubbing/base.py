"""What every engine that draws new mouths into films offers: the road knows these verbs alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from talker.maker import Maker
from talker.media.audio import Speech
from talker.media.film_frame import FilmFrame
from talker.progress import CancelToken
from talker.scene import Box, Image, Size

Features = NDArray[np.floating]
"""What an engine hears: one row for each frame of the video, [frames, ...]."""


@dataclass(frozen=True)
class FaceFrame:
    """A frame of the film and the face that speaks in it.

    `number`: which frame of the film, the same wherever the video shows it. `mesh`: float32
    [468, 3] in pixels of the frame, steadied over time, the mouth as it is filmed. `strength` in
    0..1: how much of the new mouth is to be seen; it goes to 0 softly where the face turns away.
    """

    frame: FilmFrame
    number: int
    mesh: NDArray[np.float32]
    strength: float = 1.0


@dataclass(frozen=True)
class Shot:
    """Frames `start` to `stop` (exclusive) of the film, between two cuts; `size`: width, height.

    `rest`: the frame among those that show the face whose lips are nearest to closed; `closed`:
    the steadied meshes of some such frames, float32 [N, 468, 3], N at least 1.
    """

    start: int
    stop: int
    size: Size
    rest: FaceFrame
    closed: NDArray[np.float32]


@dataclass(frozen=True)
class Patch:
    """A new mouth: `picture` uint8 [h, w, 3] RGB as large as `box`, which lies inside
    the frame, and `mask` uint8 [h, w]: 0 where the film stays as it is, 255 where the picture is
    seen alone."""

    box: Box
    picture: Image
    mask: NDArray[np.uint8]


class Heard(Protocol):
    """What an engine has heard of a whole speech."""

    def rows(self, start: int, stop: int) -> Features:
        """What it needs for the frames `start` to `stop` (exclusive) of the video: [B, ...]."""
        ...


class ShotPainter(Protocol):
    """Draws new mouths into the frames of one shot; every mouth depends on its frame and on its row
    of features alone."""

    def draw(self, faces: Sequence[FaceFrame], features: Features) -> Sequence[Patch]:
        """One patch for each frame, `features` [B, ...] in the same order; all have a strength
        above 0, and a patch counts by that of its frame: the road multiplies masks by it, unless
        the painter `fades` by itself."""
        ...


class MouthEngine(Maker, Protocol):
    """Hears a speech and prepares shots for drawing. `fades`: its pictures are the film's own where
    `FaceFrame.strength` is 0, so that its masks stay as they are."""

    @property
    def fades(self) -> bool:
        """Whether it draws by the strength of a frame itself."""
        ...

    def hear(
        self, speech: Speech, frames: int, rate: Fraction, folder: Path, cancel: CancelToken
    ) -> Heard:
        """The whole speech for `frames` frames at `rate` a second, exact; frame i is seen at
        (i + 0.5) / rate. What does not fit into memory lies in files of `folder`."""
        ...

    def prepare(self, shot: Shot) -> ShotPainter:
        """Everything that depends on the shot alone happens here, once."""
        ...
