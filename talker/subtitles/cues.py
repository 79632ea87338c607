"""Cues: a text, its times and those of its words; their limits and their order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from talker.errors import ErrorCode, InputError
from talker.words import Word

SCRIPT_SUFFIXES = frozenset({".txt", ".text", ".md", ""})
CUE_SUFFIXES = frozenset(
    {".srt", ".vtt", ".ass", ".ssa", ".sbv", ".sub", ".ttml", ".dfxp", ".xml", ".lrc", ".json"}
)
_MOST_CUES = 20_000


@dataclass(frozen=True)
class Cue:
    """A text that is shown from `start` to `stop`, in seconds; lines are divided by newlines.

    `words` are those of the text in their order, with their times, as far as they are known.
    """

    start: float
    stop: float
    text: str
    words: tuple[Word, ...] = ()


def check_count(path: Path, count: int) -> None:
    """SUBTITLES_INVALID for more texts than anybody reads."""
    if count > _MOST_CUES:
        raise subtitles_invalid(path, f"holds more than {_MOST_CUES:,} texts")


def in_order(cues: Iterable[Cue]) -> tuple[Cue, ...]:
    """The cues that are shown at all, by their beginnings: those without a text or a length go."""
    shown = (replace(cue, start=max(0.0, cue.start)) for cue in cues)
    return tuple(
        sorted((cue for cue in shown if cue.text and cue.stop > cue.start), key=lambda c: c.start)
    )


def within(cues: Iterable[Cue], seconds: float) -> tuple[Cue, ...]:
    """The cues as far as they lie before `seconds`, where the video ends."""
    return tuple(replace(cue, stop=min(cue.stop, seconds)) for cue in cues if cue.start < seconds)


def subtitles_invalid(path: Path, why: str) -> InputError:
    """The error for subtitles that cannot be used."""
    return InputError(
        ErrorCode.SUBTITLES_INVALID,
        f"The subtitles {path.name} cannot be used: the file {why}.",
        "Give a .srt or .vtt file with times such as 00:00:01,500 --> 00:00:04,000, or the spoken "
        "text as .txt.",
        path,
    )
