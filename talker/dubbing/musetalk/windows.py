"""Which of the ear's steps a frame of the video hears, exactly at the video's own rate.

The ear gives 50 steps a second, each with several states. A frame hears the ten steps around its
own: at 25 frames a second 80 ms before and after its 40 ms. The rate is a fraction, so that
nothing drifts at 29.97 or 23.976, and what a frame hears begins the same time before it at every
rate.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

STEPS_PER_SECOND = 50
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Window:
    """How many video frames of 25 a second are heard before and after a frame's own."""

    before: int = 2
    after: int = 2

    @property
    def steps(self) -> int:
        """Steps of a window."""
        return 2 * (self.before + 1 + self.after)

    def of_frames(self, start: int, stop: int, rate: Fraction) -> NDArray[np.int64]:
        """The steps of frames `start` to `stop` (exclusive): [frames, steps], some of them before
        the first step of the speech or behind its last one."""
        firsts = [
            frame * STEPS_PER_SECOND * rate.denominator // rate.numerator
            for frame in range(start, stop)
        ]
        return np.array(firsts, np.int64)[:, None] - 2 * self.before + np.arange(self.steps)


def tokens(states: Floats, steps: NDArray[np.int64], first: int, count: int) -> Floats:
    """What frames hear: float32 [B, steps * states, width], by steps, then by states.

    `states` [N, states, width] are those of the steps from `first` on, of `count` that the speech
    has; `steps` [B, steps]. Before and behind the speech there are zeros, as in the training.
    """
    heard = (steps >= 0) & (steps < count)
    chosen = states[np.clip(steps - first, 0, max(len(states) - 1, 0))]
    rows = np.where(heard[..., None, None], chosen, np.float32(0))
    return rows.reshape(len(steps), -1, states.shape[-1])


def positions(count: int, width: int) -> Floats:
    """Sines and cosines that tell tokens apart: [count, width].

    "Attention Is All You Need" (Vaswani et al., 2017), section 3.5.
    """
    pace = np.exp(np.arange(0, width, 2, dtype=np.float32) * np.float32(-np.log(10000.0) / width))
    angle = np.arange(count, dtype=np.float32)[:, None] * pace
    return np.stack([np.sin(angle), np.cos(angle)], 2).reshape(count, width)
