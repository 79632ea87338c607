"""The result of a render."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from talker.progress import Notice, Stage


@dataclass(frozen=True)
class RenderResult:
    """A finished video: `duration` of the speech and `timings` of each stage in seconds.

    `device` is where the frames were drawn (`cpu`, `cuda`). `deliverables` are further files
    that were asked for. `resumed_frames` were already there from an earlier, interrupted run,
    `kept_frames` are those of an earlier video.
    """

    output: Path
    frames: int
    fps: float
    width: int
    height: int
    duration: float
    engine: str
    device: str
    resumed_frames: int
    timings: Mapping[Stage, float]
    notices: tuple[Notice, ...]
    deliverables: tuple[Path, ...] = ()
    kept_frames: int = 0
