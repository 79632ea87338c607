"""Silence of a given length, for a presenter who waits instead of speaking."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile

from talker.files import atomic_write
from talker.media.audio import Speech
from talker.media.sound_source import SoundSource

_RATE = 16000
_BLOCK_SECONDS = 60


def idle_speech(seconds: float, folder: Path) -> Speech:
    """A recording of `seconds` without sound, kept in `folder` for the next time."""
    samples = max(1, round(seconds * _RATE))
    path = folder / f"idle-{samples}.flac"
    if not path.exists():
        with atomic_write(path, parents=True) as part:
            _write(part, samples)
    return Speech(SoundSource(path), samples / _RATE, _RATE, 1, "flac", silent=True)


def _write(path: Path, samples: int) -> None:
    block = np.zeros(_RATE * _BLOCK_SECONDS, np.int16)
    with soundfile.SoundFile(path, "w", _RATE, 1, "PCM_16", format="FLAC") as file:
        for start in range(0, samples, len(block)):
            file.write(block[: samples - start])
