"""Lines with the time at which each begins: LRC, and transcripts as YouTube shows them.

No library that is kept reads either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from talker.subtitles.cues import Cue
from talker.subtitles.markup import plain_text

_TIME = r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.:](\d{1,3}))?"
_STAMPS = re.compile(rf"\s*((?:\[{_TIME}\]\s*)+)")
_STAMP = re.compile(rf"\[{_TIME}\]")
_ALONE = re.compile(rf"\s*\(?{_TIME}\)?\s*")
_OFFSET = re.compile(r"\s*\[offset:\s*([+-]?\d{1,7})\s*\]", re.IGNORECASE)
_LAST = 5.0  # seconds that the last line is shown

_Said = tuple[float, str]


def is_lyric(line: str) -> bool:
    """Whether a line begins with its time in brackets."""
    return _STAMPS.match(line) is not None


def is_transcript(lines: Sequence[str]) -> bool:
    """Whether lines of a time alone, the first of all being one, go on in time."""
    filled = [line for line in lines if line.strip()]
    times = [_seconds(*found.groups()) for found in map(_ALONE.fullmatch, filled) if found]
    return len(times) > 1 and _ALONE.fullmatch(filled[0]) is not None and times == sorted(times)


def read_lyrics(lines: Sequence[str]) -> list[Cue]:
    """The cues of LRC in order; each is shown until the next line begins, if only an empty one."""
    said: list[_Said] = []
    earlier = 0.0
    for line in lines:
        offset, stamps = _OFFSET.match(line), _STAMPS.match(line)
        if offset is not None:
            earlier = int(offset[1]) / 1000
        elif stamps is not None:
            text = plain_text(line[stamps.end() :])
            said += [(_seconds(*found), text) for found in _STAMP.findall(stamps[1])]
    return [Cue(start - earlier, stop - earlier, text) for start, stop, text in _lasting(said)]


def read_transcript(lines: Sequence[str]) -> list[Cue]:
    """The cues of a transcript: a line with a time, and below it what is said from then on."""
    said: list[_Said] = []
    for line in lines:
        found = _ALONE.fullmatch(line)
        if found is not None:
            said.append((_seconds(*found.groups()), ""))
        elif said and line.strip():
            start, text = said[-1]
            said[-1] = start, plain_text(f"{text}\n{line}")
    return [Cue(*one) for one in _lasting(said)]


def _lasting(said: list[_Said]) -> Iterator[tuple[float, float, str]]:
    """Beginning, end and text of what was said, in order."""
    ordered = sorted(said, key=lambda line: line[0])
    for (start, text), (following, _) in pairwise([*ordered, *_end(ordered)]):
        yield start, following, text


def _end(ordered: list[_Said]) -> list[_Said]:
    return [(start + _LAST, "") for start, _ in ordered[-1:]]


def _seconds(
    hours: str | None, minutes: str | None, seconds: str | None, parts: str | None
) -> float:
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole + (int(parts) / 10 ** len(parts) if parts else 0.0)
