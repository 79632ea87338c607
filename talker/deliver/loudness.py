"""Loudness normalisation of a deliverable: measured, then set by a gain (EBU R128)."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from talker.deliver.command import loudness_args
from talker.deliver.plan import DeliverPlan
from talker.media import ffmpeg
from talker.media.watchdog import PATIENCE
from talker.progress import CancelToken

_INTEGRATED = re.compile(r"\bI:\s+(-?[\d.]+|-inf) LUFS")
_GATE = -70.0  # nothing below it counts as sound
_TOLERANCE = 0.1
_MAX_PASSES = 4


def gain_for(plan: DeliverPlan, target: float, cancel: CancelToken) -> float:
    """Decibels that bring the sound of `plan` to `target` LUFS; 0 for silence.

    The limiter takes some loudness away, so what it leaves is measured again.
    """
    gain = 0.0
    for _ in range(_MAX_PASSES):
        found = _measure(replace(plan, gain=gain), cancel)
        if found <= _GATE or abs(target - found) < _TOLERANCE:
            break
        gain += target - found
    return gain


def _measure(plan: DeliverPlan, cancel: CancelToken) -> float:
    with ffmpeg.Running(loudness_args(plan), patience=PATIENCE + plan.duration) as meter:
        status = meter.wait(cancel)
        if status != 0:
            raise meter.failure(status, plan.master.path)
        found = _INTEGRATED.findall(meter.log())
    loudness = float(found[-1]) if found else -math.inf
    return max(loudness, _GATE)
