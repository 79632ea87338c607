"""The queue's executor on the farm: feeds events to the dispatcher and carries its actions out."""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
import socket
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.farm.coordinator.assembly import (
    Assembly,
    OpenAssembly,
    There,
    accept_motion,
    segment_saver,
)
from app.farm.coordinator.attempts import Attempt, BackgroundSteps, StepEnd
from app.farm.coordinator.dispatcher import Dispatcher, Timeouts
from app.farm.coordinator.events import (
    Action,
    CancelRun,
    ClaimJobs,
    EndAttempt,
    Event,
    FinishJob,
    InspectJob,
    JobClaimed,
    JobFailed,
    JobFinished,
    JobInspected,
    LogLine,
    OpenRender,
    ReleaseTask,
    RenderBusy,
    RenderOpened,
    Report,
    ReportProgress,
    ResumeWaiting,
    RunId,
    SetAside,
    Step,
    StepCancelled,
    StopRequested,
    Submit,
    SubmitPrepare,
    SubmitSegment,
    Tick,
    UploadChunk,
)
from app.farm.coordinator.failures import NoWorkerCapable, nobody
from app.farm.coordinator.leases import LeaseKeeper
from app.farm.coordinator.newest_frame import NewestFrame
from app.farm.coordinator.throughput import Throughput
from app.farm.coordinator.waking import Waker
from app.farm.net.client import Call, ClusterClient
from app.farm.net.events import SchedulerAway, WorkersChanged
from app.farm.net.handshake import unreachable
from app.farm.net.protocol import InputFile, VideoOptions
from app.farm.net.shared_folder import read_mark
from app.farm.node import tasks
from app.jobs.kind import Outcome
from app.queue.control import jobs_left
from app.queue.job import Job, Lease, Share, State, WorkerId
from app.queue.joblog import append_line
from app.queue.store import JobStore
from app.worker.disk_wait import DiskWait
from app.worker.messages import Alive, Bye, Listener, Ready, Started, WorkerSetAside
from app.worker.outcome import AttemptResult, record_result
from app.worker.progress import ProgressReporter
from app.worker.recovery import find_finished
from app.worker.runner import job_error
from app.worker.shutdown import StopRequest
from app.worker.supervisor import RunSummary
from talker.engines.spec import ListedModels
from talker.errors import Cancelled, ErrorCode, MouthpieceError
from talker.progress import CancelToken, Progress, Stage

if TYPE_CHECKING:
    from distributed import Future

    from app.farm.net.protocol import Reply

_TICK_SECONDS = 0.1
_DISK_WAIT_SECONDS = 5.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class FarmPolicy:
    """How the queue is worked off: `forever` waits for further jobs, `spread` lets several workers
    render one video, `shared` is a folder that all computers see, `wake` are cards of
    computers that sleep."""

    forever: bool = False
    spread: bool = True
    timeouts: Timeouts = field(default_factory=Timeouts)
    shared: Path | None = None
    wake: tuple[str, ...] = ()


