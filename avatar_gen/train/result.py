"""What a finished training tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from talker.progress import Notice

_SHARE = 10  # of all steps at the beginning, and at the end, whose mean is compared


@dataclass(frozen=True)
class TrainResult:
    """`output` is the file, `sheet` the sample pictures; `word` stands for the person in prompts.

    `losses` has one number for each step, of which the first `resumed` were done by an earlier run.
    """

    output: Path
    sheet: Path | None
    word: str
    losses: tuple[float, ...]
    resumed: int
    pictures: int
    device: str
    seconds: float
    notices: tuple[Notice, ...]

    @property
    def fall(self) -> tuple[float, float]:
        """The mean loss of the first tenth of the steps, and of the last."""
        share = max(1, len(self.losses) // _SHARE)
        return _mean(self.losses[:share]), _mean(self.losses[-share:])


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
