"""SRT, WebVTT, SBV and SubViewer: a line with two times, and the text below it.

Read as players do, whatever is missing or out of order. Our own, since pysubs2 drops a last line
that is a number ("42"), shows the notes and names of WebVTT, cuts hours above 99, and reads no SBV.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile

from talker.subtitles.cues import Cue
from talker.subtitles.markup import plain_text

_COLON, _POINT = "[:：]", "[.,．，]"
_TIME = (
    rf"(-?)\s?(?:(\d{{1,4}})\s?{_COLON}\s?)?(\d{{1,3}})\s?{_COLON}\s?(\d{{1,2}})"
    rf"(?:\s?({_POINT}|{_COLON})\s?(\d{{1,9}}))?"
)
_ARROW = "(?:[-–—=]{1,3}\\s?[>＞]|→)"
_SPAN = re.compile(rf"\s*{_TIME}\s*{_ARROW}\s*{_TIME}(?:\s|$)")
_SBV_SPAN = re.compile(rf"(?=[^,]*\.\d+,[^,]*\.\d+\s*$){_TIME},{_TIME}")
_BAD_SPAN = re.compile(rf"\s*-?\d+\s*{_COLON}.*-->")
_NUMBER = re.compile(r"\s*\d{1,9}\s*")
_VTT = re.compile(r"\s*WEBVTT\b")


class BadTimeError(ValueError):
    """A line that begins like one with two times and is none; `number` counts from 1."""

    def __init__(self, number: int, line: str) -> None:
        super().__init__(f"has a bad time in line {number}: {line.strip()[:60]}")


@dataclass(frozen=True)
class _Span:
    line: int
    start: float
    stop: float


def is_span(line: str) -> bool:
    """Whether a line holds the two times of a cue."""
    return _match(line) is not None


def read_timed_lines(lines: Sequence[str], fps: float) -> list[Cue]:
    """The cues in the file's order; `fps` frames a second where times count frames (00:00:01:12).

    Raises BadTimeError.
    """
    spans = _spans(lines, fps)
    vtt = any(_VTT.match(line) for line in lines[:1])
    numbered = bool(spans) and spans[0].line > 0 and _is_number(lines[spans[0].line - 1])
    ends = [*(span.line for span in spans), len(lines)][1:]
    cues = []
    for index, (span, end) in enumerate(zip(spans, ends, strict=True), 1):
        below = list(lines[span.line + 1 : end])
        if end < len(lines) and below and _is_head(below, index, vtt=vtt, numbered=numbered):
            below.pop()
        if vtt:
            below = _vtt_text(below)
        cues.append(Cue(span.start, span.stop, plain_text("\n".join(below))))
    return cues


def _spans(lines: Sequence[str], fps: float) -> list[_Span]:
    spans = []
    for number, line in enumerate(lines):
        found = _match(line)
        if found is not None:
            parts = found.groups()
            spans.append(_Span(number, _seconds(parts[:6], fps), _seconds(parts[6:], fps)))
        elif _BAD_SPAN.match(line):
            raise BadTimeError(number + 1, line)
    return spans


def _match(line: str) -> re.Match[str] | None:
    return _SPAN.match(line) or _SBV_SPAN.match(line)


def _seconds(parts: Sequence[str | None], fps: float) -> float:
    sign, hours, minutes, seconds, point, rest = parts
    whole = float(int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0))
    if point in set(_COLON[1:-1]) and len(rest or "") <= 2:
        whole += int(rest or 0) / fps
    elif rest:
        whole += int(rest) / 10 ** len(rest)
    return -whole if sign else whole


def _is_number(line: str) -> bool:
    return _NUMBER.fullmatch(line) is not None


def _is_head(below: Sequence[str], index: int, *, vtt: bool, numbered: bool) -> bool:
    """Whether the last line belongs to the next cue: its number or its name."""
    last, apart = below[-1], len(below) == 1 or not below[-2].strip()
    if vtt:
        return bool(last.strip()) and len(below) > 1 and not below[-2]
    return numbered and _is_number(last) and (apart or int(last) in {index + 1, index})


def _vtt_text(below: Sequence[str]) -> list[str]:
    """Up to the first empty line: notes and styles follow. One with a blank, as YouTube writes, is
    not empty.
    """
    text = list(dropwhile(lambda line: not line, below))
    return text[: text.index("")] if "" in text else text
