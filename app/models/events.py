"""What the store says while it works; a window and the command line show the same events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Origin(StrEnum):
    """How a file came to its place."""

    FOUND = "found"  # it was there: in the store, an extra folder, or another program's cache
    LINKED = "linked"  # the same bytes on the same disk under a second name: no space used
    COPIED = "copied"
    DOWNLOADED = "downloaded"


@dataclass(frozen=True)
class Checking:
    """A file on this computer is being read for its hash; bytes."""

    path: Path
    done: int
    total: int


@dataclass(frozen=True)
class Transfer:
    """A file is on its way into the store; bytes, `kept` of them from an earlier try."""

    model_id: str
    file: str
    done: int
    total: int
    kept: int


@dataclass(frozen=True)
class Waiting:
    """Another process is getting the same file; nothing is fetched twice."""

    model_id: str
    file: str


@dataclass(frozen=True)
class DownloadError:
    """A mirror did not deliver; the store goes on with another try or the next mirror."""

    model_id: str
    file: str
    mirror: str
    reason: str


@dataclass(frozen=True)
class Ready:
    """A file is in its place, checked."""

    model_id: str
    file: str
    path: Path
    how: Origin


Event = Checking | Transfer | Waiting | DownloadError | Ready
OnEvent = Callable[[Event], None]


def ignore_events(_: Event) -> None:
    """The default listener."""
