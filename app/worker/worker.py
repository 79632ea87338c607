"""The worker: claims jobs one after another and makes their videos until it is asked to end."""

from __future__ import annotations

import logging
import math
import time
from dataclasses import dataclass
from pathlib import Path

from app.queue.control import jobs_left
from app.queue.job import Job, Share, WorkerId
from app.queue.store import JobStore
from app.worker.disk_wait import DiskWait
from app.worker.idleness import Idleness
from app.worker.messages import Alive, Bye, Listener, Ready
from app.worker.runner import Runner
from app.worker.shutdown import StopRequest
from talker.errors import ErrorCode, MouthpieceError
from talker.leftovers import clear_leftovers

IDLE_SECONDS = 0.5
_ALIVE_SECONDS = 2.0
_log = logging.getLogger(__name__)


class WarmRun:
    """Jobs that share a portrait in a row, but only so many that the others have their turn."""

    JOBS = 20
    SECONDS = 600.0

    def __init__(self) -> None:
        self._affinity: str | None = None
        self._jobs = 0
        self._began = 0.0

    def preferred(self, now: float) -> str | None:
        """The affinity that the next claim prefers; None: whoever is first."""
        if self._jobs >= self.JOBS or now - self._began >= self.SECONDS:
            return None
        return self._affinity

    def count(self, job: Job, preferred: str | None, now: float) -> None:
        """Counts a claimed job; a claim without preference begins a new row."""
        affinity = job.kind.affinity(job.request)
        if preferred is None or affinity != self._affinity:
            self._affinity, self._jobs, self._began = affinity, 0, now
        self._jobs += 1


@dataclass(frozen=True)
class WorkEnd:
    """When a worker ends unasked: when no job of its `share` is left, or `idle_seconds` after its
    last one, or as soon as another program needs the card."""

    empty: bool = False
    idle_seconds: float = math.inf
    share: Share = Share.ALL


FOREVER = WorkEnd()


class Worker:
    """One worker of the queue; `emit` gets its messages.

    One that ends for want of work gives models and memory back; its supervisor starts another one,
    which has loaded nothing yet.
    """

    def __init__(
        self,
        store: JobStore,
        me: WorkerId,
        emit: Listener,
        stop: StopRequest,
        *,
        until: WorkEnd = FOREVER,
        home: Path,
    ) -> None:
        self._store = store
        self._me = me
        self._emit = emit
        self._stop = stop
        self._until = until
        self._home = home
        self._warm = WarmRun()
        self._disk_wait = DiskWait(store, home)
        self._alive_at = 0.0
        self._idleness = Idleness(until.idle_seconds)

    def run(self) -> None:
        """Works until `stop` is set or `until` says so."""
        self._emit(Ready(worker=self._me.name, pid=self._me.pid))
        clear_leftovers(self._home)
        runner = Runner(self._store, self._emit, self._stop, self._home)
        try:
            while not self._stop.requested:
                try:
                    worked = self._work(runner)
                except MouthpieceError as error:  # the queue's own disk may be full or away
                    _log.warning("the queue does not answer: %s", error.message)
                    worked = False
                if worked:
                    self._idleness.note_work()
                    continue
                if self._idleness.is_over() or self._is_finished() or self._stop.wait(IDLE_SECONDS):
                    break
        finally:
            runner.close()
        self._emit(Bye(worker=self._me.name))

    def _work(self, runner: Runner) -> bool:
        """Makes one video; False when there was none to make."""
        self._disk_wait.requeue_ready()
        preferred = self._warm.preferred(time.monotonic())
        job = self._store.claim(self._me, prefer=preferred, share=self._until.share)
        if job is None:
            self._emit_alive()
            return False
        self._warm.count(job, preferred, time.monotonic())
        runner.run(job)
        return True

    def _is_finished(self) -> bool:
        if not self._until.empty:
            return False
        try:
            left = jobs_left(self._store, self._until.share)
            waiting = self._store.waiting_for(ErrorCode.DISK_FULL, 1)
        except MouthpieceError as error:
            _log.warning("the queue does not answer: %s", error.message)
            return False
        return not (left or waiting)

    def _emit_alive(self) -> None:
        now = time.monotonic()
        if now - self._alive_at >= _ALIVE_SECONDS:
            self._alive_at = now
            self._emit(Alive(worker=self._me.name))
