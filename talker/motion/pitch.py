"""The melody of a speech: how much higher or lower than usual the voice is, moment by moment.

Autocorrelation of short windows over that of the window itself, with a cost for each octave down
(Boersma, 1993), without his search for the best path: brows and head follow large movements alone.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import scipy
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_WINDOW_SECONDS = 0.04
_LOW_HZ, _HIGH_HZ = 70.0, 420.0
_VOICED = 0.45  # of a whole period's likeness with the next
_OCTAVE_COST = 0.06
_MEDIAN_SECONDS = 0.1
_MOST_SEMITONES = 9.0  # from the usual pitch; farther ones are octaves heard wrongly


class PitchMeter:
    """Hears mono sound at `rate` Hz in blocks of any size, `steps` times a second."""

    def __init__(self, rate: int, steps: float) -> None:
        self._rate = rate
        self._hop = round(rate / steps)
        self._size = round(_WINDOW_SECONDS * rate)
        self._waiting = np.zeros((self._size - self._hop) // 2, np.float32)
        self._found: list[Floats] = []

    def feed(self, block: Floats) -> None:
        """Takes the next samples: float32 [N]."""
        self._waiting = np.concatenate([self._waiting, block])
        count = (len(self._waiting) - self._size) // self._hop + 1
        if count > 0:
            view = np.lib.stride_tricks.sliding_window_view(self._waiting, self._size)
            self._found.append(self._hertz(view[: count * self._hop : self._hop]))
            self._waiting = self._waiting[count * self._hop :]

    def semitones(self, count: int) -> Floats:
        """Above the usual pitch, for `count` steps: float32 [count], 0 without any voice."""
        hertz = np.concatenate(self._found)[:count] if self._found else np.zeros(0, np.float32)
        hertz = np.pad(hertz, (0, count - len(hertz)))
        voiced = np.flatnonzero(hertz > 0)
        if len(voiced) < 2:
            return np.zeros(count, np.float32)
        tones = 12 * np.log2(hertz[voiced] / np.median(hertz[voiced]))
        tones = np.clip(tones, -_MOST_SEMITONES, _MOST_SEMITONES)
        melody = np.interp(np.arange(count), voiced, tones)
        size = max(1, round(_MEDIAN_SECONDS * self._rate / self._hop))
        return scipy.ndimage.median_filter(melody, size, mode="nearest").astype(np.float32)

    def _hertz(self, frames: Floats) -> Floats:
        """The pitch of each frame [n, size], 0 where it has none."""
        likeness = _autocorrelation(frames * _hann(self._size)) / _window_likeness(self._size)
        least, most = round(self._rate / _HIGH_HZ), round(self._rate / _LOW_HZ)
        part = likeness[:, least:most]
        # Two periods are as like as one: the shorter wins.
        cost = _OCTAVE_COST * np.log2(np.arange(least, most) / least).astype(np.float32)
        lag = (part - cost).argmax(1)
        voiced = part[np.arange(len(part)), lag] > _VOICED
        return np.where(voiced, self._rate / (lag + least), 0).astype(np.float32)


def _autocorrelation(frames: Floats) -> Floats:
    """Of each row [n, size], 1 at no lag (0 for silence): float32 [n, size]."""
    size = frames.shape[1]
    power = np.abs(np.fft.rfft(frames - frames.mean(1, keepdims=True), 2 * size)) ** 2
    found = np.fft.irfft(power)[:, :size]
    return (found / np.maximum(found[:, :1], 1e-9)).astype(np.float32)


@cache
def _hann(size: int) -> Floats:
    return np.hanning(size + 1)[:-1].astype(np.float32)


@cache
def _window_likeness(size: int) -> Floats:
    window = _hann(size).astype(np.float64)
    found = np.fft.irfft(np.abs(np.fft.rfft(window, 2 * size)) ** 2)[:size]
    return np.maximum(found / found[0], 0.05).astype(np.float32)
