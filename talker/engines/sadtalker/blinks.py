"""When the eyes blink: one number for each frame, 0 open, 1 shut."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from talker.engines.sadtalker.mel import FPS

# Draws a whole number from `low` (included) to `high` (excluded).
Pick = Callable[[int, int], int]

_SHAPE = np.array([0.5, 0.9, 1.0, 0.9, 0.5], np.float32)
_SHORTEST, _LONGEST = 10, 70  # frames with open eyes between blinks; the longest is excluded
_TOO_SHORT = 20  # frames in which nobody blinks
_MEAN_REST = (_SHORTEST + _LONGEST - 1) / 2

# Blinks a minute that the original program gives in a long video.
ORIGINAL_RATE = 60 * FPS / (_MEAN_REST + _SHAPE.size)
# Blinks one after another with hardly a rest, and one in a hundred minutes.
_FASTEST, _SLOWEST = 60 * FPS / (_SHAPE.size + 1), 0.01


def seeded_pick(seed: int) -> Pick:
    """Draws of a generator of its own: no other chance moves when this one is used."""
    generator = np.random.default_rng([seed, 0xB11])
    return lambda low, high: int(generator.integers(low, high))


def blink_track(frames: int, pick: Pick, rate: float = ORIGINAL_RATE) -> NDArray[np.float32]:
    """Blinks at random for a video of `frames` at 25 a second: float32 [frames], 0..1.

    `rate`: blinks a minute, 0 for none. At ORIGINAL_RATE the draws and the result are those of
    the original program; at other rates its rests get longer or shorter in proportion.
    """
    track = np.zeros(frames, np.float32)
    if frames <= _TOO_SHORT or rate <= 0:
        return track
    stretch = _stretch(rate)
    high = max(1, min(round(frames // 2 * stretch), round(_LONGEST * stretch)))
    low = min(round(_SHORTEST * stretch), high - 1)
    at = 0
    while True:
        start = at + pick(low, high)
        at = start + _SHAPE.size
        if at > frames - 1:
            return track
        track[start:at] = _SHAPE


def _stretch(rate: float) -> float:
    """How much longer than the original's the rests are."""
    rest = 60 * FPS / min(max(rate, _SLOWEST), _FASTEST) - _SHAPE.size
    return (rest + 0.5) / (_MEAN_REST + 0.5)
