"""Runs one claimed job, renews its lease meanwhile, and reports how it ended."""

from __future__ import annotations

import logging
import time
import traceback
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

from app.jobs.kind import Outcome, Run
from app.queue.job import Job, JobError, Lease, State
from app.queue.joblog import logged
from app.queue.store import LEASE_SECONDS, JobStore
from app.worker.messages import Alive, Ended, Listener, Started
from app.worker.outcome import AttemptResult, failed_attempt, record_result
from app.worker.progress import ProgressReporter
from app.worker.recovery import find_finished
from app.worker.shutdown import StopRequest
from talker.errors import Cancelled, ErrorCode, MouthpieceError
from talker.progress import CancelToken

_POLL_SECONDS = 0.25
_RENEW_SECONDS = 2.0
_log = logging.getLogger(__name__)


class Runner:
    """Works on one job at a time. A thread renders; the caller's thread watches the store."""

    def __init__(self, store: JobStore, emit: Listener, stop: StopRequest, home: Path) -> None:
        self._store = store
        self._emit = emit
        self._stop = stop
        self._home = home
        self._runs: dict[str, Run[Any]] = {}
        self._renders = ThreadPoolExecutor(1, thread_name_prefix="render")

    def run(self, job: Job) -> State | None:
        """The state in which the job was left; None when it was lost to another worker."""
        lease = job.lease
        self._emit(Started(worker=lease.worker, job=job.id, label=job.label, attempt=lease.attempt))
        with logged(job.id, lease.attempt, lease.worker, self._home):
            cancel = CancelToken()
            future = self._renders.submit(self._render, job, cancel)
            desired = self._watch(lease, future, cancel)
            error = future.exception()
            left = self._finish(job, desired, future, error)
        self._emit(left)
        return left.state

    def close(self) -> None:
        """Waits for the thread that renders."""
        self._renders.shutdown()

    def _render(self, job: Job, cancel: CancelToken) -> Outcome:
        made = find_finished(job)
        if made is not None:
            return made
        kind = job.kind
        run = self._runs.get(kind.name)
        if run is None:
            run = self._runs[kind.name] = kind.runner(self._home)
        reporter = ProgressReporter(self._store, job.lease, self._emit, cancel)
        return run(job.request, reporter.report, cancel)

    def _watch(self, lease: Lease, future: Future[Outcome], cancel: CancelToken) -> State | None:
        """Until the render ends: renews the lease, and stops the render when that is asked for.

        Returns where the job shall go if the render was stopped; None when the lease is lost.
        """
        desired: State | None = State.RUNNING
        renewed = time.monotonic()
        next_renewal = renewed + _RENEW_SECONDS
        while not wait({future}, _POLL_SECONDS).done:
            now = time.monotonic()
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
            if asked is State.RUNNING and self._stop.requested:
                asked = State.QUEUED
            if asked is not State.RUNNING:
                desired = asked
                cancel.cancel()
        return desired

    def _finish(
        self,
        job: Job,
        desired: State | None,
        future: Future[Outcome],
        error: BaseException | None,
    ) -> Ended:
        """Writes down how the job ended; a finished video counts whatever was asked meanwhile."""
        ending = self._result(job, desired, future, error)
        left = record_result(self._store, job, ending, job.lease.worker)
        _log.info("left as %s", left.state or "another worker's")
        return left

    def _result(
        self,
        job: Job,
        desired: State | None,
        future: Future[Outcome],
        error: BaseException | None,
    ) -> AttemptResult:
        if error is None:
            return AttemptResult(State.DONE, future.result())
        if isinstance(error, Cancelled):
            return AttemptResult(desired)
        failure = job_error(error)
        _log.error("%s: %s\n%s", failure.code, failure.message, failure.traceback)
        return failed_attempt(failure, job.crash_count)


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
