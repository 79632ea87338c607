"""The built-in mouth: visemes move the lips of a film, which are brought to rest first."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np

from talker.dubbing.base import FaceFrame, Features, Patch, Shot
from talker.dubbing.builtin.head import build_head
from talker.dubbing.builtin.painter import FilmPainter
from talker.media.audio import Speech
from talker.motion import visemes
from talker.motion.curves import lip_motion
from talker.progress import CancelToken
from talker.scene import Motion


@dataclass(frozen=True)
class HeardLips:
    """The curves of the lips for a whole speech."""

    motion: Motion

    def rows(self, start: int, stop: int) -> Features:
        """Rows of the motion: float32 [B, K]."""
        return self.motion.values[start:stop]


class BuiltinMouth:
    """Needs no downloads; draws with what the film shows, and teeth of its own."""

    name = "builtin"
    version = "7"
    weights_id = ""
    device = "cpu"
    batch = 8
    fades = True

    def __init__(self, strength: float) -> None:
        """`strength` of the motion of the lips, 1 as people speak."""
        self._strength = strength
        self._pool = ThreadPoolExecutor(min(8, os.cpu_count() or 1), initializer=_one_thread)

    def hear(
        self, speech: Speech, frames: int, rate: Fraction, folder: Path, cancel: CancelToken
    ) -> HeardLips:
        """As of MouthEngine."""
        del folder
        track = visemes.track(speech, cancel)
        return HeardLips(lip_motion(track, frames, float(rate), self._strength))

    def prepare(self, shot: Shot) -> ShotLips:
        """As of MouthEngine."""
        return ShotLips(FilmPainter(build_head(shot), shot.rest), self._pool)


class ShotLips:
    """Draws the frames of one shot, several at once."""

    def __init__(self, painter: FilmPainter, pool: ThreadPoolExecutor) -> None:
        self._painter = painter
        self._pool = pool

    def draw(self, faces: Sequence[FaceFrame], features: Features) -> Sequence[Patch]:
        """As of ShotPainter."""
        rows = [np.ascontiguousarray(row, np.float32) for row in features]
        return list(self._pool.map(self._painter.paint, faces, rows))


def _one_thread() -> None:
    """Frames are drawn side by side: OpenCV's own threads would only get in the way."""
    cv2.setNumThreads(1)
