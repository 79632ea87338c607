"""Which slot gets the next job: the one that is expected to be done with it first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_WARM_SECONDS = 2.0  # what a portrait that is still in memory saves, about


@dataclass(frozen=True)
class Candidate:
    """A slot for one job: `rate` in frames a second (None: not known), whether it still has the
    job's portrait and engine in memory, and in how many seconds it is free (0: now)."""

    rate: float | None
    warm: bool = False
    free_in: float = 0.0


def choose(candidates: Sequence[Candidate], frames: int, waiting: int) -> int | None:
    """The index of the slot that is to begin the job now; None: it had better wait.

    `waiting` is how many jobs wait, this one included. A slow slot is left idle only when a busy
    faster one would be done earlier and has nothing else to do.
    """
    free = [index for index, one in enumerate(candidates) if one.free_in <= 0]
    if not free:
        return None
    known = [one.rate for one in candidates if one.rate]
    # A slot that was never tried is taken for a fast one, so that it is tried.
    guess = max(known, default=1.0)
    ends = [_end(one, frames, guess) for one in candidates]
    best = min(free, key=lambda index: ends[index])
    earlier = sum(
        end < ends[best] for one, end in zip(candidates, ends, strict=True) if one.free_in > 0
    )
    return None if waiting <= earlier else best


def _end(one: Candidate, frames: int, guess: float) -> float:
    warm = _WARM_SECONDS if one.warm else 0.0
    return one.free_in + frames / (one.rate or guess) - warm
