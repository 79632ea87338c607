"""TTML, with the times of all its writers.

Our own, since pysubs2 knows neither `dur` nor frames nor ticks nor the older namespaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from talker.subtitles.cues import Cue
from talker.subtitles.markup import plain_text

_CLOCK = re.compile(r"(\d{1,9}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,9})|:(\d{1,4}))?")
_OFFSET = re.compile(r"(\d{1,12}(?:\.\d{1,9})?)(ms|h|m|s|f|t)")
_UNITS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
_TIMED = frozenset({"body", "div", "p", "span"})
_BLANKS = re.compile(r"\s+")
_MAX_DEPTH = 100


@dataclass(frozen=True)
class _Rates:
    frames: float
    ticks: float

    def seconds(self, expression: str | None) -> float | None:
        """None for no time at all; ValueError for what is none."""
        if expression is None:
            return None
        clock, offset = _CLOCK.fullmatch(expression), _OFFSET.fullmatch(expression)
        if clock is not None:
            hours, minutes, seconds, parts, frames = clock.groups()
            whole = int(hours) * 3600 + int(minutes) * 60 + int(seconds)
            return whole + float(f"0.{parts or 0}") + int(frames or 0) / self.frames
        if offset is None:
            raise ValueError(f"has a bad time: {expression[:60]}")
        units = _UNITS | {"f": 1 / self.frames, "t": 1 / self.ticks}
        return float(offset[1]) * units[offset[2]]


def read_ttml(text: str) -> list[Cue]:
    """The cues in the file's order; ValueError (ElementTree's ParseError is a SyntaxError) for what
    is none.
    """
    if "<!ENTITY" in text:
        raise ValueError("defines entities")
    root = ElementTree.fromstring(text)
    facts = {_local(name): value for name, value in root.attrib.items()}
    frames = float(facts.get("frameRate", 30))
    up, down = facts.get("frameRateMultiplier", "1 1").replace(":", " ").split()
    frames *= float(up) / float(down)
    rates = _Rates(frames, float(facts.get("tickRate", 0)) or frames)
    return list(_cues(root, rates, 0.0, None, 0))


def _cues(
    node: ElementTree.Element, rates: _Rates, begin: float, end: float | None, depth: int
) -> Iterator[Cue]:
    """The cues inside a node; times count from the beginning of what they are in."""
    if depth > _MAX_DEPTH:
        raise ValueError("is nested too deeply")
    if _local(node.tag) in _TIMED:
        begin, end = _interval(node, rates, begin, end)
    timed = any(_local(one.tag) == "span" and "begin" in one.attrib for one in node)
    if _local(node.tag) in {"p", "span"} and not timed:
        if end is not None:
            yield Cue(begin, end, plain_text("".join(_words(node, 0))))
        return
    for one in node:
        yield from _cues(one, rates, begin, end, depth + 1)


def _interval(
    node: ElementTree.Element, rates: _Rates, begin: float, end: float | None
) -> tuple[float, float | None]:
    start = begin + (rates.seconds(node.get("begin")) or 0.0)
    stop, lasting = rates.seconds(node.get("end")), rates.seconds(node.get("dur"))
    ends = [begin + stop] if stop is not None else []
    ends += [start + lasting] if lasting is not None else []
    return start, min(ends, default=end)


def _words(node: ElementTree.Element, depth: int) -> Iterator[str]:
    if depth > _MAX_DEPTH:
        raise ValueError("is nested too deeply")
    yield _BLANKS.sub(" ", node.text or "").replace("<", "&lt;")
    for one in node:
        if _local(one.tag) == "br":
            yield "\n"
        elif _local(one.tag) == "span":
            yield from _words(one, depth + 1)
        yield _BLANKS.sub(" ", one.tail or "").replace("<", "&lt;")


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]
