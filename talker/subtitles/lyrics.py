"""LRC: lines of a song with the time at which each begins. No library that is kept reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from talker.subtitles.cues import Cue
from talker.subtitles.markup import plain_text

_STAMPS = re.compile(r"\s*((?:\[\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?\]\s*)+)")
_STAMP = re.compile(r"\[(\d{1,3}):(\d{1,2})(?:[.:](\d{1,3}))?\]")
_OFFSET = re.compile(r"\s*\[offset:\s*([+-]?\d{1,7})\s*\]", re.IGNORECASE)
_LAST = 5.0  # seconds that the last line is shown


def is_lyric(line: str) -> bool:
    """Whether a line begins with its time in brackets."""
    return _STAMPS.match(line) is not None


def read_lyrics(lines: Sequence[str]) -> list[Cue]:
    """The cues in order; each is shown until the next line begins, if only an empty one."""
    said: list[tuple[float, str]] = []
    earlier = 0.0
    for line in lines:
        offset, stamps = _OFFSET.match(line), _STAMPS.match(line)
        if offset is not None:
            earlier = int(offset[1]) / 1000
        elif stamps is not None:
            text = plain_text(line[stamps.end() :])
            said += [(_seconds(*found), text) for found in _STAMP.findall(stamps[1])]
    said.sort(key=lambda line: line[0])
    ends = [following for (_, _), (following, _) in pairwise(said)]
    ends += [start + _LAST for start, _ in said[-1:]]
    return [
        Cue(start - earlier, stop - earlier, text)
        for (start, text), stop in zip(said, ends, strict=True)
    ]


def _seconds(minutes: str, seconds: str, parts: str) -> float:
    return int(minutes) * 60 + int(seconds) + (int(parts) / 10 ** len(parts) if parts else 0.0)
