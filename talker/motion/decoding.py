"""The most likely sequence of visemes: probabilities flicker, mouths do not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

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
