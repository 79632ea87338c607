"""Runs one claimed job, renews its lease meanwhile, and reports how it ended."""

from __future__ import annotations

import logging
import math
import sys
import time
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.child_process import end_process
from app.jobs.kind import Outcome, Run
from app.queue.job import Job, JobError, Lease, State
from app.queue.joblog import logged
from app.queue.store import LEASE_SECONDS, JobStore
from app.settings.store import stall_seconds
from app.stall import ObservedToken, SignsOfLife
from app.worker.live_frame import LiveFrame
from app.worker.messages import Alive, Ended, Listener, Started
from app.worker.outcome import AttemptResult, failed_attempt, record_result
from app.worker.progress import ProgressReporter
from app.worker.recovery import find_finished
from app.worker.shutdown import StopRequest
from app.worker.spill_watch import SpillWatch
from talker.errors import Cancelled, ErrorCode, MouthpieceError
from talker.progress import CancelToken

_POLL_SECONDS = 0.25
_RENEW_SECONDS = 2.0
# A job that is given up has stopped within two seconds, with the poll before and the end after.
_GRACE_SECONDS = 1.25
STUCK = 75  # the exit status of a worker that could not stop its work
_log = logging.getLogger(__name__)


class Runner:
    """Works on one job at a time. A thread renders; the caller's thread watches the store.

    A thread that does not stop when it is asked to is inside a library. The job is released all
    the same, and `end` ends the process: its supervisor starts another one.
    """

    def __init__(
        self,
        store: JobStore,
        emit: Listener,
        stop: StopRequest,
        home: Path,
        *,
        end: Callable[[int], object] = end_process,
    ) -> None:
        self._store = store
        self._end = end
        self._stall_seconds = stall_seconds(home)
        self._emit = emit
        self._stop = stop
        self._home = home
        self._runs: dict[str, Run[Any]] = {}
        self._spill = SpillWatch()
        self._renders = ThreadPoolExecutor(1, thread_name_prefix="render")

    def run(self, job: Job) -> State | None:
        """The state in which the job was left; None when it was lost to another worker."""
        lease = job.lease
        self._emit(Started(worker=lease.worker, job=job.id, label=job.label, attempt=lease.attempt))
        with logged(job.id, lease.attempt, lease.worker, self._home):
            life = SignsOfLife(self._stall_seconds, self._home)
            self._spill.begin()
            cancel = ObservedToken(life)
            future = self._renders.submit(self._render, job, cancel, life)
            desired = self._watch(lease, future, cancel, life)
            stuck = not future.done()
            if stuck:
                _log.error("the work does not stop; it stands at\n%s", _all_stacks())
            left = self._finish(job, desired, future, life)
        self._emit(left)
        if stuck:
            self._end(STUCK)
        return left.state

    def close(self) -> None:
        """Waits for the thread that renders."""
        self._renders.shutdown()

    def _render(self, job: Job, cancel: CancelToken, life: SignsOfLife) -> Outcome:
        made = find_finished(job)
        if made is not None:
            return made
        kind = job.kind
        run = self._runs.get(kind.name)
        if run is None:
            run = self._runs[kind.name] = kind.runner(self._home)
        live = LiveFrame(job.id, self._home)
        reporter = ProgressReporter(self._store, job.lease, self._emit, cancel, live=live)
        try:
            return run(job.request, life.watched(reporter.report), cancel)
        finally:
            live.remove()

    def _watch(
        self, lease: Lease, future: Future[Outcome], cancel: CancelToken, life: SignsOfLife
    ) -> State | None:
        """Until the render ends: renews the lease, and stops the render when that is asked for.

        Returns where the job shall go if the render was stopped; None when the lease is lost. The
        render has not ended then when it did not stop in time.
        """
        desired: State | None = State.RUNNING
        given_up = math.inf
        renewed = time.monotonic()
        next_renewal = renewed + _RENEW_SECONDS
        while not wait({future}, _POLL_SECONDS).done:
            now = time.monotonic()
            self._spill.look()
            # Before the queue is asked: who stops us may have marked the job just before.
            stopping = self._stop.requested
            try:
                asked = self._store.desired_state(lease)
                if now >= next_renewal:
                    next_renewal = now + _RENEW_SECONDS
                    self._emit(Alive(worker=lease.worker))
                    if asked is not None and self._store.renew(lease):
                        renewed = now
            except MouthpieceError as error:  # the queue's own disk may be full or away
                _log.warning("the queue does not answer: %s", error.message)
                # Another worker may take the job from now on; only one may go on with it.
                asked = None if now - renewed > LEASE_SECONDS else State.RUNNING
            if asked is State.RUNNING and stopping:
                asked = State.QUEUED
            if asked is not State.RUNNING:
                desired = asked
            if asked is not State.RUNNING or life.look() is not None:
                cancel.cancel()
                given_up = min(given_up, now + _GRACE_SECONDS)
            if now >= given_up:
                break
        return desired

    def _finish(
        self,
        job: Job,
        desired: State | None,
        future: Future[Outcome],
        life: SignsOfLife,
    ) -> Ended:
        """Writes down how the job ended; a finished video counts whatever was asked meanwhile."""
        ending = self._result(job, desired, future, life)
        left = record_result(self._store, job, ending, job.lease.worker)
        _log.info("left as %s", left.state or "another worker's")
        return left

    def _result(
        self,
        job: Job,
        desired: State | None,
        future: Future[Outcome],
        life: SignsOfLife,
    ) -> AttemptResult:
        error: BaseException | None = future.exception() if future.done() else Cancelled()
        if error is None:
            made = future.result()
            made = replace(made, notices=(*made.notices, *self._spill.notices))
            return AttemptResult(State.DONE, made)
        if isinstance(error, Cancelled):
            if desired is not State.RUNNING:
                return AttemptResult(desired)
            error = life.error or error
        failure = job_error(error)
        _log.error("%s: %s\n%s", failure.code, failure.message, failure.traceback)
        return failed_attempt(failure, job.crash_count)


def _all_stacks() -> str:
    frames = sys._current_frames().items()
    return "".join(f"thread {name}\n{''.join(traceback.format_stack(at))}" for name, at in frames)


def job_error(error: BaseException) -> JobError:
    """What a job's row says of an exception."""
    if isinstance(error, MouthpieceError):
        return JobError(error.code, error.message, error.hint)
    trace = "".join(traceback.format_exception(error))
    return JobError(
        ErrorCode.INTERNAL,
        f"Something unexpected went wrong: {traceback.format_exception_only(error)[-1].strip()}",
        "Please send the job's log with a report.",
        trace,
    )
