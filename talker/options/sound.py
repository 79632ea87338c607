"""What of a recording is to be heard: which track and channel, and from when to when."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, BeforeValidator

from talker.text_list import split_texts

_MOMENT = r"(?:(\d+):)?(?:(\d+):)?(\d+(?:\.\d+)?)"
_SPAN = re.compile(rf"\s*(?:{_MOMENT})?\s*[-\u2013\u2014]\s*(?:{_MOMENT})?\s*", re.ASCII)
_HOW = "write seconds as FROM-TO, such as 0.5-12.3, 1:05-2:10 or 3-"


class Span(NamedTuple):
    """A stretch of a recording in seconds; `stop` is infinite where it goes on to the end."""

    start: float
    stop: float

    def __str__(self) -> str:
        return f"{_written(self.start)}-{'' if math.isinf(self.stop) else _written(self.stop)}"


def read_span(text: str) -> Span:
    """Reads 0.5-12.3, 1:05-2:10, 3- and -12; ValueError says what is wrong with another text."""
    found = _SPAN.fullmatch(text)
    parts = found.groups() if found else ()
    if found is None or not (parts[2] or parts[5]):
        raise ValueError(f"{text!r} is no stretch: {_HOW}")
    start = round(_seconds(parts[:3]), 3) if parts[2] else 0.0
    stop = round(_seconds(parts[3:]), 3) if parts[5] else math.inf
    if stop <= start:
        raise ValueError(f"{text!r} ends before it begins")
    return Span(start, stop)


def _seconds(parts: Sequence[str | None]) -> float:
    first, second, third = (float(part or 0) for part in parts)
    # 1:05 has no hours: its minutes are the first group.
    return (first * 60 if parts[1] is None else first * 3600 + second * 60) + third


def _written(seconds: float) -> str:
    return f"{seconds:.3f}".rstrip("0").rstrip(".")


def _trim(value: str) -> str:
    return str(read_span(value)) if value.strip() else ""


def _cuts(value: Any) -> Any:
    texts = split_texts(value.replace(",", ";")) if isinstance(value, str) else value
    if not isinstance(texts, list | tuple) or not all(isinstance(text, str) for text in texts):
        raise ValueError(f"{value!r} are no stretches: {_HOW}")
    return tuple(str(read_span(text)) for text in texts)


TrimText = Annotated[str, AfterValidator(_trim)]
"""A span as text, in the form that `Span` writes; empty for the whole recording."""
CutTexts = Annotated[tuple[str, ...], BeforeValidator(_cuts)]
"""Several of them."""


@dataclass(frozen=True)
class SoundChoice:
    """A `track` and a `channel` of a recording, counted from 1, and what is `kept` of its length.

    0 leaves the choice to the program: the track that its file marks or the one with most speech,
    and the mix of all channels unless they cancel each other out. `kept` holds stretches in their
    order, apart from each other; none means all of it.
    """

    track: int = 0
    channel: int = 0
    kept: tuple[Span, ...] = ()


def kept_spans(trim: str, cuts: Sequence[str]) -> tuple[Span, ...]:
    """What is left inside `trim` without the `cuts`; () where that is all of a recording.

    Where nothing can be left it is one empty span.
    """
    left = [read_span(trim) if trim else Span(0.0, math.inf)]
    for cut in sorted(map(read_span, cuts)):
        last = left.pop()
        before = Span(last.start, min(cut.start, last.stop))
        after = Span(max(cut.stop, last.start), last.stop)
        left += [part for part in (before, after) if part.stop > part.start]
        if not left:
            return (Span(0.0, 0.0),)
    return () if left == [(0.0, math.inf)] else tuple(left)


def kept_seconds(kept: Sequence[Span], seconds: float) -> float:
    """How much of a recording of `seconds` is left."""
    if not kept:
        return seconds
    return sum(max(0.0, min(span.stop, seconds) - span.start) for span in kept)
