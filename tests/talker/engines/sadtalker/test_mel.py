"""The audio front end: what a frame hears."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import librosa
import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from talker.engines.sadtalker.mel import (
    BANDS,
    FRAME_SAMPLES,
    RATE,
    mel_basis,
    mel_spectrogram,
    mel_windows,
    speech_wave,
)
from talker.media.audio import open_speech

Floats = NDArray[np.float32]


def _tone(hz: float, samples: int, rate: int = RATE) -> Floats:
    return (0.5 * np.sin(2 * np.pi * hz * np.arange(samples) / rate)).astype(np.float32)


def _noise(samples: int) -> Floats:
    return np.random.default_rng(2).normal(0, 0.1, samples).astype(np.float32)


@pytest.mark.parametrize("hz", [200.0, 700.0, 2500.0, 6000.0])
def test_a_tone_is_loudest_in_its_band(hz: float) -> None:
    mel = mel_spectrogram([_tone(hz, RATE)])
    loudest = int(mel[:, 40].argmax())
    assert mel_basis()[loudest, round(hz / 20)] == mel_basis()[:, round(hz / 20)].max()


@pytest.mark.slow
def test_the_spectrogram_is_that_of_librosa() -> None:
    """Ours works in blocks, and starts at once: librosa compiles its own for seconds."""
    sound = _noise(50 * FRAME_SAMPLES)
    sharp = librosa.effects.preemphasis(sound.astype(np.float64), coef=0.97, zi=[0.0])
    spectrum = librosa.stft(
        sharp, n_fft=800, hop_length=200, pad_mode="constant", dtype=np.complex128
    )
    bands = librosa.amplitude_to_db(mel_basis() @ np.abs(spectrum), ref=10, amin=1e-5, top_db=None)
    expected = (bands / 100 * 8 + 4).clip(-4, 4)
    assert np.abs(mel_spectrogram([sound]) - expected).max() < 1e-6


def test_silence_is_the_lowest_value() -> None:
    assert (mel_spectrogram([np.zeros(RATE, np.float32)]) == -4).all()


def test_bands_have_the_same_area() -> None:
    area = mel_basis()[40:].sum(1) * 20
    assert np.allclose(area, 1, atol=0.02)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 3000), min_size=1, max_size=10))
def test_where_blocks_are_cut_does_not_matter(sizes: list[int]) -> None:
    sound = _noise(sum(sizes))
    pieces = mel_spectrogram(np.split(sound, np.cumsum(sizes)[:-1]))
    assert np.allclose(pieces, mel_spectrogram([sound]), atol=1e-6)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 20000))
def test_sound_counts_in_whole_frames(samples: int) -> None:
    mel = mel_spectrogram([_noise(samples)])
    frames = samples // FRAME_SAMPLES
    assert mel.shape == (BANDS, 1 + frames * FRAME_SAMPLES // 200)
    assert mel_windows(mel, 0, frames).shape == (frames, BANDS, 16)


@pytest.mark.parametrize("frames", [1, 5, 24, 25, 26, 40])
def test_a_wanted_number_of_frames_is_cut_or_filled_with_silence(frames: int) -> None:
    sound = _noise(25 * FRAME_SAMPLES + 100)
    expected = np.zeros(frames * FRAME_SAMPLES, np.float32)
    expected[: min(sound.size, expected.size)] = sound[: expected.size]
    assert np.array_equal(mel_spectrogram([sound], frames), mel_spectrogram([expected]))


def test_hours_of_sound_need_no_memory_but_for_the_result() -> None:
    def extra(seconds: int) -> int:
        tracemalloc.start()
        try:
            mel = mel_spectrogram((_tone(300, RATE) for _ in range(seconds)), 25 * seconds)
            return tracemalloc.get_traced_memory()[1] - mel.nbytes
        finally:
            tracemalloc.stop()

    extra(1)  # the first use keeps what it imports
    assert extra(60) < 1.1 * extra(10)


def test_windows_look_around_their_frame_and_repeat_the_ends() -> None:
    mel = np.broadcast_to(np.arange(65, dtype=np.float32), (BANDS, 65))
    windows = mel_windows(mel, 0, 20)
    assert windows[0, 0].tolist() == [0] * 6 + list(range(10))
    assert windows[2, 0].tolist() == list(range(16))
    assert windows[19, 0].tolist() == [*range(54, 65), *[64] * 5]


def test_a_part_of_the_windows_equals_the_whole() -> None:
    mel = mel_spectrogram([_noise(20 * FRAME_SAMPLES)])
    assert np.array_equal(mel_windows(mel, 7, 12), mel_windows(mel, 0, 20)[7:12])


def test_a_stereo_file_at_another_rate_is_heard_like_its_16_khz_mono(tmp_path: Path) -> None:
    left, right = _tone(500, 44100, 44100), _tone(900, 44100, 44100)
    path = tmp_path / "Sprache äöü.wav"
    soundfile.write(path, np.stack([left, right], axis=1), 44100, subtype="FLOAT")
    got = np.concatenate(list(speech_wave(open_speech(path))))
    expected = (_tone(500, RATE) + _tone(900, RATE)) / 2
    assert np.abs(got - expected)[200:-200].max() < 1e-3
