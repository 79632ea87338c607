"""Two people in one picture, and two voices: what tests of two speakers are made of."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray
from PIL import Image

RATE = 16000
SECONDS = 9.0
# When each of them speaks: the first, then the second, then both.
FIRST, SECOND = ((0.3, 3.5), (7.6, 1.2)), ((4.2, 3.3), (7.7, 1.1))

_SPEECH = Path(__file__).resolve().parents[1] / "data" / "speech"
_PART = (80, 0, 380, 300)  # head and shoulders of the astronaut

Floats = NDArray[np.float32]


def two_people(target: Path, astronaut: Path) -> Path:
    """The astronaut, and beside her the same mirrored: 600 x 300 pixels, faces 95 wide."""
    one = Image.open(astronaut).convert("RGB").crop(_PART)
    both = Image.new("RGB", (2 * one.width, one.height))
    both.paste(one, (0, 0))
    both.paste(one.transpose(Image.Transpose.FLIP_LEFT_RIGHT), (one.width, 0))
    both.save(target)
    return target


def voices() -> tuple[Floats, Floats]:
    """Two voices that take turns: float32 [N] each, at RATE."""
    return (
        _said("it_pc_diphone.flac", FIRST),
        _said("fi_suo_fi_lj_diphone.flac", SECOND),
    )


def with_bleed(own: Floats, other: Floats, decibels: float) -> Floats:
    """A channel that also holds the other voice, later and softer, and the noise of a room."""
    late = np.concatenate([np.zeros(48, np.float32), other[:-48]])
    noise = np.random.default_rng(len(own)).normal(0, 2e-4, len(own))
    return (own + 10 ** (decibels / 20) * late + noise).astype(np.float32)


def written(target: Path, samples: Floats, rate: int = RATE) -> Path:
    """float32 [N] or [N, channels] as a recording."""
    soundfile.write(target, samples, rate, subtype="PCM_16")
    return target


def dialogue(target: Path, decibels: float = -18.0) -> Path:
    """A stereo recording with a voice in each channel."""
    one, two = voices()
    channels = with_bleed(one, two, decibels), with_bleed(two, one, decibels)
    return written(target, np.stack(channels, 1))


def speaks(samples: Floats) -> NDArray[np.bool_]:
    """Whether somebody speaks, 100 times a second."""
    frames = samples[: len(samples) // 160 * 160].reshape(-1, 160)
    return (frames**2).mean(1) > 1e-4


def _said(name: str, when: tuple[tuple[float, float], ...]) -> Floats:
    said, rate = soundfile.read(_SPEECH / name, dtype="float32")
    assert rate == RATE
    said *= 0.5 / np.abs(said).max()
    track = np.zeros(round(SECONDS * RATE), np.float32)
    for start, seconds in when:
        part = said[: round(seconds * RATE)]
        track[round(start * RATE) :][: len(part)] += part
    return track
