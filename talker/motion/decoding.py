"""The most likely sequence of visemes: probabilities flicker, mouths do not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from talker.motion.easing import smoothstep

Floats = NDArray[np.float32]

_CHANGE = 2.0  # what another viseme must win to begin, in nats
_LEAST = 1e-4


def decoded(probs: Floats) -> NDArray[np.intp]:
    """The viseme [N] of each row of `probs` [N, K], by the algorithm of Viterbi (1967).

    Every change costs the same, so what is said for one row alone is mostly not heard.
    """
    scores = np.log(np.maximum(probs, _LEAST))
    rows, kinds = scores.shape
    came = np.empty((rows, kinds), np.int16)
    stay = np.arange(kinds, dtype=np.int16)
    total = scores[0].copy()
    for row in range(1, rows):
        best = int(total.argmax())
        change = total[best] - _CHANGE
        came[row] = np.where(change > total, best, stay)
        total = np.maximum(total, change) + scores[row]
    path = np.empty(rows, np.intp)
    path[-1] = total.argmax()
    for row in range(rows - 1, 0, -1):
        path[row - 1] = came[row, path[row]]
    return path


def lasting(said: NDArray[np.bool_], least: int) -> NDArray[np.bool_]:
    """`said` [N] in which every stretch of True is at least `least` rows long, about its middle."""
    edges = np.flatnonzero(np.diff(np.pad(said.astype(np.int8), 1)))
    found = said.copy()
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        missing = max(least - int(stop - start), 0)
        before = missing // 2
        found[max(start - before, 0) : stop + missing - before] = True
    return found


def approached(met: NDArray[np.bool_], longest: float) -> Floats:
    """1 where `met` [N], and a smooth way there and back that takes `longest` rows, or half of the
    time between two stretches where that is less."""
    rows = np.arange(len(met))
    last = np.maximum.accumulate(np.where(met, rows, -len(met)))
    coming = np.minimum.accumulate(np.where(met, rows, 2 * len(met))[::-1])[::-1]
    ways = np.minimum(longest, np.maximum((coming - last) / 2, 1))
    nearest = np.minimum(rows - last, coming - rows)
    return smoothstep(1, 0, nearest / ways).astype(np.float32)
