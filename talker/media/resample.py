"""Streamed band-limited resampling: a windowed sinc read from a table (J. O. Smith, 1984).

The table is the one known as `kaiser_best` in resampy 0.3: 50 zero crossings with 8192 points
each, a Kaiser window, and linear interpolation in between. A network wants its sound made with
the filter of its training, and ffmpeg has none like it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import gcd

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

_CROSSINGS = 50
_PRECISION = 8192
_ROLLOFF = 0.917347
_BETA = 12.9846


@dataclass(frozen=True)
class _Filters:
    """One filter for each of `up` phases; `down` input samples go by until the phases repeat.

    Phase p reads `taps` samples from `shifts[p]` on; `weights`: float64 [up, taps].
    """

    up: int
    down: int
    shifts: tuple[int, ...]
    weights: NDArray[np.float64]

    @property
    def taps(self) -> int:
        return self.weights.shape[1]

    def apply(self, samples: NDArray[np.float64], periods: int) -> NDArray[np.float32]:
        """`periods` * up new samples, from at least periods * down + taps - 1 old ones."""
        out = np.empty((periods, self.up), np.float32)
        if periods:
            views = sliding_window_view(samples, self.taps)
            for phase, shift in enumerate(self.shifts):
                out[:, phase] = views[shift :: self.down][:periods] @ self.weights[phase]
        return out.reshape(-1)


def resampled(
    blocks: Iterable[NDArray[np.float32]], rate: int, target: int
) -> Iterator[NDArray[np.float32]]:
    """Mono sound at `rate` (Hz), given in blocks of any size, as blocks at `target`.

    n samples become ceil(n * target / rate); beyond its ends the sound counts as silent. The
    values do not depend on where the blocks are cut; memory does not grow.
    """
    if rate == target:
        yield from blocks
        return
    filters = _filters(rate, target)
    half = filters.taps // 2
    waiting = np.zeros(half - 1, np.float64)
    received = made = 0
    for block in blocks:
        received += block.size
        waiting = np.concatenate([waiting, block])
        periods = max(0, (waiting.size - filters.taps + 1) // filters.down)
        yield filters.apply(waiting, periods)
        waiting = waiting[periods * filters.down :]
        made += periods * filters.up
    missing = -(-received * filters.up // filters.down) - made
    periods = -(-missing // filters.up)
    silence = np.zeros(max(0, periods * filters.down + filters.taps - 1 - waiting.size))
    yield filters.apply(np.concatenate([waiting, silence]), periods)[:missing]


def _filters(rate: int, target: int) -> _Filters:
    common = gcd(rate, target)
    up, down = target // common, rate // common
    scale = min(1.0, up / down)
    table = _table() * scale
    # A whole number of table points for each input sample, as in the published design.
    step = int(scale * _PRECISION)
    half = -(-table.size // step)
    phases = np.arange(up)
    past = ((phases * down) % up) / up * scale * _PRECISION
    reach = np.arange(half) * step
    points = np.arange(table.size)
    left = np.interp(past[:, None] + reach, points, table, right=0.0)
    right = np.interp(scale * _PRECISION - past[:, None] + reach, points, table, right=0.0)
    shifts = tuple(int(shift) for shift in phases * down // up)
    return _Filters(up, down, shifts, np.concatenate([left[:, ::-1], right], axis=1))


@cache
def _table() -> NDArray[np.float64]:
    """The right half of the filter, its middle first."""
    size = _CROSSINGS * _PRECISION
    sinc = _ROLLOFF * np.sinc(_ROLLOFF * np.linspace(0, _CROSSINGS, size + 1))
    return sinc * np.kaiser(2 * size + 1, _BETA)[size:]
