"""The level against which each voice of a recording is heard."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from talker.media.audio import open_speech
from talker.motion.levels import reference_level, voice_levels
from talker.motion.visemes import SAMPLE_RATE, features

Floats = NDArray[np.float32]


def _mel(*parts: Floats) -> Floats:
    return np.concatenate([mel for mel, _ in features(iter(parts))])


@pytest.fixture(scope="module")
def voice(demo_speech: Path) -> Floats:
    """The first six seconds of somebody who speaks."""
    return np.concatenate(list(open_speech(demo_speech).blocks(SAMPLE_RATE)))[: 6 * SAMPLE_RATE]


def _noise(seconds: float) -> Floats:
    chance = np.random.default_rng(1)
    return (0.003 * chance.standard_normal(round(seconds * SAMPLE_RATE))).astype(np.float32)


def _other(voice: Floats) -> Floats:
    """A far duller voice, half as loud."""
    return np.convolve(voice, np.full(16, 1 / 32), "same").astype(np.float32)


def test_silence_around_speech_does_not_change_what_is_said(voice: Floats) -> None:
    silence = np.full(len(voice), 1e-5, np.float32)
    found = reference_level(_mel(silence, voice, silence))
    np.testing.assert_allclose(found, reference_level(_mel(voice)), atol=1.0)


def test_a_voice_is_heard_the_same_beside_another(voice: Floats) -> None:
    alone, joined = _mel(voice), _mel(_other(voice), voice)
    start = len(joined) - len(alone)
    meant = voice_levels(alone).heard(alone, 0, len(alone))[300:]
    found = voice_levels(joined).heard(joined, start, len(joined))[300:]
    once = (joined[start:][300:] - reference_level(joined)) / 3
    assert np.abs(found - meant).mean() < 0.5 * np.abs(once - meant).mean()


def test_a_long_noise_is_no_voice(voice: Floats) -> None:
    alone, late = _mel(voice), _mel(_noise(30), voice)
    start = len(late) - len(alone)
    meant = voice_levels(alone).heard(alone, 0, len(alone))[50:]
    found = voice_levels(late).heard(late, start, len(late))[50:]
    once = (late[start:][50:] - reference_level(late)) / 3
    assert np.abs(found - meant).mean() < 0.5 * np.abs(once - meant).mean()


def test_silence_around_a_voice_has_the_level_of_the_whole_recording(voice: Floats) -> None:
    mel = _mel(np.full(16 * SAMPLE_RATE, 1e-5, np.float32), voice)
    silence = mel[:900] - 3 * voice_levels(mel).heard(mel, 0, 900)
    np.testing.assert_allclose(silence, np.tile(reference_level(mel), (900, 1)), atol=1e-3)


def test_levels_do_not_jump_and_parts_are_heard_as_in_the_whole(voice: Floats) -> None:
    mel = _mel(voice, _other(voice))
    levels = voice_levels(mel)
    whole = levels.heard(mel, 0, len(mel))
    assert np.allclose(levels.heard(mel, 150, 420), whole[150:420], atol=1e-6)
    assert len(levels.heard(mel, 1150, 5000)) == len(mel) - 1150
    level = mel - 3 * whole
    assert np.abs(np.diff(level, axis=0)).max() < 0.05


@pytest.mark.parametrize("frames", [1, 2, 99, 100, 101])
def test_the_shortest_recordings_have_a_level(frames: int) -> None:
    mel = np.random.default_rng(2).normal(-5, 2, (frames, 40)).astype(np.float16)
    found = voice_levels(mel).heard(mel, 0, frames)
    assert found.shape == (frames, 40)
    assert np.isfinite(found).all()
