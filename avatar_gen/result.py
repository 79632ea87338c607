"""What a finished draw tells."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from avatar_gen.judge import Verdict
from talker.progress import Notice


@dataclass(frozen=True)
class Candidate:
    """One picture on the disk, the seed that gave it, and how fit it is for talking.

    `likeness` 0 to 100: how near its face is to that of the pictures given; None without any.
    """

    path: Path
    seed: int
    verdict: Verdict
    likeness: int | None = None


@dataclass(frozen=True)
class AvatarResult:
    """`candidates` are the kept pictures, fittest first; `sheet` the grid's contact sheet.

    `memory` says how memory was saved, empty where no network was needed.
    """

    folder: Path
    candidates: tuple[Candidate, ...]
    sheet: Path | None
    memory: str
    device: str
    seconds: float
    notices: tuple[Notice, ...]
