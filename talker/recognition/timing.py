"""Times of words by what is heard: the network's own are early, and count pauses to the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from talker.recognition.network import TimedWord
from talker.recognition.spectrogram import RATE, Floats

_HOP = RATE // 100
_LOUD_SHARE, _FLOOR_SHARE = 90, 5  # percentiles of the levels: what is loud, and the room
_OVER_FLOOR = 10 ** (8 / 20)
_QUIETEST, _LOUDEST = 10 ** (-38 / 20), 10 ** (-26 / 20)  # of what is loud: where pauses begin
_PAUSE = 0.09  # seconds: the closure of a p, t or k is shorter
_EARLY = 0.07  # median of the network's begins against known ones, English and Mandarin
_DYING = 0.04  # seconds that the last sound of a word takes to die away
_INSIDE = 0.2  # seconds of sound on either side: then the pause is within a word
_MARK = 0.1  # seconds that a full stop or comma speaks for a pause behind it
_LEAST = 0.03  # seconds of a word


def timed_by_sound(words: Sequence[TimedWord], samples: Floats) -> list[TimedWord]:
    """The words of a window of mono sound at 16 kHz, their joints moved to where pauses are."""
    if not words:
        return []
    pauses = _pauses(samples)
    starts = [word.start + _EARLY for word in words]
    stops = [word.stop + _EARLY for word in words]
    joints = [starts[0], *stops]
    for begin, end in pauses:
        index = int(np.searchsorted(joints, (begin + end) / 2)) - 1
        if not 0 <= index < len(words):
            continue
        before, after = begin - joints[index], joints[index + 1] - end
        if min(before, after) > _INSIDE:
            continue  # a silent moment of a word
        marks = _mark(words[index]) - (_mark(words[index - 1]) if index else 0.0)
        if before + marks >= after:  # it follows the word that has most sound on that side
            stops[index] = min(begin + _DYING, end)
            if index + 1 < len(words):
                starts[index + 1] = end
        else:
            starts[index] = end
            if index:
                stops[index - 1] = min(begin + _DYING, end)
    stops[-1] = min(stops[-1], len(samples) / RATE)
    return _in_order(words, starts, stops)


def _in_order(
    words: Sequence[TimedWord], starts: Sequence[float], stops: Sequence[float]
) -> list[TimedWord]:
    found: list[TimedWord] = []
    at = 0.0
    for word, start, stop in zip(words, starts, stops, strict=True):
        begin = max(start, at)
        at = max(stop, begin + _LEAST)
        found.append(replace(word, start=begin, stop=at))
    return found


def _pauses(samples: Floats) -> NDArray[np.float64]:
    """Begins and ends [n, 2] of quiet stretches, in seconds."""
    whole = samples[: len(samples) // _HOP * _HOP].reshape(-1, _HOP)
    level = np.sqrt((whole**2).mean(axis=1))
    loud, floor = (float(np.percentile(level, share)) for share in (_LOUD_SHARE, _FLOOR_SHARE))
    quiet = level < np.clip(floor * _OVER_FLOOR, loud * _QUIETEST, loud * _LOUDEST)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], quiet.astype(np.int8), [0]])))
    runs = edges.reshape(-1, 2).astype(np.float64) * (_HOP / RATE)
    return runs[runs[:, 1] - runs[:, 0] >= _PAUSE]


def _mark(word: TimedWord) -> float:
    """What its full stop or comma says for a pause behind it."""
    return 0.0 if word.text[-1:].isalnum() else _MARK
