"""The melody of a voice."""

from __future__ import annotations

import numpy as np
import pytest

from talker.motion.pitch import PitchMeter
from talker.motion.visemes import RATE, SAMPLE_RATE


def _melody(samples: np.ndarray, block: int = 1000) -> np.ndarray:
    meter = PitchMeter(SAMPLE_RATE, RATE)
    for start in range(0, len(samples), block):
        meter.feed(samples[start : start + block].astype(np.float32))
    return meter.semitones(int(len(samples) / SAMPLE_RATE * RATE))


def _voice(hertz: np.ndarray) -> np.ndarray:
    """Pulses as vocal folds give them, with their overtones."""
    phase = np.cumsum(hertz) / SAMPLE_RATE
    return np.asarray(sum(np.sin(2 * np.pi * k * phase) / k for k in range(1, 9)))


@pytest.mark.parametrize("base", [95.0, 210.0])
def test_a_rise_of_four_semitones_is_heard(base: float) -> None:
    second = np.ones(2 * SAMPLE_RATE)
    tones = _melody(_voice(np.concatenate([base * second, base * 2 ** (4 / 12) * second])))
    assert np.median(tones[120:190]) - np.median(tones[10:90]) == pytest.approx(4, abs=0.3)


def test_noise_and_silence_have_no_melody() -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, 2 * SAMPLE_RATE)
    assert not _melody(np.zeros(SAMPLE_RATE)).any()
    assert np.abs(_melody(noise)).mean() < 3


def test_how_the_sound_is_cut_makes_no_difference() -> None:
    samples = _voice(150 + 40 * np.sin(np.arange(SAMPLE_RATE) / 3000))
    assert np.array_equal(_melody(samples, 333), _melody(samples, 16000))
