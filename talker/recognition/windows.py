"""Cuts a recording into what the network hears at once: speech alone, divided in its pauses."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talker.recognition.spectrogram import SECONDS
from talker.voice_activity import RATE, STEP, VoiceActivity

Floats = NDArray[np.float32]

_SPEAKS, _QUIET = 0.5, 0.35
_AROUND = round(0.45 * RATE / STEP)  # steps of silence that stay on either side of speech
_MOST = SECONDS * RATE // STEP
_LEAST = _MOST // 3  # a cut comes after so much
_LONG_PAUSE = round(0.6 * RATE / STEP)  # nothing is gained by a longer one
_LEAST_SPEECH = 5  # steps (0.16 s): a click is shorter


@dataclass(frozen=True)
class Window:
    """At most 30 seconds of `samples`, mono at 16 kHz; `steps` [n] are the numbers of the steps of
    512 samples in the recording, with gaps where nobody spoke.
    """

    samples: Floats
    steps: NDArray[np.int64]

    def clock(self, seconds: float, *, ends: bool = False) -> float:
        """The second of the recording at one of the window; with `ends`, of what ends there."""
        position = seconds * RATE / STEP - (1e-6 if ends else 0.0)
        index = int(min(max(position, 0.0), len(self.steps) - 1))
        return (float(self.steps[index]) + seconds * RATE / STEP - index) * STEP / RATE


def windows(blocks: Iterable[Floats]) -> Iterator[Window]:
    """The windows of a recording, mono at 16 kHz, one after the other; memory does not grow."""
    waiting: list[_Step] = []
    for step in _near_speech(_steps(blocks)):
        waiting.append(step)
        if len(waiting) == _MOST:
            cut = _cut(np.array([step.speech for step in waiting], np.float32))
            yield from _window(waiting[:cut])
            waiting = waiting[cut:]
    yield from _window(waiting)


@dataclass(frozen=True)
class _Step:
    number: int
    speech: float
    samples: Floats


def _steps(blocks: Iterable[Floats]) -> Iterator[_Step]:
    activity, number = VoiceActivity(), 0
    rest = np.zeros(0, np.float32)
    for block in blocks:
        rest = np.concatenate([rest, block])
        for speech in activity.feed(block):
            yield _Step(number, float(speech), rest[:STEP])
            number, rest = number + 1, rest[STEP:]
    for speech in activity.close():
        yield _Step(number, float(speech), np.pad(rest, (0, STEP - len(rest))))


def _near_speech(steps: Iterable[_Step]) -> Iterator[_Step]:
    """Those with speech, and some on either side of it."""
    before: deque[_Step] = deque(maxlen=_AROUND)
    left = 0
    for step in steps:
        if step.speech >= _SPEAKS:
            yield from before
            before.clear()
            left = _AROUND + 1
        if left:
            left -= 1
            yield step
        else:
            before.append(step)


def _cut(speech: Floats) -> int:
    """Where a full window ends: late, in a long pause, else where speech is least sure."""
    best, cut, run = 0.0, 0, 0
    for index in range(_LEAST, len(speech)):
        run = run + 1 if speech[index] < _QUIET else 0
        score = min(run, _LONG_PAUSE) / _LONG_PAUSE + index / _MOST / 2
        if run and score > best:
            best, cut = score, index - run // 2
    return cut or _LEAST + int(np.convolve(speech[_LEAST:], np.ones(5) / 5, "same").argmin())


def _window(steps: Sequence[_Step]) -> Iterator[Window]:
    """The window of these steps; none where there is hardly any speech in them."""
    if sum(step.speech >= _SPEAKS for step in steps) >= _LEAST_SPEECH:
        numbers = np.array([step.number for step in steps], np.int64)
        yield Window(np.concatenate([step.samples for step in steps]), numbers)
