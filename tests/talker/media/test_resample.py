"""Streamed resampling: what it keeps, what it takes away, and that blocks do not show."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import librosa
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from talker.media.resample import resampled

Floats = NDArray[np.float32]


def _tone(hz: float, rate: int, seconds: float = 1.0) -> Floats:
    time = np.arange(round(rate * seconds)) / rate
    return (0.5 * np.sin(2 * np.pi * hz * time)).astype(np.float32)


def _all(sound: Floats, rate: int, target: int = 16000) -> Floats:
    return np.concatenate(list(resampled([sound], rate, target)))


@pytest.mark.parametrize("rate", [8000, 11025, 22050, 44100, 48000, 96000])
def test_a_tone_stays_the_same_tone(rate: int) -> None:
    got, expected = _all(_tone(1000, rate), rate), _tone(1000, 16000)
    assert got.shape == expected.shape
    assert np.abs(got - expected)[200:-200].max() < 1e-3


@pytest.mark.slow
@pytest.mark.parametrize("rate", [8000, 22050, 44100, 48000])
def test_what_both_rates_hold_comes_out_as_from_librosa(rate: int) -> None:
    """Where the filters differ, above, ours is the one that the networks were trained with."""
    spectrum = np.fft.rfft(np.random.default_rng(3).normal(0, 0.1, rate))
    spectrum[int(0.4 * min(rate, 16000)) :] = 0
    sound = np.fft.irfft(spectrum).astype(np.float32)
    expected = librosa.resample(sound, orig_sr=rate, target_sr=16000, res_type="soxr_hq")
    got = _all(sound, rate)
    assert got.shape == expected.shape
    assert np.abs(got - expected)[400:-400].max() < 1e-4


def test_what_the_new_rate_cannot_hold_is_taken_away() -> None:
    assert np.abs(_all(_tone(9000, 44100), 44100))[200:-200].max() < 1e-4


def test_the_same_rate_changes_nothing() -> None:
    sound = _tone(440, 16000)
    assert np.array_equal(_all(sound, 16000), sound)


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from([8000, 11025, 22050, 32000, 44100, 48000]),
    st.lists(st.integers(0, 900), max_size=8),
)
def test_where_blocks_are_cut_does_not_matter(rate: int, sizes: list[int]) -> None:
    sound = np.random.default_rng(1).standard_normal(sum(sizes)).astype(np.float32)
    cuts = np.cumsum(sizes)[:-1].astype(int)
    whole = _all(sound, rate)
    pieces = np.concatenate([*resampled(np.split(sound, cuts), rate, 16000), sound[:0]])
    assert whole.size == pieces.size == -(-sound.size * 16000 // rate)
    assert np.allclose(whole, pieces, atol=1e-6)


def test_memory_does_not_grow_with_the_sound() -> None:
    def minutes(count: int) -> Iterator[Floats]:
        block = _tone(440, 44100, 6.0)
        for _ in range(10 * count):
            yield block

    def peak(count: int) -> int:
        tracemalloc.start()
        for _ in resampled(minutes(count), 44100, 16000):
            pass
        try:
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(1)  # the first use keeps what it imports
    assert peak(4) < 1.05 * peak(1)
