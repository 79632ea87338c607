"""The queue's executor on the farm: claims jobs, lets slots make them, and writes down the ends."""

from __future__ import annotations

import logging
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

from app.farm.coordinator.assembly import Assembly, Begin
from app.farm.coordinator.background import BackgroundCalls
from app.farm.coordinator.dispatch_events import Timeouts
from app.farm.coordinator.dispatcher import Dispatcher
from app.farm.coordinator.job_run import JobRun, Phase
from app.farm.coordinator.journal import Journal
from app.farm.coordinator.lease_keeper import LeaseKeeper
from app.farm.coordinator.run_errors import impossible, nobody, worker_died, worker_lost
from app.farm.coordinator.throughput import Throughput
from app.farm.coordinator.worker_handles import WorkerHandle, WorkerHandles
from app.farm.net.client import (
    Call,
    ClusterClient,
    Happening,
    SchedulerAway,
    TaskLost,
    TaskReplied,
    WorkersChanged,
)
from app.farm.net.handshake import unreachable
from app.farm.net.protocol import FailureReply, TaskProgress
from app.farm.net.shared_folder import read_mark
from app.jobs.kind import Outcome
from app.jobs.registry import is_farmable
from app.jobs.render import KIND as RENDER
from app.queue.job import Job, JobError, State, WorkerId
from app.queue.joblog import note
from app.queue.store import JobStore
from app.worker.disk_wait import DiskWait
from app.worker.messages import Alive, Bye, Listener, Ready, WorkerSetAside
from app.worker.outcome import AttemptResult, FailureClass, classify, failed_attempt
from app.worker.progress import ProgressReporter
from app.worker.recovery import find_finished
from app.worker.runner import job_error
from app.worker.shutdown import StopRequest
from app.worker.supervisor import RunSummary
from talker.engines.registry import with_engine
from talker.engines.spec import ListedModels
from talker.errors import Cancelled, ErrorCode, MouthpieceError
from talker.progress import CancelToken

_TICK_SECONDS = 0.1
_ROOM_SECONDS = 5.0
_log = logging.getLogger(__name__)


