"""Motion made at one frame rate (25 for the networks), shown at another."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from talker.engines.sadtalker.mel import FPS
from talker.motion.spots import at_spots

Floats = NDArray[np.float32]


def at_rate(values: Floats, fps: float, frames: int, *, made_at: float = FPS) -> Floats:
    """Curves [T, K] made at `made_at` frames a second as `frames` rows at `fps`: [frames, K].

    Monotone cubic curves (Fritsch and Carlson, 1980) through the middles of the frames: nothing
    overshoots, and at the rate they were made at every value stays exactly what it was. Before
    the middle of the first frame and after that of the last the curves stand still.
    """
    return at_spots(values, (np.arange(frames) + 0.5) * (made_at / fps) - 0.5)
