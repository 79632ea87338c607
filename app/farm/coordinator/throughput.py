"""How fast each card of the farm makes each kind of video, learned from what it has made."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from talker.errors import InputError
from talker.files import atomic_write

_WEIGHT = 0.3  # of the newest segment: a card that throttles is soon known to


class _Kept(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    frames_per_second: dict[str, float] = {}


class Throughput:
    """Frames a second by card and kind of video, kept in the home folder."""

    def __init__(self, home: Path) -> None:
        self._path = home / "farm" / "speeds.json"
        self._rates = self._read()
        self._stored = dict(self._rates)

    def learn(self, card: str, kind: str, frames: int, seconds: float) -> None:
        """Counts a segment that was made."""
        if seconds <= 0 or frames <= 0:
            return
        key, rate = f"{card} | {kind}", frames / seconds
        known = self._rates.get(key, rate)
        self._rates[key] = (1 - _WEIGHT) * known + _WEIGHT * rate

    def rate(self, card: str, kind: str) -> float | None:
        """Frames a second; None for what was never seen."""
        return self._rates.get(f"{card} | {kind}")

    def keep(self) -> None:
        """Writes down what was learned; where that is not possible it is learned again."""
        if self._rates == self._stored:
            return
        text = _Kept(frames_per_second=self._rates).model_dump_json(indent=2)
        with suppress(InputError):
            with atomic_write(self._path, parents=True) as part:
                part.write_text(text, encoding="utf-8")
            self._stored = dict(self._rates)

    def _read(self) -> dict[str, float]:
        try:
            return dict(_Kept.model_validate_json(self._path.read_bytes()).frames_per_second)
        except (OSError, ValidationError):
            return {}