class FarmExecutor:
    """Works the queue off on a farm; `emit` gets the messages that local workers would give."""

    def __init__(
        self,
        store: JobStore,
        cluster: ClusterClient,
        open_assembly: OpenAssembly,
        emit: Listener,
        home: Path,
        policy: FarmPolicy | None = None,
    ) -> None:
        policy = policy or FarmPolicy()
        self._store = store
        self._cluster = cluster
        self._open_assembly = open_assembly
        self._emit = emit
        self._forever = policy.forever
        self._home = home
        self._me = WorkerId.of_this_process(f"farm-{socket.gethostname()}-{os.getpid()}")
        self._lonely = policy.timeouts.lonely
        self._throughput = Throughput.load(home)
        self._dispatcher = Dispatcher(
            self._throughput,
            policy.timeouts,
            secrets.token_hex(3),
            shared_mark=read_mark(policy.shared) or "",
            spread=policy.spread,
        )
        self._attempts: dict[RunId, Attempt] = {}
        self._futures: dict[str, Future[Reply]] = {}
        self._steps = BackgroundSteps(cluster, self._on_step_ended)
        self._disk_wait = DiskWait(store, home)
        self._leases = LeaseKeeper(store)
        self._next_disk_wait = 0.0
        self._alone_since: float | None = None
        self._away = False
        self._waker = Waker(policy.wake, lambda: jobs_left(store, Share.FARM) > 0)

    def run(self, stop: StopRequest, on_tick: Callable[[], None] = lambda: None) -> RunSummary:
        """Until no job is left to wait for, or until `stop`: running jobs are queued again.

        Raises MouthpieceError FARM_UNREACHABLE or FARM_EMPTY when the farm stays away, and
        NoWorkerCapable for jobs that no computer of it can make; they are queued again.
        """
        began = self._store.revision()
        self._emit(Ready(worker=self._me.name, pid=self._me.pid))
        try:
            self._store.release_dead()
            self._resume_waiting()
            while not stop.requested and not self._ended():
                self._turn()
                on_tick()
        finally:
            for event in self._stops(State.QUEUED):
                self._handle(event)
            self._steps.close()
            self._handle_waiting(0)
            self._throughput.save(self._home)
            self._resume_waiting()
        on_tick()
        self._emit(Bye(worker=self._me.name))
        if self._dispatcher.impossible and not stop.requested:
            raise NoWorkerCapable(*next(iter(self._dispatcher.impossible.items())))
        ended = self._store.ended_after(began)
        return RunSummary(
            ended[State.DONE],
            ended[State.FAILED],
            ended[State.CANCELLED],
            stopped=stop.requested,
            left=0 if stop.requested else jobs_left(self._store, share=Share.FARM),
        )

    # Events.

    def _turn(self) -> None:
        self._handle_waiting(_TICK_SECONDS)
        now = time.monotonic()
        try:
            self._waker.look(now, anybody=bool(self._dispatcher.workers.usable(now)))
            self._keep_leases(now)
        except MouthpieceError as failure:
            for event in self._on_store_failure(failure):
                self._handle(event)
        for attempt in self._attempts.values():
            if attempt.assembly is not None:
                attempt.frame.look(attempt.assembly.newest, now, self._steps.forget)
        self._handle(Tick(now))

    def _handle_waiting(self, seconds: float) -> None:
        """Handles the events that have come; waits for the first."""
        event = self._cluster.wait(seconds)
        while event is not None:
            if isinstance(event, Call):
                event.function()
            else:
                if isinstance(event, (WorkersChanged, SchedulerAway)):
                    self._away = isinstance(event, SchedulerAway)
                self._handle(event)
            event = self._cluster.wait(0)

    def _handle(self, event: Event) -> None:
        """Lets the dispatcher decide, does what it decides, and so on with what comes of that."""
        events = deque([event])
        while events:
            for action in self._dispatcher.handle(events.popleft()):
                events.extend(self._perform(action))

    def _keep_leases(self, now: float) -> None:
        """Renews the leases, and does what users asked of running jobs."""
        leases = [attempt.job.lease for attempt in self._attempts.values()]
        for lease, desired in self._leases.stops(leases, now):
            self._handle(StopRequested(now, _run_id(lease), desired))
        leases = [attempt.job.lease for attempt in self._attempts.values()]
        if self._leases.renew(leases, now):
            self._emit(Alive(worker=self._me.name))
        if now >= self._next_disk_wait:
            self._next_disk_wait = now + _DISK_WAIT_SECONDS
            self._steps.forget(self._disk_wait.requeue_ready)

    def _on_store_failure(self, failure: MouthpieceError) -> list[Event]:
        """The queue's own disk may be full or away; after a while the jobs may be others'."""
        _log.warning("the queue does not answer: %s", failure.message)
        return self._stops(None) if self._leases.lapsed(time.monotonic()) else []

    def _stops(self, desired: State | None) -> list[Event]:
        """No job shall go on."""
        now = time.monotonic()
        return [StopRequested(now, run, desired) for run in self._attempts]

    # Actions.

    def _perform(self, action: Action) -> list[Event]:
        """Carries out an action; the events are what has come of it already."""
        match action:
            case SubmitPrepare() | UploadChunk() | SubmitSegment():
                return self._guarded(action.run, lambda: self._submit(action))
            case ClaimJobs() | InspectJob() | OpenRender() | FinishJob():
                return self._step(action)
            case ReleaseTask(ticket):
                future = self._futures.pop(ticket, None)
                if future is not None:
                    future.release()
            case CancelRun(run):
                self._attempts[run].cancel.cancel()
            case EndAttempt(run, result):
                self._end(run, result)
            case ResumeWaiting():
                self._resume_waiting()
            case SetAside() | ReportProgress() | LogLine():
                self._report(action)
        return []

    def _guarded(self, run: RunId, act: Callable[[], list[Event]]) -> list[Event]:
        """What fails on this computer is the job's failure, and not the run's."""
        try:
            return act()
        except (MouthpieceError, OSError) as error:
            return [JobFailed(time.monotonic(), run, job_error(error))]

    def _submit(self, action: Submit) -> list[Event]:
        attempt, worker = self._attempts[action.run], action.worker
        submit, ticket = self._cluster.submit, action.ticket
        match action:
            case SubmitPrepare():
                spec = attempt.spec(action.inputs)
                enclosed = {file.sha256: attempt.read(file) for file in action.enclosed}
                future = submit(
                    *(tasks.prepare_job, ticket, worker, spec, enclosed),
                    exclusive=True,
                    on_reply=accept_motion,
                )
            case SubmitSegment():
                spec = attempt.spec(action.inputs)
                future = submit(
                    *(tasks.render_segment, ticket, worker, spec, action.segment.index),
                    exclusive=True,
                    on_reply=segment_saver(attempt.opened, action.segment, attempt.cancel),
                )
            case UploadChunk():
                chunk = attempt.read(action.file, action.offset, action.size)
                file = action.file.model_dump_json()
                future = submit(
                    *(tasks.store_chunk, ticket, worker, file, action.offset, chunk),
                    exclusive=False,
                    on_reply=accept_motion,
                )
        if future is not None:
            self._futures[ticket] = future
        return []

    def _step(self, action: Step) -> list[Event]:
        match action:
            case ClaimJobs(preferences):
                return self._claim(preferences)
            case InspectJob(run):
                self._steps.run(run, self._inspection(self._attempts[run]))
                return []
            case OpenRender(run):
                return self._guarded(run, lambda: [self._open_render(action)])
            case FinishJob(run):
                return self._finish(run)

    def _report(self, report: Report) -> None:
        match report:
            case SetAside(worker, reason):
                self._emit(WorkerSetAside(worker=worker, reason=reason))
            case ReportProgress(run, done, total):
                self._attempts[run].reporter.report(Progress(Stage.RENDER, done, total))
            case LogLine(run, text):
                append_line(run.job, text, self._home)

    # Steps of a job.

    def _claim(self, preferences: tuple[str | None, ...]) -> list[Event]:
        events: list[Event] = []
        for prefer in preferences:
            try:
                job = self._store.claim(self._me, prefer=prefer, share=Share.FARM)
            except MouthpieceError as failure:
                return [*events, *self._on_store_failure(failure)]
            if job is None:
                break
            events.append(self._begin(job))
        return events

    def _begin(self, job: Job) -> Event:
        self._emit(Started(worker=self._me.name, job=job.id, label=job.label, attempt=job.attempts))
        append_line(job.id, f"--- attempt {job.attempts}, {self._me.name}", self._home)
        cancel = CancelToken()
        seconds = max(0.5, len(self._attempts) / 50)
        reporter = ProgressReporter(self._store, job.lease, self._emit, cancel, seconds)
        run = _run_id(job.lease)
        self._attempts[run] = Attempt(job, cancel, reporter, NewestFrame(job.id, self._home))
        affinity, pace = job.kind.affinity(job.request), job.kind.pace_key(job.request)
        return JobClaimed(time.monotonic(), run, job.crash_count, affinity, pace)

    def _inspection(self, attempt: Attempt) -> Callable[[], Outcome | Assembly]:
        job, report, cancel = attempt.job, attempt.reporter.report, attempt.cancel
        return lambda: find_finished(job) or self._open_assembly(job, report, cancel)

    def _on_step_ended(self, run: RunId, end: StepEnd) -> None:
        """A pre-flight or the joining is over; the job may have been given up meanwhile."""
        now = time.monotonic()
        attempt = self._attempts.get(run)
        match end:
            case Cancelled():
                self._handle(StepCancelled(now, run))
            case BaseException():
                self._handle(JobFailed(now, run, job_error(end)))
            case Outcome():
                self._handle(JobFinished(now, run, end))
            case _ if attempt is not None:
                attempt.assembly = end
                attempt.options = self._decide(attempt)
                inputs = tuple(known.file for known in attempt.opened.inputs)
                self._handle(JobInspected(now, run, inputs, attempt.opened.segments))
            case _:
                end.close()

    def _decide(self, attempt: Attempt) -> VideoOptions:
        """The options with the engine that `auto` means where the farm's models are."""
        workers = self._dispatcher.workers.all
        models = {model for worker in workers for model in worker.info.health.models}
        there = There(
            ListedModels({*models, *self._cluster.hello.models}),
            frozenset(package for worker in workers for package in worker.info.report.packages),
            any(worker.info.report.card for worker in workers),
        )
        return attempt.opened.options(there)

    def _open_render(self, action: OpenRender) -> Event:
        assembly = self._attempts[action.run].opened
        missing = assembly.open(action.reply, action.motion)
        if missing is None:
            return RenderBusy(time.monotonic(), action.run)
        path = assembly.motion
        content = action.motion if path is None else path.read_bytes()
        motion = InputFile(
            role="motion",
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            suffix="" if path is None else path.suffix,
        )
        indexes = tuple(segment.index for segment in missing)
        return RenderOpened(time.monotonic(), action.run, indexes, motion, assembly.segments)

    def _finish(self, run: RunId) -> list[Event]:
        """Joins the video in a thread, if the job is still ours."""
        attempt = self._attempts[run]
        try:
            desired = self._store.desired_state(attempt.job.lease)
        except MouthpieceError as error:  # it is asked again before the end is written down
            _log.warning("the queue does not answer: %s", error.message)
            desired = State.RUNNING
        if desired is not State.RUNNING:
            now = time.monotonic()
            return [StopRequested(now, run, desired), StepCancelled(now, run)]
        self._steps.run(run, attempt.opened.finish)
        return []

    def _end(self, run: RunId, result: AttemptResult) -> None:
        attempt = self._attempts.pop(run)
        attempt.close()
        end = record_result(self._store, attempt.job, result, self._me.name)
        append_line(run.job, f"left as {end.state or 'no longer ours'}", self._home)
        self._emit(end)

    # The end of the run.

    def _resume_waiting(self) -> None:
        """Lets jobs go on that waited for a computer with their models."""
        try:
            for job in self._store.waiting_for(ErrorCode.MODEL_MISSING, 10_000):
                self._store.transition(job.id, {State.PAUSED}, State.QUEUED)
        except MouthpieceError as failure:  # its disk may be full or away: at the next chance
            _log.warning("the queue does not answer: %s", failure.message)

    def _ended(self) -> bool:
        """Whether nothing is left to do; raises when the farm stays away."""
        now = time.monotonic()
        if self._attempts or self._dispatcher.workers.usable(now):
            self._alone_since = None
        elif self._alone_since is None:
            self._alone_since = now
        if self._attempts or self._forever:
            return False
        try:
            left = jobs_left(self._store, share=Share.FARM) > 0
            waits = bool(self._store.waiting_for(ErrorCode.DISK_FULL, 1))
        except MouthpieceError as failure:
            _log.warning("the queue does not answer: %s", failure.message)
            return False
        if left and self._alone_since is not None and now - self._alone_since > self._lonely:
            raise self._nobody(now)
        return not (left or waits)

    def _nobody(self, now: float) -> MouthpieceError:
        if self._away:
            return unreachable(self._cluster.address, "it stays away")
        workers = self._dispatcher.workers
        reasons = [f"{worker.name}: {workers.why_not(worker, now)}" for worker in workers.all]
        return nobody(self._cluster.address, reasons)


def _run_id(lease: Lease) -> RunId:
    return RunId(lease.job_id, lease.attempt)
