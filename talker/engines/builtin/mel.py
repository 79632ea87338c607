"""Log-mel features and loudness of a speech, computed as its samples stream by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Floats = NDArray[np.float32]

RATE = 16000
BANDS = 40
HOP = 160
STEP = 2 * HOP  # samples of one output frame: two mel frames, one loudness value
LOWEST_HZ, HIGHEST_HZ = 60.0, 7600.0

_WINDOW = 400
_FFT = 512
_EMPHASIS = np.float32(0.95)
_FLOOR = np.float32(1e-7)
_BEFORE = _WINDOW // 2 - HOP // 2 + 1  # samples before a frame's hop, and one for the emphasis
_REACH = _BEFORE + HOP + HOP // 2 + _WINDOW // 2  # samples that one step needs
_STEPS_AT_ONCE = 500


def mel_steps(blocks: Iterable[Floats]) -> Iterator[tuple[Floats, Floats]]:
    """Log-mel frames [2 n, 40] and loudness in dB [n] for each stretch of 16 kHz samples.

    Mel frame i is centred on (i + 0.5) * 10 ms; loudness j covers 20 ms from j * 20 ms. A last
    step that is cut short is filled with silence. Values do not depend on the size of the blocks.
    """
    waiting = np.zeros(_BEFORE, np.float32)
    received = sent = 0
    for block in blocks:
        received += len(block)
        waiting = np.concatenate([waiting, block])
        while (ready := _steps_in(waiting)) > 0:
            yield _analyse(waiting, ready)
            waiting = waiting[ready * STEP :]
            sent += ready
    left = -(-received // STEP) - sent
    if left:
        missing = _REACH + (left - 1) * STEP - len(waiting)
        yield _analyse(np.pad(waiting, (0, missing)), left)


def _steps_in(samples: Floats) -> int:
    return min(_STEPS_AT_ONCE, (len(samples) - _REACH) // STEP + 1)


def _analyse(samples: Floats, steps: int) -> tuple[Floats, Floats]:
    samples = samples[: _REACH + (steps - 1) * STEP]
    lively = samples[1:] - _EMPHASIS * samples[:-1]
    windows = sliding_window_view(lively, _WINDOW)[::HOP] * _hann()
    power = np.abs(np.fft.rfft(windows, _FFT)) ** 2
    mel = np.log(power.astype(np.float32) @ _filters() + _FLOOR)
    body = samples[_BEFORE : _BEFORE + steps * STEP].reshape(steps, STEP)
    return mel, 10 * np.log10(np.mean(body**2, axis=1) + np.float32(1e-10))


@cache
def _hann() -> Floats:
    return np.hanning(_WINDOW + 1)[:-1].astype(np.float32)


@cache
def _filters() -> Floats:
    """Triangles [257, 40], evenly spaced on the mel scale (O'Shaughnessy 1987)."""
    lowest, highest = (2595 * np.log10(1 + hz / 700) for hz in (LOWEST_HZ, HIGHEST_HZ))
    corners = 700 * (10 ** (np.linspace(lowest, highest, BANDS + 2) / 2595) - 1)
    hz = np.arange(_FFT // 2 + 1)[:, None] * RATE / _FFT
    left, centre, right = corners[:-2], corners[1:-1], corners[2:]
    rising, falling = (hz - left) / (centre - left), (right - hz) / (right - centre)
    return np.clip(np.minimum(rising, falling), 0, None).astype(np.float32)
