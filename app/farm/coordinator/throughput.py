"""Throughput of each card of the farm by kind of video, learned from what it has rendered."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError

from talker.errors import InputError
from talker.files import atomic_write

_WEIGHT = 0.3  # of the newest segment: a card that throttles is soon known to


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    frames_per_second: dict[str, float] = {}


class Throughput:
    """Frames a second by card and kind of video."""

    def __init__(self, rates: Mapping[str, float] | None = None) -> None:
        self._rates = dict(rates or {})
        self._stored = dict(self._rates)

    @classmethod
    def load(cls, home: Path) -> Self:
        """What earlier runs have learned."""
        try:
            return cls(_File.model_validate_json(_path(home).read_bytes()).frames_per_second)
        except (OSError, ValidationError):
            return cls()

    def learn(self, card: str, kind: str, frames: int, seconds: float) -> None:
        """Counts a segment that was rendered."""
        if seconds <= 0 or frames <= 0:
            return
        key, rate = f"{card} | {kind}", frames / seconds
        known = self._rates.get(key, rate)
        self._rates[key] = (1 - _WEIGHT) * known + _WEIGHT * rate

    def rate(self, card: str, kind: str) -> float | None:
        """Frames a second; None for what was never seen."""
        return self._rates.get(f"{card} | {kind}")

    def save(self, home: Path) -> None:
        """Saves what was learned; where that is not possible it is learned again."""
        if self._rates == self._stored:
            return
        text = _File(frames_per_second=self._rates).model_dump_json(indent=2)
        with suppress(InputError):
            with atomic_write(_path(home), parents=True) as part:
                part.write_text(text, encoding="utf-8")
            self._stored = dict(self._rates)


def _path(home: Path) -> Path:
    return home / "farm" / "speeds.json"
