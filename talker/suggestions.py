"""The nearest of the names that there are, for one that there is not."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

# So much of two names must be alike, from 0 to 1: more than difflib asks for would miss the
# short ones, less would suggest what nobody meant.
_CUTOFF = 0.5


def nearest(name: str, known: Iterable[str], *, likeness: float = _CUTOFF) -> str:
    """The most similar of the `known` names; empty when none is that similar (0 to 1)."""
    return next(iter(difflib.get_close_matches(name, list(known), n=1, cutoff=likeness)), "")


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """A question with the most similar of the `known` names, or `otherwise`."""
    near = nearest(name, known)
    return f"Did you mean {near}?" if near else otherwise
