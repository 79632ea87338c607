"""Masks hold what their outlines hold, to a part of a pixel."""

from __future__ import annotations

import numpy as np
import pytest

from talker.engines.builtin.outline import soft_mask
from talker.scene import Box


@pytest.mark.parametrize("sigma", [0.0, 0.6])
def test_a_slit_is_no_wider_than_its_outline(sigma: float) -> None:
    slit = np.array([[45, 40.2], [100, 34.3], [100, 35.3], [45, 41.2]], np.float32)
    mask = soft_mask(slit, Box(40, 30, 104, 50), sigma)
    assert mask.sum() == pytest.approx(55, rel=0.3)
    rows = np.arange(20)[:, None]
    middle = (mask * rows).sum(0)[10:55] / mask.sum(0)[10:55]
    along = np.arange(10, 55)
    assert np.abs(middle - (10.7 - (along - 5) * 5.9 / 55)).max() < 0.15, "no steps"
