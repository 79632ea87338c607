"""Notices while a job is made that the graphics driver has moved memory away from the card."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import psutil

from app.gpu_spill import CardUse, read_card_use
from talker.progress import Notice, NoticeCode

_LOOK_SECONDS = 20.0
_GIB = 1 << 30
_log = logging.getLogger(__name__)


def own_processes() -> set[int]:
    """Ours, and those that we have started."""
    return {os.getpid(), *(child.pid for child in psutil.Process().children(recursive=True))}


@dataclass
class SpillWatch:
    """Looks at the counters now and then; `notices` holds what a job's video is to say."""

    read: Callable[[], Mapping[int, CardUse]] = read_card_use
    processes: Callable[[], set[int]] = own_processes
    clock: Callable[[], float] = time.monotonic
    notices: tuple[Notice, ...] = ()
    _looked: float = field(default=0.0, init=False)

    def begin(self) -> None:
        """A job begins."""
        self.notices = ()
        self._looked = self.clock()

    def look(self) -> None:
        """Once it is known of a job, nothing more is asked."""
        now = self.clock()
        if self.notices or now - self._looked < _LOOK_SECONDS:
            return
        self._looked = now
        used = self.read()
        if not used:
            return
        own = self.processes()
        uses = [use for process, use in used.items() if process in own]
        use = CardUse(sum(one.dedicated for one in uses), sum(one.shared for one in uses))
        if use.has_spilled:
            text = (
                f"The graphics driver has moved {use.shared / _GIB:.1f} GB of the card's memory to "
                "the computer's; the work may have taken up to thirty times as long."
            )
            _log.warning("%s", text)
            self.notices = (Notice(NoticeCode.CARD_MEMORY_MOVED, text),)
