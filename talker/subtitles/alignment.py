"""Alignment: times a script by the pauses of the speech."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from talker.progress import CancelToken
from talker.subtitles.cues import Cue
from talker.subtitles.sentences import speaking_weight

RATE = 16000
_HOP = RATE // 50
_QUIET = 0.06  # of a loud moment: what is below counts as a pause
_SHORTEST_PAUSE = 0.16

Span = tuple[float, float]


def voiced_spans(blocks: Iterable[NDArray[np.float32]]) -> list[Span]:
    """(start, stop) of what is spoken, in seconds, from mono sound at RATE."""
    levels: list[NDArray[np.float32]] = []
    rest = np.zeros(0, np.float32)
    for block in blocks:
        joined = np.concatenate([rest, block])
        whole = len(joined) // _HOP * _HOP
        levels.append(np.sqrt((joined[:whole].reshape(-1, _HOP) ** 2).mean(axis=1)))
        rest = joined[whole:]
    level = np.concatenate(levels) if levels else np.zeros(0, np.float32)
    if not level.size:
        return []
    loud = level > max(float(np.percentile(level, 95)) * _QUIET, 1e-5)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], loud.astype(np.int8), [0]])))
    spans: list[Span] = []
    for start, stop in edges.reshape(-1, 2) * (_HOP / RATE):
        if spans and start - spans[-1][1] < _SHORTEST_PAUSE:
            spans[-1] = spans[-1][0], float(stop)
        else:
            spans.append((float(start), float(stop)))
    return spans


def align(
    texts: Sequence[str], spans: Sequence[Span], cancel: CancelToken | None = None
) -> tuple[Cue, ...]:
    """Each text with its time: shared out over what is spoken, then drawn to the pauses."""
    cancel = cancel or CancelToken()
    if not texts or not spans:
        return ()
    weights = np.array([speaking_weight(text) for text in texts])
    lengths = np.array([stop - start for start, stop in spans])
    voiced = np.concatenate([[0.0], np.cumsum(lengths)])
    ends = np.cumsum(weights) / weights.sum() * voiced[-1]
    pauses = voiced[1:-1]
    marks = [0.0]
    for number, end in enumerate(cancel.checked(ends[:-1])):
        reach = 0.5 * min(weights[number], weights[number + 1]) / weights.sum() * voiced[-1]
        free = pauses[(pauses > marks[-1] + 0.05) & (np.abs(pauses - end) <= reach)]
        near = float(free[np.abs(free - end).argmin()]) if free.size else float(end)
        marks.append(max(near, marks[-1] + 0.01))
    marks.append(float(voiced[-1]))
    return tuple(
        Cue(_clock(start, spans, voiced, later=True), _clock(stop, spans, voiced), text)
        for text, start, stop in zip(texts, marks[:-1], marks[1:], strict=True)
    )


def _clock(
    spoken: float, spans: Sequence[Span], voiced: NDArray[np.float64], *, later: bool = False
) -> float:
    """The second at which so much was spoken; in a pause its begin, or with `later` its end."""
    # The sums of the spans are compared with themselves: equal up to rounding.
    spot = int(np.searchsorted(voiced, spoken + (1e-6 if later else -1e-6))) - 1
    spot = min(max(spot, 0), len(spans) - 1)
    return spans[spot][0] + min(spoken - float(voiced[spot]), spans[spot][1] - spans[spot][0])
