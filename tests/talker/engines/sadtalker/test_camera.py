"""Keyframes of head angles spread over a video."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talker.engines.sadtalker.camera import camera_degrees

_KEYFRAMES = st.lists(st.floats(-60, 60), min_size=1, max_size=6)


@given(_KEYFRAMES, st.integers(1, 400))
def test_angles_start_at_the_first_keyframe_and_stay_between_them(
    keyframes: list[float], frames: int
) -> None:
    angles = camera_degrees(keyframes, frames)
    assert angles.shape == (frames,)
    assert angles[0] == pytest.approx(keyframes[0], abs=1e-4)
    assert min(keyframes) - 1e-3 <= angles.min() <= angles.max() <= max(keyframes) + 1e-3


@given(_KEYFRAMES, st.integers(2, 400))
def test_no_step_is_larger_than_the_common_pace(keyframes: list[float], frames: int) -> None:
    way = float(np.abs(np.diff(keyframes)).sum())
    steps = np.abs(np.diff(camera_degrees(keyframes, frames)))
    assert steps.max(initial=0) <= way / (frames - 1) + 1e-3


@given(_KEYFRAMES, st.integers(2, 400))
def test_the_last_keyframe_is_reached_within_a_step_for_each_leg(
    keyframes: list[float], frames: int
) -> None:
    way = float(np.abs(np.diff(keyframes)).sum())
    missed = abs(float(camera_degrees(keyframes, frames)[-1]) - keyframes[-1])
    assert missed <= len(keyframes) * way / (frames - 1) + 1e-3


@pytest.mark.parametrize("keyframes", [[12], [12, 12], [12, 12, 12]])
def test_one_angle_holds_for_the_whole_video(keyframes: list[float]) -> None:
    assert (camera_degrees(keyframes, 7) == 12).all()


def test_a_repeated_keyframe_adds_nothing() -> None:
    assert np.array_equal(camera_degrees([0, 20, 20, -5], 50), camera_degrees([0, 20, -5], 50))


def test_one_frame_shows_the_first_keyframe() -> None:
    assert camera_degrees([5, 30], 1).tolist() == [5]
