"""The steps between sound and networks, against values of the original program."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from talker.engines.sadtalker import reference_motion
from talker.engines.sadtalker.blinks import blink_track
from talker.engines.sadtalker.camera import camera_degrees
from talker.engines.sadtalker.mel import (
    mel_basis,
    mel_spectrogram,
    mel_windows,
    silent_mel,
    window_starts,
)
from talker.engines.sadtalker.semantics import columns, driving_rows, driving_windows
from talker.engines.sadtalker.smoothing import smooth_pose
from talker.media.resample import resampled
from talker.options.picture import Mode

Floats = NDArray[np.float32]


@pytest.fixture(scope="module")
def golden(shared_parity: Path) -> Path:
    return shared_parity / "golden"


def test_01_mel_and_windows(golden: Path) -> None:
    case = np.load(golden / "01_mel.npz")
    mel = mel_spectrogram([case["in_wave16k"]])
    frames = int(case["out_num_frames"])
    assert frames * 640 == case["out_used_samples"]
    assert mel.shape[1] == 1 + frames * 640 // 200
    assert np.abs(mel - case["out_mel"]).max() < 1e-4
    assert np.array_equal(window_starts(0, frames), case["out_window_start"])
    assert np.abs(mel_windows(mel, 0, frames) - case["out_windows"]).max() < 1e-4


def test_01_mel_bands(golden: Path) -> None:
    rows = np.load(golden / "01_mel.npz")["out_mel_basis__rows"]
    for row in rows:
        assert np.abs(mel_basis() - row).max(1).min() < 1e-8


def test_01_other_rates_are_resampled_as_in_training(golden: Path) -> None:
    case = np.load(golden / "01_mel.npz")
    mono = case["in_wave44k1_stereo"].mean(1).astype(np.float32)
    wave = np.concatenate(list(resampled([mono[:5000], mono[5000:]], 44100, 16000)))
    assert wave.shape == case["out_wave_from_44k1"].shape
    assert np.abs(wave - case["out_wave_from_44k1"]).max() < 2e-5


_SEMANTICS = [
    ("crop_still0_bs1_es1.0", Mode.CROP, False, 1.0),
    ("crop_still0_bs2_es1.0", Mode.CROP, False, 1.0),
    ("crop_still1_bs2_es1.0", Mode.CROP, True, 1.0),
    ("full_still0_bs2_es1.3", Mode.FULL, False, 1.3),
    ("full_still1_bs2_es1.0", Mode.FULL, True, 1.0),
    ("extfull_still1_bs3_es1.0", Mode.EXTFULL, True, 1.0),
    ("resize_still0_bs4_es0.7", Mode.RESIZE, False, 0.7),
]


@pytest.mark.parametrize(("name", "mode", "still", "scale"), _SEMANTICS)
def test_11_driving_windows(golden: Path, name: str, mode: Mode, still: bool, scale: float) -> None:
    case = np.load(golden / "11_semantics.npz")
    source, motion = case["in_source"][0], case["in_generated"]
    rows = driving_rows(motion, source, mode, still=still, expression_scale=scale)
    expected = case[f"out_target_{name}"]
    # Each row of the original's batch holds a run of frames; the last frame fills the rest.
    in_order = expected.reshape(-1, *expected.shape[2:])
    windows = driving_windows(rows, 0, len(rows))
    assert np.abs(windows - in_order[: len(rows)]).max() < 1e-6
    for filling in in_order[len(rows) :]:
        assert np.abs(windows[-1] - filling).max() < 1e-6
    still_rows = source[None, : columns(mode)]
    assert np.array_equal(driving_windows(still_rows, 0, 1), case[f"out_source_{name}"])


@pytest.mark.parametrize(
    ("number", "keyframes", "frames"),
    [(0, [10], 9), (1, [-20, 30, 10], 9), (2, [0, 45], 9), (3, [30, -5, -5.5], 12)],
)
def test_11_camera(golden: Path, number: int, keyframes: list[float], frames: int) -> None:
    expected = np.load(golden / "11_semantics.npz")[f"out_camera_{number}"].reshape(-1)
    angles = camera_degrees(keyframes, frames)
    assert np.abs(angles - expected[:frames]).max() < 1e-5
    assert np.abs(angles[-1] - expected[frames:]).max(initial=0) < 1e-5


def test_12_blinks_replayed(golden: Path) -> None:
    case = np.load(golden / "12_blink.npz")
    for _, frames in case["in_cases_seed_frames"]:
        draws = case[f"out_draws_lo_hi_pick_{frames}"].tolist()

        def replay(low: int, high: int, draws: list[list[int]] = draws) -> int:
            expected_low, expected_high, picked = draws.pop(0)
            assert (low, high) == (expected_low, expected_high)
            return int(picked)

        track = blink_track(int(frames), replay)
        assert np.array_equal(track, case[f"out_ratio_{frames}"])
        assert not draws


@pytest.mark.parametrize("length", ["short", "long"])
def test_13_reference_motion(golden: Path, length: str) -> None:
    case = np.load(golden / "13_reference_motion.npz")
    motion, reference = case["in_pred"], case[f"in_ref_{length}"]
    posed = reference_motion.with_reference_pose(motion, reference)
    assert np.array_equal(posed, case[f"out_pose_{length}"])
    blinks = reference_motion.reference_expression(reference, len(motion))
    assert np.array_equal(blinks, case[f"out_blink_ref_{length}"][0, :, :64])
    assert not case[f"out_blink_ratio_{length}"].any()


def test_13_idle_mode(golden: Path) -> None:
    case = np.load(golden / "13_reference_motion.npz")
    frames = int(case["out_idle_num_frames"])
    heard = mel_windows(silent_mel(frames), 0, frames)
    assert heard.shape == tuple(case["out_idle_mel_shape"][[1, 3, 4]])
    assert np.abs(heard).max() == case["out_idle_mel_absmax"]


@pytest.mark.parametrize("frames", [3, 4, 5, 8, 12, 13, 14, 40])
def test_14_smoothing(golden: Path, frames: int) -> None:
    case = np.load(golden / "14_pose_smoothing.npz")
    smooth = smooth_pose(case[f"in_pose_{frames}"][0])
    assert np.abs(smooth - case[f"out_pose_{frames}"]).max() < 1e-6
