"""Curves between the frames that they were measured in."""

from __future__ import annotations

import numpy as np
import scipy
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def at_spots(values: Floats, spots: NDArray[np.floating]) -> Floats:
    """Curves [T, K] where `spots` [N] lie among their rows: [N, K]; exact at rows.

    Monotone cubic curves (Fritsch and Carlson, 1980): nothing overshoots.
    """
    spots = spots.clip(0, len(values) - 1)
    if (spots == np.floor(spots)).all():
        return values[spots.astype(int)]
    knots = np.arange(len(values))
    out = np.empty((len(spots), values.shape[1]), np.float32)
    for column in range(values.shape[1]):  # one at a time: hours of motion need little room
        out[:, column] = scipy.interpolate.PchipInterpolator(knots, values[:, column])(spots)
    return out
