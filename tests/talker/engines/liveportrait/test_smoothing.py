"""Smoothing of what is measured frame by frame."""

from __future__ import annotations

import numpy as np
import pytest

from talker.engines.liveportrait.smoothing import smoothed
from tests.talker.engines.liveportrait.stored import stored_values


def test_sequences_are_smoothed_as_published() -> None:
    case = stored_values().case("12_smoothing")
    names = [name for name in case if name.startswith("out_")]
    assert len(names) == 20
    for name in names:
        kind, frames, variance = name.removeprefix("out_").rsplit("_", 2)
        found = smoothed(case[f"in_{kind}_{frames}"], float(variance))
        assert found == pytest.approx(case[name], abs=1e-6), name


def test_a_single_frame_stays_as_it_is() -> None:
    one = np.full((1, 3), 0.25, np.float32)
    assert np.array_equal(smoothed(one, 1e-4), one)


def test_jitter_goes_and_movement_stays() -> None:
    time = np.arange(200) / 25
    true = 0.1 * np.sin(2 * np.pi * 0.15 * time)
    noisy = true + np.random.default_rng(3).normal(0, 0.01, 200)
    calm = smoothed(noisy, 1e-4)
    assert np.abs(np.diff(calm)).mean() < 0.5 * np.abs(np.diff(noisy)).mean()
    assert np.sqrt(np.mean((calm - true) ** 2)) < 0.006
