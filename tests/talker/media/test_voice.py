"""What sounds like speech: of people and of programs, not music, not noise."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.demo import demo_speech
from talker.media.audio import open_speech
from talker.media.voice import VoiceMeter

RATE = 16000
SPEECH = (demo_speech(), *sorted(Path("tests/data/speech").glob("*.flac")))


@pytest.mark.parametrize("path", SPEECH, ids=lambda path: path.stem)
def test_speech_is_voiced(path: Path) -> None:
    meter = VoiceMeter(RATE)
    for block in open_speech(path).blocks(RATE):
        meter.feed(block)
    assert meter.audible >= 3
    assert meter.voiced >= 0.3 * meter.audible


def chords(seconds: int) -> np.ndarray:
    """Chords that die away slowly, two a second."""
    time = np.arange(seconds * RATE) / RATE
    notes = sum(np.sin(2 * np.pi * pitch * time) for pitch in (220, 277, 330))
    return (0.2 * notes * np.exp(-1.5 * (time % 0.5))).astype(np.float32)


@pytest.mark.parametrize(
    "sound",
    [
        chords(6),
        np.random.default_rng(1).normal(0, 0.1, 6 * RATE).astype(np.float32),
        np.sin(np.arange(6 * RATE) * 0.2).astype(np.float32),
    ],
    ids=["music", "noise", "tone"],
)
def test_music_and_noise_are_not(sound: np.ndarray) -> None:
    meter = VoiceMeter(RATE)
    for block in np.array_split(sound, 7):  # blocks of any size
        meter.feed(block)
    assert (meter.audible, meter.voiced) == (11, 0)  # twice in each second but the last


def test_silence_is_not_even_audible() -> None:
    meter = VoiceMeter(RATE)
    meter.feed(np.zeros(5 * RATE, np.float32))
    assert (meter.audible, meter.voiced) == (0, 0)
