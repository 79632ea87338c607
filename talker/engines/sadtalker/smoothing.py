"""The head pose without the shiver that blocks of 32 predicted frames leave in it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.signal import savgol_filter

_WINDOW = 13
_DEGREE = 2


def smooth_pose(pose: NDArray[np.float32]) -> NDArray[np.float32]:
    """Savitzky-Golay over 13 frames with parabolas, along time: float32 [T, 6].

    Fewer frames take the largest odd window that fits; fewer than three stay as they are.
    """
    frames = len(pose)
    window = min(_WINDOW, 2 * ((frames - 1) // 2) + 1)
    if window <= _DEGREE:
        return pose.copy()
    return savgol_filter(pose, window, _DEGREE, axis=0).astype(np.float32)
