"""When a computer is its owner's alone: days and hours, as people write them."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = re.compile(
    r"(?:(?P<first>[a-z]{3})(?:-(?P<last>[a-z]{3}))? +)?"
    r"(?P<begin>\d{1,2}:\d{2}) *- *(?P<end>\d{1,2}:\d{2})"
)
EXAMPLE = "Mon-Fri 08:00-18:00, Sat 09:00-12:00"


@dataclass(frozen=True)
class _Span:
    """Minutes of some days; one that ends before it begins goes on after midnight."""

    days: frozenset[int]
    begin: int
    end: int

    def holds(self, day: int, minute: int) -> bool:
        if self.begin < self.end:
            return day in self.days and self.begin <= minute < self.end
        yesterday = (day - 1) % 7
        return (day in self.days and minute >= self.begin) or (
            yesterday in self.days and minute < self.end
        )


@dataclass(frozen=True)
class QuietHours:
    """Some spans of the week, in the computer's own time."""

    spans: tuple[_Span, ...] = ()

    def holds(self, now: datetime.datetime) -> bool:
        """Whether it is quiet now."""
        minute = 60 * now.hour + now.minute
        return any(span.holds(now.weekday(), minute) for span in self.spans)


def read_quiet_hours(text: str) -> QuietHours:
    """What `Mon-Fri 08:00-18:00, Sat 09:00-12:00` means; ValueError says what is wrong."""
    parts = [part.strip() for part in text.split(",")] if text.strip() else []
    return QuietHours(tuple(_span(part) for part in parts))


def _span(text: str) -> _Span:
    found = _SPAN.fullmatch(text.lower())
    if found is None:
        raise ValueError(f"{text!r} is none of: {EXAMPLE}")
    begin, end = (_minute(found[name]) for name in ("begin", "end"))
    return _Span(_days(found["first"], found["last"]), begin, end)


def _days(first: str | None, last: str | None) -> frozenset[int]:
    if first is None:
        return frozenset(range(7))
    for day in (first, last or first):
        if day not in _DAYS:
            raise ValueError(f"{day!r} is no day; they are {', '.join(_DAYS)}")
    begin, end = _DAYS.index(first), _DAYS.index(last or first)
    return frozenset(day % 7 for day in range(begin, end + 1 if end >= begin else end + 8))


def _minute(text: str) -> int:
    hour, minute = map(int, text.split(":"))
    if 60 * hour + minute > 24 * 60 or minute > 59:
        raise ValueError(f"{text} is no time of a day")
    return 60 * hour + minute
