"""Rows of coefficients: smoothing, reference videos, other frame rates, and driving windows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from talker.engines.sadtalker.frame_rate import at_rate
from talker.engines.sadtalker.reference_motion import (
    reference_expression,
    reference_rows,
    with_reference_pose,
)
from talker.engines.sadtalker.semantics import columns, driving_rows, driving_windows
from talker.engines.sadtalker.smoothing import smooth_pose
from talker.options.picture import Mode

Floats = NDArray[np.float32]


def _rows(frames: int, columns: int = 70, seed: int = 0) -> Floats:
    return np.random.default_rng(seed).normal(0, 1, (frames, columns)).astype(np.float32)


@pytest.mark.parametrize("frames", [1, 2])
def test_fewer_frames_than_a_parabola_needs_stay_as_they_are(frames: int) -> None:
    pose = _rows(frames, 6)
    assert np.array_equal(smooth_pose(pose), pose)


@pytest.mark.parametrize("frames", [3, 9, 13, 50])
def test_smoothing_keeps_parabolas_and_calms_noise(frames: int) -> None:
    time = np.linspace(-1, 1, frames, dtype=np.float32)[:, None]
    parabola = (1 + 2 * time - 3 * time**2).repeat(6, axis=1)
    assert np.allclose(smooth_pose(parabola), parabola, atol=1e-5)
    if frames >= 13:
        noise = _rows(frames, 6)
        assert np.diff(smooth_pose(noise), axis=0).std() < 0.5 * np.diff(noise, axis=0).std()


def test_a_reference_pose_adds_its_move_from_its_first_frame_again_and_again() -> None:
    rows, reference = _rows(10), _rows(4, 73, seed=1)
    got = with_reference_pose(rows, reference)
    assert np.array_equal(got[:, :64], rows[:, :64])
    for frame in range(10):
        move = reference[frame % 4, 64:70] - reference[0, 64:70]
        assert np.allclose(got[frame, 64:], rows[frame, 64:] + move, atol=1e-6)


def test_reference_rows_are_cut_or_begun_again() -> None:
    reference = _rows(4, 73)
    assert np.array_equal(reference_rows(reference, 3), reference[:3, :70])
    assert np.array_equal(reference_expression(reference, 6)[4:], reference[:2, :64])


def test_the_frame_rate_of_the_networks_changes_nothing() -> None:
    rows = _rows(30)
    assert np.array_equal(at_rate(rows, 25, 30), rows)
    assert np.array_equal(at_rate(rows, 25, 32)[30:], rows[[29, 29]])


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 60), st.integers(10, 60), st.integers(0, 99))
def test_another_rate_never_overshoots(frames: int, fps: int, seed: int) -> None:
    rows = _rows(frames, 3, seed)
    got = at_rate(rows, fps, max(1, round(frames * fps / 25)))
    assert np.isfinite(got).all()
    assert (got.min(0) >= rows.min(0) - 1e-5).all()
    assert (got.max(0) <= rows.max(0) + 1e-5).all()


@pytest.mark.parametrize("fps", [24, 30, 50, 60])
def test_what_happens_keeps_its_time_at_another_rate(fps: int) -> None:
    ramp = ((np.arange(100) + 0.5) / 25).astype(np.float32)[:, None]
    got = at_rate(ramp, fps, 4 * fps)[:, 0]
    assert np.allclose(got[3:-3], ((np.arange(4 * fps) + 0.5) / fps)[3:-3], atol=1e-5)


def test_a_reference_video_at_its_own_rate_comes_to_that_of_the_networks() -> None:
    ramp = ((np.arange(60) + 0.5) / 30).astype(np.float32)[:, None]
    got = at_rate(ramp, 25, 50, made_at=30)[:, 0]
    assert np.allclose(got[1:-1], ((np.arange(50) + 0.5) / 25)[1:-1], atol=1e-5)
    assert np.array_equal(at_rate(ramp, 30, 60, made_at=30), ramp)


_SOURCE = _rows(1, 73, seed=7)[0]


@pytest.mark.parametrize("mode", list(Mode))
def test_still_holds_the_pose_of_the_source_and_keeps_the_expression(mode: Mode) -> None:
    motion = _rows(9)
    rows = driving_rows(motion, _SOURCE, mode, still=True)
    assert (rows[:, 64:] == _SOURCE[64 : rows.shape[1]]).all()
    assert np.array_equal(rows[:, :64], motion[:, :64])


def test_full_modes_carry_the_alignment_of_the_source() -> None:
    for mode in (Mode.FULL, Mode.EXTFULL):
        rows = driving_rows(_rows(9), _SOURCE, mode)
        assert (rows[:, 70:] == _SOURCE[70:]).all()
    assert driving_rows(_rows(9), _SOURCE, Mode.CROP).shape == (9, 70)


@pytest.mark.parametrize("scale", [0.0, 0.5, 1.0, 2.0])
def test_head_motion_scales_the_way_from_the_source_alone(scale: float) -> None:
    motion = _rows(9)
    rows = driving_rows(motion, _SOURCE, Mode.CROP, head_motion=scale)
    way = motion[:, 64:70] - _SOURCE[64:70]
    assert np.allclose(rows[:, 64:70] - _SOURCE[64:70], scale * way, atol=1e-5)
    assert np.array_equal(rows[:, :64], motion[:, :64])


def test_expression_scales_the_expression_alone_and_leaves_its_input() -> None:
    motion = _rows(9)
    before = motion.copy()
    rows = driving_rows(motion, _SOURCE, Mode.CROP, expression_scale=2.0)
    assert np.array_equal(rows[:, :64], 2 * motion[:, :64])
    assert np.array_equal(rows[:, 64:], motion[:, 64:])
    assert np.array_equal(motion, before)


@given(st.integers(1, 60), st.data())
def test_a_window_is_its_frame_with_13_on_each_side(frames: int, data: st.DataObject) -> None:
    rows = np.arange(frames, dtype=np.float32)[:, None].repeat(70, axis=1)
    frame = data.draw(st.integers(0, frames - 1))
    window = driving_windows(rows, frame, frame + 1)
    assert window.shape == (1, 70, 27)
    expected = np.clip(np.arange(frame - 13, frame + 14), 0, frames - 1)
    assert (window[0] == expected).all()


def test_the_window_of_the_source_repeats_its_one_row() -> None:
    window = driving_windows(_SOURCE[None, : columns(Mode.FULL)], 0, 1)
    assert window.shape == (1, 73, 27)
    assert (window == _SOURCE[None, :, None]).all()
