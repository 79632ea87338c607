"""Does one claimed job, keeps the hold on it meanwhile, and says how it ended."""

from __future__ import annotations

import logging
import time
import traceback
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import TYPE_CHECKING

from app.queue.job import Job, JobError, Lease, Outcome, State
from app.queue.joblog import logged
from app.queue.store import LEASE_SECONDS, JobStore
from app.settings import load_settings
from app.worker.messages import Alive, Ended, Listener, Started
from app.worker.outcome import AttemptResult, failed_attempt, record_result
from app.worker.progress import ProgressReporter
from app.worker.recovery import find_finished
from app.worker.shutdown import StopRequest
from avatar_gen.request import AvatarRequest
from talker.errors import Cancelled, ErrorCode, MouthpieceError
from talker.options.deliver import DeliverRequest
from talker.options.render import RenderRequest
from talker.progress import CancelToken, Stage

if TYPE_CHECKING:
    from avatar_gen.pipeline import AvatarPipeline

_POLL_SECONDS = 0.25
_RENEW_SECONDS = 2.0
_log = logging.getLogger(__name__)


class Runner:
    """Works on one job at a time. A thread renders; the caller's thread watches the store."""

    def __init__(
        self, store: JobStore, say: Listener, stop: StopRequest, home: Path | None
    ) -> None:
        self._store = store
        self._say = say
        self._stop = stop
        self._home = home
        self._road: AvatarPipeline | None = None
        self._renders = ThreadPoolExecutor(1, thread_name_prefix="render")

    def run(self, job: Job) -> State | None:
        """The state in which the job was left; None when it was lost to another worker."""
        hold = job.lease
        self._say(Started(worker=hold.worker, job=job.id, label=job.label, attempt=hold.attempt))
        with logged(job.id, hold.attempt, hold.worker, self._home):
            cancel = CancelToken()
            future = self._renders.submit(self._render, job, cancel)
            wanted = self._watch(hold, future, cancel)
            error = future.exception()
            left = self._leave(job, wanted, future, error)
        self._say(left)
        return left.state

    def close(self) -> None:
        self._renders.shutdown()

    def _render(self, job: Job, cancel: CancelToken) -> Outcome:
        made = find_finished(job)
        if made is not None:
            return made
        teller = ProgressReporter(self._store, job.lease, self._say, cancel)
        match job.request:
            case AvatarRequest():
                return self._draw(job.request, teller, cancel)
            case DeliverRequest():
                return self._deliver(job.request, teller, cancel)
            case RenderRequest():
                return self._make(job.request, teller, cancel)

    def _make(
        self, request: RenderRequest, teller: ProgressReporter, cancel: CancelToken
    ) -> Outcome:
        # Late: a worker that finds nothing to do needs neither numpy nor OpenCV.
        from app.models import default_store
        from talker.pipeline import render

        result = render(
            request,
            on_progress=teller.report,
            cancel=cancel,
            home=self._home,
            models=default_store(),
            publisher=load_settings(self._home).labels.publisher,
        )
        return Outcome.of(result)

    def _deliver(
        self, request: DeliverRequest, teller: ProgressReporter, cancel: CancelToken
    ) -> Outcome:
        from talker.deliver.deliver import DeliverTask, deliver

        began = time.monotonic()
        (made,) = deliver(
            request.video,
            [DeliverTask(request.options, request.output)],
            overwrite=request.overwrite,
            on_progress=teller.report,
            cancel=cancel,
            home=self._home,
            publisher=load_settings(self._home).labels.publisher,
        )
        return Outcome(
            output=made.output,
            frames=round(made.duration * made.fps),
            resumed_frames=0,
            engine=made.encoder,
            device="",
            timings={Stage.FINISH: time.monotonic() - began},
            notices=made.notices,
        )

    def _draw(
        self, request: AvatarRequest, teller: ProgressReporter, cancel: CancelToken
    ) -> Outcome:
        from app.models import default_store
        from avatar_gen import new_pipeline

        if self._road is None:
            self._road = new_pipeline(default_store(), self._home)
        result = self._road.generate(request, teller.report, cancel)
        return Outcome(
            output=result.candidates[0].path,
            frames=len(result.candidates),
            resumed_frames=0,
            engine="diffusers",
            device=result.device,
            timings={Stage.RENDER: result.seconds},
            notices=result.notices,
        )

    def _watch(self, hold: Lease, future: Future[Outcome], cancel: CancelToken) -> State | None:
        """Until the render ends: renews the lease, and stops the render when that is wanted.

        Returns where the job shall go if the render was stopped; None when the hold is lost.
        """
        wanted: State | None = State.RUNNING
        renewed = time.monotonic()
        next_renewal = renewed + _RENEW_SECONDS
        while not wait({future}, _POLL_SECONDS).done:
            now = time.monotonic()
            try:
                asked = self._store.desired_state(hold)
                if now >= next_renewal:
                    next_renewal = now + _RENEW_SECONDS
                    self._say(Alive(worker=hold.worker))
                    if asked is not None and self._store.renew(hold):
                        renewed = now
            except MouthpieceError as error:  # the queue's own disk may be full or away
                _log.warning("the queue does not answer: %s", error.message)
                # Another worker may take the job from now on; only one may go on with it.
                asked = None if now - renewed > LEASE_SECONDS else State.RUNNING
            if asked is State.RUNNING and self._stop.wanted:
                asked = State.QUEUED
            if asked is not State.RUNNING:
                wanted = asked
                cancel.cancel()
        return wanted

    def _leave(
        self,
        job: Job,
        wanted: State | None,
        future: Future[Outcome],
        error: BaseException | None,
    ) -> Ended:
        """Writes down how the job ended; a finished video counts whatever was wanted meanwhile."""
        ending = self._ending(job, wanted, future, error)
        left = record_result(self._store, job, ending, job.lease.worker)
        _log.info("left as %s", left.state or "another worker's")
        return left

    def _ending(
        self,
        job: Job,
        wanted: State | None,
        future: Future[Outcome],
        error: BaseException | None,
    ) -> AttemptResult:
        if error is None:
            return AttemptResult(State.DONE, future.result())
        if isinstance(error, Cancelled):
            return AttemptResult(wanted)
        failure = job_error(error)
        _log.error("%s: %s\n%s", failure.code, failure.message, failure.traceback)
        return failed_attempt(failure, job.crash_count)


def job_error(error: BaseException) -> JobError:
    """What a job's row says of an exception."""
    if isinstance(error, MouthpieceError):
        return JobError(error.code, error.message, error.hint)
    told = "".join(traceback.format_exception(error))
    return JobError(
        ErrorCode.INTERNAL,
        f"Something unexpected went wrong: {traceback.format_exception_only(error)[-1].strip()}",
        "Please send the job's log with a report.",
        told,
    )
