"""What stands on a shelf of the program, videos or pictures: its name, its tags, its order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeVar


@dataclass(frozen=True)
class Entry:
    """A finished file. `made` is a Unix time, `size` bytes; `tags` are the user's own words."""

    path: Path
    made: float
    size: int
    tags: tuple[str, ...] = field(default=(), kw_only=True)

    @property
    def name(self) -> str:
        """The title: the file's name without its ending."""
        return self.path.stem

    @property
    def seconds(self) -> float | None:
        """How long it plays, where that is known."""
        return None

    @property
    def merit(self) -> float:
        """How good it is, where somebody says so."""
        return 0.0


E = TypeVar("E", bound=Entry)


class EntryFilter(Protocol):
    """Which entries are wanted."""

    def fits(self, entry: Entry) -> bool:
        """Whether one is among them."""
        ...


class Order(StrEnum):
    """What stands first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    NAME = "name"
    LONGEST = "longest"
    LARGEST = "largest"
    BEST = "best"


_RANKS: Mapping[Order, Callable[[Entry], float]] = {
    Order.NEWEST: lambda entry: -entry.made,
    Order.OLDEST: lambda entry: entry.made,
    Order.NAME: lambda _: 0.0,
    Order.LONGEST: lambda entry: -(entry.seconds or 0.0),
    Order.LARGEST: lambda entry: -entry.size,
    Order.BEST: lambda entry: -entry.merit,
}


def ordered(entries: Iterable[E], order: Order) -> list[E]:
    """The entries, the first one first; equal ones by name."""
    rank = _RANKS[order]
    return sorted(entries, key=lambda entry: (rank(entry), entry.name.casefold()))


def read_tags(text: str) -> tuple[str, ...]:
    """`spring, shop` as single tags, each once."""
    tags = (" ".join(tag.split()) for tag in text.replace("\uff0c", ",").split(","))
    return tuple(dict.fromkeys(tag for tag in tags if tag))
