"""Given head angles, spread over a video: keyframes in degrees -> one angle for each frame."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def camera_degrees(keyframes: Sequence[float], frames: int) -> NDArray[np.float32]:
    """The angle of every frame at a steady pace from keyframe to keyframe: float32 [frames].

    All legs share one step, the whole way divided by frames - 1. A keyframe equal to the one
    before it adds nothing. At least one keyframe.
    """
    angles = np.asarray(keyframes, np.float64)
    legs = np.diff(angles)
    way = float(np.abs(legs).sum())
    if way == 0 or frames == 1:
        return np.full(frames, angles[0], np.float32)
    step = way / (frames - 1)
    moves = [
        np.arange(start, start + leg, np.sign(leg) * step)
        for start, leg in zip(angles, legs, strict=False)
        if leg != 0
    ]
    path = np.concatenate(moves)[:frames]
    return np.pad(path, (0, frames - path.size), mode="edge").astype(np.float32)
