"""What is no speech keeps the mouth closed; speech is as it was."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from talker.media.audio import Speech, open_speech
from talker.motion import curves, visemes
from talker.motion.only_speech import only_speech, spoken_steps
from talker.options.render import RenderOptions
from talker.progress import CancelToken
from talker.segments import frame_count

RATE = 16_000
BEFORE = 4  # seconds without speech


@pytest.fixture(scope="module")
def voice(demo_speech: Path) -> np.ndarray:
    return np.concatenate(list(open_speech(demo_speech).blocks(RATE)))


def music(count: int) -> np.ndarray:
    at = np.arange(count) / RATE
    chord = sum(np.sin(2 * np.pi * hertz * at) for hertz in (220, 275, 330, 440))
    hats = np.random.default_rng(4).normal(0, 1, count) * np.exp(-(at % 0.25) * 30)
    return 0.06 * chord * (0.5 + np.exp(-(at % 0.5) * 7)) + 0.05 * hats


def jaw(speech: Speech) -> np.ndarray:
    frames = frame_count(speech.duration, 25)
    made = curves.motion(visemes.track(speech, CancelToken()), RenderOptions(seed=1), frames)
    return made.values[:, made.channels.index("jaw")]


def recording(sound: np.ndarray, path: Path) -> Speech:
    soundfile.write(path, sound, RATE)
    return open_speech(path)


def test_music_moves_the_mouth_a_third_as_much_at_most(voice: np.ndarray, tmp_path: Path) -> None:
    sound = np.concatenate([np.zeros(BEFORE * RATE), voice, np.zeros(BEFORE * RATE)])
    speech = recording(sound + music(len(sound)), tmp_path / "mixed.wav")
    before, after = jaw(speech), jaw(only_speech(speech, CancelToken()))
    quiet = np.r_[0 : (BEFORE - 1) * 25, len(before) - (BEFORE - 1) * 25 : len(before)]

    def moved(curve: np.ndarray) -> float:
        return float(np.abs(np.diff(curve))[quiet[quiet < len(curve) - 1]].mean())

    assert moved(before) > 0.05
    assert moved(after) <= moved(before) / 3
    middle = slice((BEFORE + 1) * 25, -(BEFORE + 1) * 25)
    assert after[middle].std() > 1


def test_clean_speech_is_as_it_was(voice: np.ndarray, tmp_path: Path) -> None:
    speech = recording(voice, tmp_path / "clean.wav")
    before, after = jaw(speech), jaw(only_speech(speech, CancelToken()))
    np.testing.assert_allclose(before, after, atol=0.05)


@pytest.mark.parametrize("rate", [8_000, 16_000])
def test_it_is_silent_and_as_long_at_every_rate(
    voice: np.ndarray, tmp_path: Path, rate: int
) -> None:
    sound = np.concatenate([music(BEFORE * RATE), voice])
    speech = recording(sound, tmp_path / "mixed.wav")
    whole = np.concatenate(list(speech.blocks(rate)))
    heard = np.concatenate(list(only_speech(speech, CancelToken()).blocks(rate)))
    assert len(heard) == len(whole)
    assert np.abs(heard[: (BEFORE - 1) * rate]).max() < 0.02 * np.abs(heard).max()
    speaking = slice((BEFORE + 1) * rate, (BEFORE + 2) * rate)
    np.testing.assert_array_equal(heard[speaking], whole[speaking])


def test_doubt_counts_as_speech_only_where_it_is_joined_to_it() -> None:
    probs = np.zeros(100, np.float32)
    probs[30:34] = 0.3  # alone
    probs[60:70], probs[70:75], probs[80:85] = 0.3, 0.9, 0.9
    spoken = np.flatnonzero(spoken_steps(probs))
    assert spoken[0] == 55
    assert spoken[-1] == 89
    assert len(spoken) == 35
    assert not spoken_steps(np.zeros(0, np.float32)).any()
