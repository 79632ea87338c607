"""Motion made at one frame rate (25 for the networks), shown at another."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

from talker.engines.sadtalker.mel import FPS

Floats = NDArray[np.float32]


def at_rate(values: Floats, fps: float, frames: int, *, made_at: float = FPS) -> Floats:
    """Curves [T, K] made at `made_at` frames a second as `frames` rows at `fps`: [frames, K].

    Monotone cubic curves (Fritsch and Carlson, 1980) through the middles of the frames: nothing
    overshoots, and at the rate they were made at every value stays exactly what it was. Before
    the middle of the first frame and after that of the last the curves stand still.
    """
    return at_spots(values, (np.arange(frames) + 0.5) * (made_at / fps) - 0.5)


def at_spots(values: Floats, spots: NDArray[np.floating]) -> Floats:
    """The same curves [T, K] where `spots` [N] lie among their rows: [N, K]; exact at rows."""
    spots = spots.clip(0, len(values) - 1)
    if (spots == np.floor(spots)).all():
        return values[spots.astype(int)]
    knots = np.arange(len(values))
    out = np.empty((len(spots), values.shape[1]), np.float32)
    for column in range(values.shape[1]):  # one at a time: hours of motion need little room
        out[:, column] = PchipInterpolator(knots, values[:, column])(spots)
    return out
