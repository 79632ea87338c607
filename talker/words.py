"""A word that is heard."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """A word, heard from `start` to `stop` seconds after what it is part of begins."""

    text: str
    start: float
    stop: float
