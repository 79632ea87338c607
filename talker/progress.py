"""How long work reports what it does and learns that it should stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from talker.errors import Cancelled


class Stage(StrEnum):
    """The stages of the road, in order."""

    PREFLIGHT = "preflight"
    PORTRAIT = "portrait"
    MOTION = "motion"
    RENDER = "render"
    FINISH = "finish"


@dataclass(frozen=True)
class Progress:
    """One report: `done` of `total` units of `stage` (frames when rendering)."""

    stage: Stage
    done: int
    total: int


@dataclass(frozen=True)
class Notice:
    """A warning that does not stop the work; `code` is an ErrorCode value."""

    code: str
    message: str


OnProgress = Callable[[Progress | Notice], None]


def ignore_progress(_: Progress | Notice) -> None:
    """The default listener."""


class CancelToken:
    """Set from any thread; long work calls `check` at least ten times a second."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        self._event.set()

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Raises Cancelled once `cancel` was called."""
        if self._event.is_set():
            raise Cancelled
