"""Blinks: how they look, how often they come, and that chance can be replayed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from talker.engines.sadtalker.blinks import ORIGINAL_RATE, blink_track, seeded_pick

_MINUTE = 1500


def _count(track: NDArray[np.float32]) -> int:
    return int((track == 1).sum())


@given(st.integers(0, 3000), st.floats(0, 1000), st.integers(0, 2**31))
@settings(deadline=None)
def test_a_track_is_whole_blinks_between_open_eyes(frames: int, rate: float, seed: int) -> None:
    track = blink_track(frames, seeded_pick(seed), rate)
    assert track.shape == (frames,)
    shut = np.flatnonzero(track == 1)
    expected = np.zeros(frames, np.float32)
    for middle in shut:
        assert middle + 2 <= frames - 1
        expected[middle - 2 : middle + 3] = [0.5, 0.9, 1, 0.9, 0.5]
    assert np.array_equal(track, expected)


@pytest.mark.parametrize("rate", [4.0, 15.0, 30.0, ORIGINAL_RATE, 60.0])
def test_the_rate_is_met(rate: float) -> None:
    minutes = 60
    blinks = _count(blink_track(minutes * _MINUTE, seeded_pick(1), rate))
    assert blinks / minutes == pytest.approx(rate, rel=0.1)


def test_rate_zero_keeps_the_eyes_open() -> None:
    assert not blink_track(_MINUTE, seeded_pick(1), 0).any()


@pytest.mark.parametrize("frames", range(18, 30))
def test_a_second_of_video_is_no_trouble(frames: int) -> None:
    track = blink_track(frames, seeded_pick(5))
    assert _count(track) == 0 if frames <= 20 else _count(track) <= 2


def test_the_same_seed_blinks_alike_and_another_one_otherwise() -> None:
    one, again, other = (blink_track(_MINUTE, seeded_pick(seed)) for seed in (3, 3, 4))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


def test_a_short_video_at_a_low_rate_rarely_blinks() -> None:
    blinking = sum(_count(blink_track(50, seeded_pick(seed), 3.0)) > 0 for seed in range(200))
    assert blinking < 60
