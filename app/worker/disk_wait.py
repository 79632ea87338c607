"""Lets jobs go on that were paused for want of room on a disk."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from app.queue.job import State
from app.queue.store import JobStore
from talker.errors import ErrorCode

_CHECK_SECONDS = 5.0
_MAX_PAUSE_SECONDS = 300.0
_AT_ONCE = 20


@dataclass(frozen=True)
class _Retry:
    """When a job may be checked again, and how long to wait the time after."""

    at: float
    pause: float


class DiskWait:
    """Checks every few seconds whether a paused job has room again.

    The check of a request may pass where the render then fails (a quota, say); each job is
    therefore requeued after ever longer pauses.
    """

    def __init__(self, store: JobStore, home: Path) -> None:
        self._store = store
        self._home = home
        self._next = 0.0
        self._retries: dict[int, _Retry] = {}

    def requeue_ready(self) -> int:
        """How many jobs are queued again; does nothing when it was called a moment ago."""
        now = time.monotonic()
        if now < self._next:
            return 0
        self._next = now + _CHECK_SECONDS
        requeued = 0
        for job in self._store.waiting_for(ErrorCode.DISK_FULL, _AT_ONCE):
            retry = self._retries.get(job.id, _Retry(now, _CHECK_SECONDS))
            if now < retry.at:
                continue
            if not job.kind.has_room(job.request, self._home):
                break  # what comes behind it would need the same disk in most cases
            pause = min(2 * retry.pause, _MAX_PAUSE_SECONDS)
            self._retries[job.id] = _Retry(now + retry.pause, pause)
            requeued += self._store.transition(job.id, {State.PAUSED}, State.QUEUED)
        return requeued