class FarmExecutor:
    """Works the queue off on a farm; `say` gets the messages that local workers would give."""

    def __init__(
        self,
        store: JobStore,
        cluster: ClusterClient,
        begin: Begin,
        say: Listener,
        *,
        forever: bool = False,
        spread: bool = True,
        patience: Timeouts | None = None,
        shared: Path | None = None,
        home: Path,
    ) -> None:
        self._store = store
        self._cluster = cluster
        self._begin = begin
        self._say = say
        self._forever = forever
        self._spread = spread
        self._home = home
        self._me = WorkerId.of_this_process(f"farm-{socket.gethostname()}-{os.getpid()}")
        patience = patience or Timeouts()
        self._lonely = patience.lonely
        mark = read_mark(shared) or ""
        self._seats = WorkerHandles(self._tell_aside, patience.silent, patience.aside, mark)
        self._speeds = Throughput(home)
        self._foreman = Dispatcher(cluster, self._seats, self._speeds, self, patience)
        self._ledger = Journal(store, say, self._me.name, home)
        self._threads = BackgroundCalls(cluster)
        self._room = DiskWait(store, home)
        self._makings: list[JobRun] = []
        self._holds = LeaseKeeper(store)
        self._next_room = 0.0
        self._alone_since: float | None = None
        self._away = False
        self._waiting: dict[int, JobError] = {}

    def run(self, stop: StopRequest, on_tick: Callable[[], None] = lambda: None) -> RunSummary:
        """Until no job is left to wait for, or until `stop`: running jobs are queued again.

        Raises MouthpieceError FARM_UNREACHABLE or FARM_EMPTY when the farm stays away, and
        ModelMissing for jobs that no computer of it can make; they are queued again.
        """
        began = time.time()
        self._say(Ready(worker=self._me.name, pid=self._me.pid))
        try:
            self._store.release_dead()
            self._wake()
            while not stop.wanted and not self._ended():
                self._turn()
                on_tick()
        finally:
            for making in list(self._makings):
                self._give_up(making, State.QUEUED)
            self._threads.close()
            while (happening := self._cluster.wait(0)) is not None:
                if isinstance(happening, Call):
                    happening.act()
            self._speeds.keep()
            self._wake()
        on_tick()
        self._say(Bye(worker=self._me.name))
        if self._waiting and not stop.wanted:
            raise impossible(*next(iter(self._waiting.items())))
        ended = self._store.ended_since(began)
        return RunSummary(
            ended[State.DONE], ended[State.FAILED], ended[State.CANCELLED], stopped=stop.wanted
        )

    def complete(self, making: JobRun) -> None:
        """Every segment is here: the video is joined in a thread, if the job is still ours."""
        try:
            if self._store.desired_state(making.lease) is not State.RUNNING:
                return  # the watch will see it too
        except MouthpieceError as error:  # it is asked again before the end is written down
            _log.warning("the queue does not answer: %s", error.message)
        making.phase = Phase.FINISHING
        self._threads.run(
            making.begun.finish,
            lambda outcome: self._finished(making, outcome),
            lambda error: self._failed(making, error),
        )

    def broken(self, making: JobRun, error: MouthpieceError) -> None:
        """Most likely the disk of this computer is full: the job waits for room."""
        self._failed(making, error)

    def homeless(self, making: JobRun, why: str, *, died: bool) -> None:
        """The job goes back and is claimed again; what was made of it is kept."""
        note(making.job.id, f"lost by {why}", self._home)
        job = making.job
        error = worker_died(job.id, why, job.crash_count + 1) if died else worker_lost(why)
        self._leave(making, failed_attempt(error, job.crash_count, elsewhere=True))

    def troubled(self, making: JobRun, seat: WorkerHandle, trouble: FailureReply) -> None:
        """Decides whether the job or the slot is to blame."""
        told = f"{seat.name}: {trouble.code}: {trouble.message}\n{trouble.traceback}".rstrip()
        note(making.job.id, told, self._home)
        error = JobError(trouble.code, trouble.message, trouble.hint, trouble.traceback)
        now = time.monotonic()
        match classify(trouble.code):
            case FailureClass.LACKS:
                self._foreman.lacking.setdefault(making.job.id, set()).add(seat.name)
                self._waiting[making.job.id] = error
            case FailureClass.DISK:
                self._seats.failed(seat, trouble.message, now, at_once=True)
            case FailureClass.JOB:
                pass
            case _:
                self._seats.failed(seat, trouble.message, now)
        self._leave(making, failed_attempt(error, making.job.crash_count, elsewhere=True))

    def _turn(self) -> None:
        happening = self._cluster.wait(_TICK_SECONDS)
        while happening is not None:
            self._hear(happening, time.monotonic())
            happening = self._cluster.wait(0)
        now = time.monotonic()
        try:
            self._watch(now)
            self._claim(now)
        except MouthpieceError as failure:  # the queue's own disk may be full or away
            _log.warning("the queue does not answer: %s", failure.message)
            if self._holds.lapsed(now):
                for making in list(self._makings):
                    self._give_up(making, None)
        ready = [one for one in self._makings if one.phase is Phase.READY]
        for making in self._foreman.place(ready, now):
            error = self._waiting.get(making.job.id)
            self._leave(
                making,
                AttemptResult(State.PAUSED, error=error, reason=ErrorCode.MODEL_MISSING.value),
            )
        if self._spread:
            self._foreman.spread(self._makings, now)
        self._foreman.watch(self._makings, now)

    def _hear(self, happening: Happening, now: float) -> None:
        match happening:
            case WorkersChanged():
                self._away = False
                gone, new = self._seats.update(happening.seen, now)
                for seat in gone:
                    self._foreman.lose(seat, "it has left the farm", now)
                if new:
                    self._wake()
            case SchedulerAway():
                self._away = True
                for seat in self._seats.clear():
                    self._foreman.lose(seat, "the scheduler is away", now)
            case TaskReplied():
                self._foreman.answered(happening, now)
            case TaskLost():
                self._foreman.lost(happening, now)
            case TaskProgress():
                self._foreman.advanced(happening, now)
            case Call():
                happening.act()

    def _watch(self, now: float) -> None:
        """Keeps the holds, and does what users asked of running jobs."""
        for making, wanted in self._holds.changes(self._makings, now):
            self._give_up(making, wanted)
        if self._holds.renew(self._makings, now):
            self._say(Alive(worker=self._me.name))
        if now >= self._next_room:
            self._next_room = now + _ROOM_SECONDS
            self._threads.forget(self._room.look)

    def _claim(self, now: float) -> None:
        """Takes jobs for the free slots, and one more: its pre-flight is over when it is needed."""
        usable = self._seats.usable(now)
        free = [seat for seat in usable if seat.idle or seat.nearly_idle]
        waiting = [one for one in self._makings if one.phase in (Phase.LOOKING, Phase.READY)]
        room = len(free) + max(1, len(usable) // 4) - len(waiting) if usable else 0
        for _ in range(room):
            kin = {one.affinity for one in waiting}
            prefer = next(
                (seat.affinity for seat in free if seat.affinity and seat.affinity not in kin), None
            )
            job = self._store.claim(self._me, prefer=prefer, for_farm=True)
            if job is None:
                return
            waiting.append(self._take(job))

    def _take(self, job: Job) -> JobRun:
        self._ledger.begin(job)
        cancel = CancelToken()
        slow = len(self._makings) / 50
        teller = ProgressReporter(self._store, job.lease, self._say, cancel, max(0.5, slow))
        making = JobRun(job, cancel, teller)
        self._makings.append(making)

        def look() -> Outcome | Assembly:
            return find_finished(job) or self._begin(job, teller.report, cancel)

        self._threads.run(
            look,
            lambda found: self._looked(making, found),
            lambda error: self._failed(making, error),
        )
        return making

    def _looked(self, making: JobRun, found: Outcome | Assembly) -> None:
        if making not in self._makings:
            return
        if isinstance(found, Outcome):
            self._leave(making, AttemptResult(State.DONE, outcome=found))
            return
        making.assembly = found
        seats = self._seats.all
        models = {one for seat in seats for one in seat.info.health.models}
        # Every node must take the same engine, so the choice is not left to them.
        packages = {"torch"} if any(seat.info.report.torch for seat in seats) else set()
        making.options = with_engine(
            found.options,
            ListedModels({*models, *self._cluster.hello.models}),
            reference=RENDER.require(making.job.request).reference is not None,
            has_package=packages.__contains__,
        )
        making.phase = Phase.READY

    def _finished(self, making: JobRun, outcome: Outcome) -> None:
        if making in self._makings:
            self._leave(making, AttemptResult(State.DONE, outcome=outcome))

    def _failed(self, making: JobRun, error: BaseException) -> None:
        if making not in self._makings:
            return
        if isinstance(error, Cancelled):
            self._leave(making, AttemptResult(making.wanted))
            return
        failure = job_error(error)
        note(making.job.id, f"{failure.code}: {failure.message}\n{failure.traceback}", self._home)
        self._leave(making, failed_attempt(failure, making.job.crash_count))

    def _give_up(self, making: JobRun, wanted: State | None) -> None:
        """Stops a job that shall stop; what runs in a thread here ends by itself."""
        making.wanted = wanted
        making.cancel.cancel()
        self._foreman.drop(making)
        if making.phase is not Phase.FINISHING:
            self._leave(making, AttemptResult(wanted))

    def _leave(self, making: JobRun, ending: AttemptResult) -> None:
        """Lets go of a job and says how it ended."""
        self._makings.remove(making)
        self._foreman.drop(making)
        if making.assembly is not None:
            making.assembly.close()
        state = self._ledger.record_result(making.job, ending)
        if state is State.DONE:
            self._waiting.pop(making.job.id, None)
            self._foreman.lacking.pop(making.job.id, None)

    def _wake(self) -> None:
        """Lets jobs go on that waited for a computer with their models."""
        for job in self._store.waiting_for(ErrorCode.MODEL_MISSING, 10_000):
            self._store.transition(job.id, {State.PAUSED}, State.QUEUED)
        self._foreman.lacking.clear()

    def _ended(self) -> bool:
        """Whether nothing is left to do; raises when the farm stays away."""
        now = time.monotonic()
        if self._makings or self._seats.usable(now):
            self._alone_since = None
        elif self._alone_since is None:
            self._alone_since = now
        if self._makings or self._forever:
            return False
        counts = self._store.counts()
        # Portraits are drawn by this computer's own workers.
        waiting = any(load.jobs for load in self._store.load() if is_farmable(load.kind))
        left = waiting or counts[State.RUNNING] > 0
        if left and self._alone_since is not None and now - self._alone_since > self._lonely:
            raise self._nobody(now)
        return not (left or self._store.waiting_for(ErrorCode.DISK_FULL, 1))

    def _nobody(self, now: float) -> MouthpieceError:
        if self._away:
            return unreachable(self._cluster.address, "it stays away")
        seats = self._seats.all
        reasons = [f"{seat.name}: {self._seats.why_not(seat, now)}" for seat in seats]
        return nobody(self._cluster.address, reasons)

    def _tell_aside(self, slot: str, reason: str) -> None:
        self._say(WorkerSetAside(worker=slot, reason=reason))
