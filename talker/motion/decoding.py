"""The most likely sequence of visemes: probabilities flicker, mouths do not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from talker.motion.easing import smoothstep

Floats = NDArray[np.float32]

_CHANGE = 3.0  # what another viseme must win to begin, in nats
_LEAST = 1e-4
_MOST = 0.4  # of the highest in a stretch: what has less is on the way


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


def evident(
    path: NDArray[np.intp], probs: Floats, viseme: int, rivals: Sequence[int], least: float
) -> NDArray[np.intp]:
    """`path` [N] without the stretches of `viseme` that have less than `least` for themselves.

    What a stretch has: the highest of its `probs` [N, K], times its share in all that its rows say
    for it or for one of its `rivals`. One row that is sure is not enough where all the others hear
    a rival, nor are many rows that are all unsure.
    """
    found = path.copy()
    for start, stop in stretches(path == viseme):
        own, others = probs[start:stop, viseme], probs[start:stop, rivals]
        if own.max() * own.sum() < least * (own.sum() + others.sum()):
            found[start:stop] = otherwise(probs[start:stop], viseme)
    return found


def otherwise(probs: Floats, viseme: int) -> NDArray[np.intp]:
    """What is most likely in each row of `probs` [N, K] besides `viseme`: [N]."""
    others = probs.copy()
    others[:, viseme] = -1
    return others.argmax(1)


def held(said: NDArray[np.bool_], least: int) -> NDArray[np.bool_]:
    """`said` [N] without the stretches of True that are shorter than `least` rows."""
    found = said.copy()
    for start, stop in stretches(said):
        found[start:stop] = stop - start >= least
    return found


def stretches(said: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First rows of the stretches of True in `said` [N], and the rows after their last ones."""
    edges = np.flatnonzero(np.diff(np.pad(said.astype(np.int8), 1))).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def core(said: NDArray[np.bool_], sure: Floats) -> NDArray[np.bool_]:
    """`said` [N] with each stretch of True cut down to between the first and the last row in which
    `sure` [N] has `_MOST` of its highest there: the rest is the way there and back."""
    found = np.zeros_like(said)
    for start, stop in stretches(said):
        rows = np.flatnonzero(sure[start:stop] >= _MOST * sure[start:stop].max())
        found[start + rows[0] : start + rows[-1] + 1] = True
    return found


def lasting(said: NDArray[np.bool_], least: int) -> NDArray[np.bool_]:
    """`said` [N] in which every stretch of True is at least `least` rows long, about its middle."""
    found = said.copy()
    for start, stop in stretches(said):
        missing = max(least - (stop - start), 0)
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
