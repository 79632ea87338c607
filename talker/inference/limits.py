"""How far a backend, or smaller numbers, may be from torch's float32, and how far they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from talker.inference.sessions import Floats

if TYPE_CHECKING:
    from torch import Tensor  # every render says how far a backend is off: torch is slow to load


@dataclass(frozen=True)
class Limits:
    """The most grey levels of 255 in the mean, and at the 99.9th percentile."""

    mean: float
    far: float


Gap = Callable[[Floats], float | None]
"""How far lips are apart in a drawn frame [1, 3, H, W], in mm; None where no face is seen."""

EXACT = Limits(0.02, 0.25)
FAST = Limits(0.5, 3.0)


@dataclass(frozen=True)
class Setting:
    """How a network is used: the user's `home`, the `threads` of one call, grey levels for a step
    of 1 in what it gives, and whether any precision will do that is quicker (`fast`). `gap` looks
    at the lips in what it gives."""

    home: Path
    threads: int
    levels: float
    fast: bool = False
    gap: Gap | None = None

    @property
    def limits(self) -> Limits:
        """What a backend must keep to."""
        return FAST if self.fast else EXACT


@dataclass(frozen=True)
class Difference:
    """Grey levels of 255 between two results: mean, 99.9th percentile; and how far the gap between
    the lips is off, in mm, where that was measured."""

    mean: float
    far: float
    lips: float | None = None

    @property
    def words(self) -> str:
        """The rest of a sentence about pixels."""
        lips = "" if self.lips is None else f", and the gap between the lips by {self.lips:.2f} mm"
        return (
            f"its pixels are off by {self.mean:.2f} grey levels of 255 in the mean, "
            f"{self.far:.1f} at the 99.9th percentile{lips}"
        )


class Disagrees(Exception):
    """A backend computes something else than torch."""


def check(made: Floats, true: Floats, setting: Setting) -> Difference:
    """How far `made` is from what torch gives; Disagrees beyond the limits."""
    if made.shape != true.shape:
        raise Disagrees(f"it gives {made.shape} instead of {true.shape}")
    off = difference(made, true, setting.levels)
    # Not the other way round: what is not a number is within nothing.
    if not (off.mean <= setting.limits.mean and off.far <= setting.limits.far):
        raise Disagrees(
            f"its pixels are off by {off.mean:.2f} grey levels in the mean and {off.far:.2f} at "
            "the 99.9th percentile"
        )
    return off


def difference(made: Floats, true: Floats, levels: float, gap: Gap | None = None) -> Difference:
    """How far two results of one shape are apart; `levels` grey levels are a step of 1."""
    off = np.abs(made - true).ravel() * levels
    lips: float | None = None
    if gap is not None:
        here, there = gap(made), gap(true)
        lips = None if here is None or there is None else abs(here - there)
    return Difference(float(off.mean()), float(np.quantile(off, 0.999)), lips)


def array(values: Tensor) -> Floats:
    """A tensor of any device as float32 in the processor's memory."""
    numbers: Floats = values.detach().float().cpu().contiguous().numpy()
    return numbers
