"""Loudness normalisation of a deliverable: measured, then set by a gain (EBU R128)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from talker.deliver.command import loudness_args
from talker.deliver.plan import DeliverPlan
from talker.media import ffmpeg
from talker.media.watchdog import PATIENCE
from talker.progress import CancelToken

_INTEGRATED = re.compile(r"\bI:\s+(-?[\d.]+|-inf) LUFS")
_GATE = -70.0  # nothing below it counts as sound
_TOLERANCE = 0.1
_AUDIBLE = 0.5
_MAX_CHANGES = 4


@dataclass(frozen=True)
class Gain:
    """By how many `decibels` the sound is made louder, and the `loudness` that it comes to, in
    LUFS; None for silence."""

    decibels: float
    loudness: float | None

    def misses(self, target: float) -> bool:
        """Whether it is heard that the target was not reached."""
        return self.loudness is not None and abs(target - self.loudness) >= _AUDIBLE


def gain_for(plan: DeliverPlan, target: float, cancel: CancelToken) -> Gain:
    """What brings the sound of `plan` to `target` LUFS, as far as that goes."""
    return found_gain(lambda gain: _measure(replace(plan, gain=gain), cancel), target)


def found_gain(measure: Callable[[float], float], target: float) -> Gain:
    """What brings a sound to `target` LUFS, as far as that goes; `measure` gives its loudness with
    a gain in decibels.

    A limiter takes some loudness away, so what it leaves is measured again.
    """
    gain = 0.0
    for changes_left in reversed(range(_MAX_CHANGES + 1)):
        found = measure(gain)
        if found <= _GATE:
            return Gain(gain, None)
        if abs(target - found) < _TOLERANCE or not changes_left:
            break
        gain += target - found
    return Gain(gain, found)


def _measure(plan: DeliverPlan, cancel: CancelToken) -> float:
    with ffmpeg.Running(loudness_args(plan), patience=PATIENCE + plan.duration) as meter:
        status = meter.wait(cancel)
        if status != 0:
            raise meter.failure(status, plan.master.path)
        return read_loudness(meter.log())


def read_loudness(log: str) -> float:
    """The loudness in LUFS that ffmpeg's meter has written into its log; the gate for silence."""
    found = _INTEGRATED.findall(log)
    loudness = float(found[-1]) if found else -math.inf
    return max(loudness, _GATE)
