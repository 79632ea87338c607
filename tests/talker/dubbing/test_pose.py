"""What steadies a face over time."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import savgol_filter

from talker.dubbing import pose


@pytest.mark.parametrize(("frames", "window"), [(3, 7), (5, 5), (6, 7), (30, 7)])
def test_smoothing_is_that_of_savitzky_and_golay(frames: int, window: int) -> None:
    values = np.random.default_rng(frames).normal(size=(frames, 4, 3))
    size = min(window, frames - 1 + frames % 2)
    theirs = savgol_filter(values, size, 2, axis=0, mode="interp")
    np.testing.assert_allclose(pose._smooth(values, window), theirs, atol=1e-12)
