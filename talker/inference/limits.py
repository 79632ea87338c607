"""How far a backend may be from torch, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from torch import Tensor

from talker.inference.sessions import Floats


@dataclass(frozen=True)
class Limits:
    """The most grey levels of 255 in the mean, and at the 99.9th percentile."""

    mean: float
    far: float


EXACT = Limits(0.02, 0.25)
FAST = Limits(0.5, 3.0)


@dataclass(frozen=True)
class Setting:
    """How a network is used: the user's `home`, the `threads` of one call, grey levels for a step
    of 1 in what it gives, and whether any precision will do that is quicker (`fast`)."""

    home: Path
    threads: int
    levels: float
    fast: bool = False

    @property
    def limits(self) -> Limits:
        """What a backend must keep to."""
        return FAST if self.fast else EXACT


@dataclass(frozen=True)
class Difference:
    """Grey levels between two results: mean, 99.9th percentile."""

    mean: float
    far: float


class Disagrees(Exception):
    """A backend computes something else than torch."""


def check(made: Floats, true: Floats, setting: Setting) -> Difference:
    """How far `made` is from what torch gives; Disagrees beyond the limits."""
    if made.shape != true.shape:
        raise Disagrees(f"it gives {made.shape} instead of {true.shape}")
    levels = np.abs(made - true).ravel() * setting.levels
    off = Difference(float(levels.mean()), float(np.quantile(levels, 0.999)))
    # Not the other way round: what is not a number is within nothing.
    if not (off.mean <= setting.limits.mean and off.far <= setting.limits.far):
        raise Disagrees(
            f"its pixels are off by {off.mean:.2f} grey levels in the mean and {off.far:.2f} at "
            "the 99.9th percentile"
        )
    return off


def array(values: Tensor) -> Floats:
    """A tensor of any device as float32 in the processor's memory."""
    numbers: Floats = values.detach().float().cpu().contiguous().numpy()
    return numbers
