"""The viseme network's front end and its streaming."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import librosa
import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from safetensors.numpy import load_file

from talker.motion import visemes
from talker.motion.levels import voice_levels
from talker.motion.visemes import (
    RATE,
    SAMPLE_RATE,
    VISEMES,
    features,
    track,
)
from talker.progress import CancelToken
from training.train import VisemeNet, write

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Heard:
    """Samples in blocks of a given size."""

    samples: Floats
    block: int

    def blocks(self, rate: int) -> Iterator[Floats]:
        assert rate == SAMPLE_RATE
        for start in range(0, len(self.samples), self.block):
            yield self.samples[start : start + self.block]


def _noise(seconds: float, seed: int = 0) -> Floats:
    chance = np.random.default_rng(seed)
    return (0.1 * chance.standard_normal(round(seconds * SAMPLE_RATE))).astype(np.float32)


def _mel(samples: Floats, block: int) -> tuple[Floats, Floats]:
    parts = list(features(Heard(samples, block).blocks(SAMPLE_RATE)))
    return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])


@settings(deadline=None, max_examples=25)
@given(st.integers(1, 9000), st.integers(200, 20000))
def test_features_do_not_depend_on_how_the_sound_is_cut(block: int, length: int) -> None:
    samples = _noise(2)[:length]
    whole, power = _mel(samples, length)
    cut, cut_power = _mel(samples, block)
    assert len(whole) == length // 160
    assert np.allclose(whole, cut, atol=1e-4)
    assert np.allclose(power, cut_power, rtol=1e-4)


def test_a_tone_lights_the_band_that_holds_it() -> None:
    time = np.arange(SAMPLE_RATE) / SAMPLE_RATE
    low, _ = _mel(np.sin(2 * np.pi * 300 * time).astype(np.float32), 4000)
    high, _ = _mel(np.sin(2 * np.pi * 5000 * time).astype(np.float32), 4000)
    assert low[50].argmax() < 10
    assert high[50].argmax() > 25


def test_probabilities_do_not_depend_on_the_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = Heard(_noise(6.0), 16000)
    whole = track(heard, CancelToken()).probs
    monkeypatch.setattr(visemes, "_CHUNK", 37)
    assert np.allclose(whole, track(heard, CancelToken()).probs, atol=1e-5)


def test_every_step_is_a_distribution_at_50_a_second() -> None:
    found = track(Heard(_noise(3.0), 16000), CancelToken())
    assert found.rate == RATE == 50
    assert found.probs.shape == (150, len(VISEMES))
    assert found.energy_db.shape == (150,)
    assert np.allclose(found.probs.sum(1), 1, atol=1e-5)


@pytest.mark.parametrize("samples", [0, 1, 159, 320, 700])
def test_the_shortest_sounds_give_at_least_one_step(samples: int) -> None:
    found = track(Heard(_noise(1.0)[:samples], 4000), CancelToken())
    assert len(found.probs) == len(found.energy_db) >= 1


def test_louder_speech_says_the_same() -> None:
    quiet = track(Heard(_noise(4.0), 16000), CancelToken())
    loud = track(Heard(_noise(4.0) * np.float32(4), 16000), CancelToken())
    assert np.allclose(loud.energy_db - quiet.energy_db, 12.04, atol=0.05)
    assert np.abs(loud.probs - quiet.probs).mean() < 0.01


def test_features_are_those_of_librosa() -> None:
    """But for the triangles: librosa's have straight sides in hertz, ours in mel."""
    sound = _noise(1)
    sharp = librosa.effects.preemphasis(sound, coef=0.95, zi=[0.0])
    first = 120 + 56  # samples before the first window, and before the window in its 512 points
    spectrum = librosa.stft(
        np.pad(sharp, (first, 800)), n_fft=512, win_length=400, hop_length=160, center=False
    )
    edges = librosa.mel_frequencies(42, fmin=60, fmax=7600, htk=True)
    points = librosa.hz_to_mel(edges, htk=True)[:, None]
    bins = librosa.hz_to_mel(librosa.fft_frequencies(sr=SAMPLE_RATE, n_fft=512), htk=True)
    steps = np.diff(points, axis=0)
    rising, falling = (bins - points[:-2]) / steps[:-1], (points[2:] - bins) / steps[1:]
    filters = np.minimum(rising, falling).clip(0)
    expected = np.log(filters @ np.abs(spectrum) ** 2 + 1e-7).T
    mel, _ = _mel(sound, len(sound))
    assert np.abs(mel - expected[: len(mel)]).max() < 1e-4


def test_the_program_hears_what_the_trained_network_hears(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    torch.manual_seed(3)
    net = VisemeNet()
    for norm in (net.first_norm, *net.norms):
        torch.nn.init.uniform_(norm.running_mean, -0.5, 0.5)
        torch.nn.init.uniform_(norm.running_var, 0.5, 2.0)
    write(net, "nobody", tmp_path / "net.safetensors")
    weights = load_file(tmp_path / "net.safetensors")
    monkeypatch.setattr(visemes, "_weights", lambda: weights)
    mel, _ = _mel(_noise(5.0), 16000)
    found = visemes._classify(mel.astype(np.float16), CancelToken())
    heard = voice_levels(mel.astype(np.float16)).heard(mel.astype(np.float16), 0, len(mel))
    with torch.no_grad():
        expected = net.eval()(torch.from_numpy(heard[:, None]))[:, 0].softmax(1).numpy()
    assert np.allclose(found, expected, atol=0.01)
    again = VisemeNet()
    again.unfold({name: value.astype(np.float32) for name, value in weights.items()})
    assert np.allclose(again.folded()["block3.weight"], weights["block3.weight"], atol=1e-3)
    assert np.allclose(again.folded()["first.bias"], weights["first.bias"], atol=1e-3)
