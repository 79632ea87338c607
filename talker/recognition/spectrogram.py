"""What Whisper hears: the log-mel spectrogram of up to 30 seconds (Radford et al., 2022)."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

RATE = 16_000
SECONDS = 30
HOP = 160
FRAMES = SECONDS * RATE // HOP

_WINDOW = 400
_FLOOR = 1e-10
_RANGE = 8.0  # powers of ten below the loudest
_LINEAR_HZ, _LINEAR_MEL = 1000.0, 15.0  # Slaney's scale: a line up to here, then logarithmic
_LOG_STEP = np.log(6.4) / 27


def log_mel(samples: Floats, bands: int) -> Floats:
    """The spectrogram float32 [bands, FRAMES] of mono `samples` at RATE, padded with silence."""
    padded = np.zeros(SECONDS * RATE + _WINDOW, np.float32)
    padded[_WINDOW // 2 : _WINDOW // 2 + len(samples)] = samples
    count = min(_WINDOW // 2, max(len(samples) - 1, 0))
    padded[_WINDOW // 2 - count : _WINDOW // 2] = samples[1 : count + 1][::-1]
    view = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[: FRAMES * HOP : HOP]
    window = np.hanning(_WINDOW + 1)[:-1].astype(np.float32)
    power = np.abs(np.fft.rfft(view * window)).astype(np.float32) ** 2
    levels = np.log10(np.maximum(_filters(bands) @ power.T, _FLOOR))
    return ((np.maximum(levels, levels.max() - _RANGE) + 4) / 4).astype(np.float32)


@cache
def _filters(bands: int) -> Floats:
    """Triangles of equal area on Slaney's mel scale (Auditory Toolbox, 1998): [bands, 201]."""
    hertz = np.arange(_WINDOW // 2 + 1) * RATE / _WINDOW
    edges = _hertz(np.linspace(0.0, _mel(RATE / 2), bands + 2))
    rising = (hertz - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - hertz) / (edges[2:] - edges[1:-1])[:, None]
    areas = 2 / (edges[2:] - edges[:-2])
    return (np.clip(np.minimum(rising, falling), 0, None) * areas[:, None]).astype(np.float32)


def _mel(hertz: float) -> float:
    if hertz < _LINEAR_HZ:
        return hertz * _LINEAR_MEL / _LINEAR_HZ
    return float(_LINEAR_MEL + np.log(hertz / _LINEAR_HZ) / _LOG_STEP)


def _hertz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    straight = mel * _LINEAR_HZ / _LINEAR_MEL
    return np.where(
        mel < _LINEAR_MEL, straight, _LINEAR_HZ * np.exp(_LOG_STEP * (mel - _LINEAR_MEL))
    )
