"""A farm without computers: it carries the dispatcher's actions out in memory and checks each.

Workers answer when a test says so, rightly or not; the clock goes when a test says so.
"""

from __future__ import annotations

import hashlib
from collections import deque
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.farm.coordinator.dispatcher import AHEAD, Dispatcher, Timeouts
from app.farm.coordinator.events import (
    Action,
    CancelRun,
    ClaimJobs,
    EndAttempt,
    Event,
    FinishJob,
    InspectJob,
    JobClaimed,
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
    Submit,
    SubmitPrepare,
    SubmitSegment,
    Tick,
    UploadChunk,
)
from app.farm.coordinator.job_run import Phase, TaskKind
from app.farm.coordinator.throughput import Throughput
from app.farm.coordinator.uploads import CHUNK_BYTES
from app.farm.net.events import TaskReplied, WorkerInfo, WorkersChanged
from app.farm.net.protocol import (
    PROTOCOL,
    Answer,
    InputFile,
    InputKeptReply,
    MissingInputReply,
    PreparedReply,
    SegmentReply,
    WorkerHealth,
    WorkerReport,
)
from app.jobs.kind import Outcome
from app.queue.job import ENDS, TRANSITIONS, State
from talker.errors import ErrorCode
from talker.segments import Segment

TIMEOUTS = Timeouts(hang=30.0, silent=20.0, aside=50.0)
KEY = "a" * 32
FRAMES = 200


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def worker_info(
    name: str = "one/0",
    address: str = "tls://h:1",
    *,
    beat: float = 1.0,
    mark: str | None = None,
    resource: str = "CPU",
) -> WorkerInfo:
    report = WorkerReport(
        protocol=PROTOCOL,
        version="1",
        node=name.rpartition("/")[0],
        slot=name,
        system="",
        cores=1,
        memory=1,
        card=None,
        packages=(),
    )
    health = WorkerHealth(
        free_memory=1,
        free_card_memory=None,
        free_disk=1,
        models=(),
        shared_mark=mark,
        ticket=None,
    )
    return WorkerInfo(address, resource, report, health, beat)


@dataclass
class QueueJob:
    """A job as the queue knows it; `saved` are segments by render key, on this computer's disk."""

    number: int
    segments: tuple[Segment, ...]
    inputs: tuple[InputFile, ...]
    state: State = State.QUEUED
    reason: str = ""
    attempts: int = 0
    crashes: int = 0
    saved: dict[str, set[int]] = field(default_factory=dict)
    motions: dict[str, str] = field(default_factory=dict)
    ended: list[State] = field(default_factory=list)


class World:
    """The dispatcher, and all that is around it."""

    def __init__(self, *, spread: bool = True) -> None:
        self.now = 1000.0
        self.machine = Dispatcher(Throughput(), TIMEOUTS, "abcdef", spread=spread)
        self.jobs: dict[int, QueueJob] = {}
        self.workers: dict[str, WorkerInfo] = {}
        self.stopped: set[str] = set()  # workers that give no sign of life
        self.caches: dict[str, set[str]] = {}
        self.tasks: dict[str, Submit] = {}
        self.inspecting: list[RunId] = []
        self.joining: list[RunId] = []
        self.cancelled: set[RunId] = set()
        self.keys: dict[RunId, str] = {}
        self.busy: set[int] = set()
        self.asides: list[SetAside] = []
        self.log: list[str] = []
        self.progress: dict[RunId, tuple[int, int]] = {}
        self.actions: list[Action] = []
        self._addresses = 0

    # What tests do.

    def add_job(self, segments: int = 2, sizes: tuple[int, ...] = (1000, 2000)) -> QueueJob:
        number = len(self.jobs) + 1
        inputs = tuple(
            InputFile(role=role, sha256=sha(f"{role} {number}"), size=size, suffix=".x")
            for role, size in zip(("portrait", "speech"), sizes, strict=False)
        )
        cut = tuple(
            Segment(index, index * FRAMES, (index + 1) * FRAMES) for index in range(segments)
        )
        self.jobs[number] = QueueJob(number, cut, inputs)
        return self.jobs[number]

    def join(self, name: str, resource: str = "CPU") -> str:
        self._addresses += 1
        address = f"tls://h:{self._addresses}"
        self.workers[address] = worker_info(name, address, beat=self.now, resource=resource)
        self.caches[address] = set()
        self.see()
        return address

    def remove(self, address: str) -> None:
        """The worker is gone; the scheduler has not said so yet."""
        del self.workers[address]
        self.stopped.discard(address)

    def see(self) -> None:
        """The scheduler says who is there."""
        for address, info in self.workers.items():
            if address not in self.stopped:
                self.workers[address] = replace(info, beat=self.now)
        self.handle(WorkersChanged(self.now, tuple(self.workers.values())))

    def tick(self, seconds: float = 0.1) -> None:
        self.now += seconds
        self.handle(Tick(self.now))

    def inspect(self) -> None:
        """All pre-flights end well."""
        for run in list(self.inspecting):
            self.inspecting.remove(run)
            job = self.jobs[run.job]
            self.handle(JobInspected(self.now, run, job.inputs, job.segments))

    def finish(self) -> None:
        """All videos are joined."""
        for run in list(self.joining):
            self.joining.remove(run)
            self.handle(JobFinished(self.now, run, self.outcome()))

    def outcome(self) -> Outcome:
        return Outcome(Path("a.mp4"), 1, 0, "builtin", "cpu", {}, ())

    def answer(self, ticket: str) -> None:
        """The worker does what it was asked, and says so."""
        task = self.tasks[ticket]
        reply = self.honest_reply(task)
        if isinstance(task, SubmitSegment):
            job, key = self.jobs[task.run.job], self.keys[task.run]
            job.saved[key].add(task.segment.index)  # saved before the reply is an event
        content = b"motion" if isinstance(task, SubmitPrepare) else b""
        self.handle(TaskReplied(self.now, ticket, reply, content))

    def answer_all(self, addresses: set[str] | None = None) -> None:
        for ticket, task in list(self.tasks.items()):
            if ticket in self.tasks and (addresses is None or task.worker.address in addresses):
                self.answer(ticket)

    def honest_reply(self, task: Submit) -> Answer:
        cache = self.caches[task.worker.address]
        match task:
            case SubmitPrepare():
                cache |= {file.sha256 for file in task.enclosed}
                missing = tuple(f.sha256 for f in task.inputs if f.sha256 not in cache)
                if missing:
                    return MissingInputReply(sha256=missing)
                motions = [file.sha256 for file in task.inputs if file.role == "motion"]
                return prepared(*motions)
            case UploadChunk():
                whole = task.offset + CHUNK_BYTES >= task.file.size
                if whole:
                    cache.add(task.file.sha256)
                return InputKeptReply(whole=whole)
            case SubmitSegment():
                return SegmentReply(index=task.segment.index, sha256=sha("s"), seconds=1.0)

    def lie_all(self, healthy: set[str], lie: Answer) -> None:
        for ticket, task in list(self.tasks.items()):
            honest = task.worker.address in healthy or isinstance(task, SubmitSegment)
            if not honest and ticket in self.tasks:
                self.handle(TaskReplied(self.now, ticket, lie, b"motion"))

    def until_ended(self, healthy: set[str], lie: Answer | None = None, steps: int = 3000) -> None:
        """Time goes on and these workers do their work; the others hang, or answer with `lie`."""
        for _ in range(steps):
            if all(job.state in {*ENDS, State.PAUSED} for job in self.jobs.values()):
                return
            self.see()
            self.tick(1.0)
            self.inspect()
            self.answer_all(healthy)
            if lie is not None:
                self.lie_all(healthy, lie)
            self.finish()
        raise AssertionError(f"never ended: {self.jobs}, {self.machine.runs}")

    # The executor's part.

    def handle(self, event: Event) -> list[Action]:
        events, done = deque([event]), []
        while events:
            actions = self.machine.handle(events.popleft())
            done += actions
            for action in actions:
                events.extend(self._perform(action))
            self.check()
        self.actions = done
        return done

    def _perform(self, action: Action) -> list[Event]:
        match action:
            case SubmitPrepare() | UploadChunk() | SubmitSegment():
                self._submit(action)
            case ReleaseTask(ticket):
                del self.tasks[ticket]
            case ClaimJobs() | InspectJob() | OpenRender() | FinishJob():
                return self._step(action)
            case CancelRun(run):
                self.cancelled.add(run)
            case EndAttempt():
                self._end(action)
            case ResumeWaiting():
                self._resume_waiting()
            case SetAside() | ReportProgress() | LogLine():
                self._report(action)
        return []

    def _step(self, step: Step) -> list[Event]:
        match step:
            case ClaimJobs(preferences):
                return self._claim(len(preferences))
            case InspectJob(run):
                self.inspecting.append(run)
            case OpenRender():
                return [self._open(step)]
            case FinishJob(run):
                job = self.jobs[run.job]
                assert job.saved[self.keys[run]] == {one.index for one in job.segments}
                self.joining.append(run)
        return []

    def _report(self, report: Report) -> None:
        match report:
            case SetAside():
                self.asides.append(report)
            case ReportProgress(run, done, total):
                assert 0 <= done <= total
                self.progress[run] = done, total
            case LogLine(_, text):
                self.log.append(text)

    def _resume_waiting(self) -> None:
        for job in self.jobs.values():
            if job.reason == ErrorCode.MODEL_MISSING.value:
                job.state, job.reason = State.QUEUED, ""

    def _submit(self, task: Submit) -> None:
        assert task.ticket not in self.tasks
        assert task.run not in self.cancelled
        if isinstance(task, SubmitSegment):
            same = [
                other
                for other in self.tasks.values()
                if isinstance(other, SubmitSegment)
                and (other.run, other.segment) == (task.run, task.segment)
            ]
            assert not same, "a segment is rendered twice at once"
            assert task.segment.index not in self.jobs[task.run.job].saved[self.keys[task.run]]
        self.tasks[task.ticket] = task

    def _claim(self, count: int) -> list[Event]:
        events: list[Event] = []
        queued = [job for job in self.jobs.values() if job.state is State.QUEUED]
        for job in queued[:count]:
            job.state = State.RUNNING
            job.attempts += 1
            run = RunId(job.number, job.attempts)
            events.append(JobClaimed(self.now, run, job.crashes, f"face {job.number % 2}", "kind"))
        return events

    def _open(self, action: OpenRender) -> Event:
        run, key = action.run, action.reply.key
        if run.job in self.busy:
            return RenderBusy(self.now, run)
        job = self.jobs[run.job]
        self.keys[run] = key
        saved = job.saved.setdefault(key, set())
        motion = job.motions.setdefault(key, action.reply.motion_sha256)
        missing = tuple(one.index for one in job.segments if one.index not in saved)
        file = InputFile(role="motion", sha256=motion, size=6, suffix=".npz")
        return RenderOpened(self.now, run, missing, file, job.segments)

    def _end(self, action: EndAttempt) -> None:
        run, result = action.run, action.result
        job = self.jobs[run.job]
        assert run == RunId(job.number, job.attempts), "an attempt ended twice"
        assert job.state is State.RUNNING
        assert not any(task.run == run for task in self.tasks.values())
        for runs in (self.inspecting, self.joining):
            if run in runs:
                runs.remove(run)
        state = State.QUEUED if result.state is None else result.state
        assert state in TRANSITIONS[State.RUNNING]
        if state is State.DONE and run in self.keys:
            assert job.saved[self.keys[run]] == {one.index for one in job.segments}
        job.state, job.reason = state, result.reason
        job.crashes += result.crashed
        if state in ENDS:
            job.ended.append(state)

    # What must always be so.

    def check(self) -> None:
        machine = self.machine
        assert set(machine.tasks) == set(self.tasks)
        running = {number for number, job in self.jobs.items() if job.state is State.RUNNING}
        assert {run.job for run in machine.runs} <= running
        known = {worker.address: worker for worker in machine.workers.all}
        for task in machine.tasks.values():
            assert task.ticket in known[task.address].tickets
            assert task.address in machine.runs[task.run].workers
        for worker in known.values():
            self._check_worker(worker.address)
        for run in machine.runs.values():
            self._check_run(run.id)
        for job in self.jobs.values():
            assert len(job.ended) <= 1

    def _check_worker(self, address: str) -> None:
        worker = self.machine.workers[address]
        tasks = [self.machine.tasks[ticket] for ticket in worker.tickets]
        assert len(worker.runs) == len(set(worker.runs)) <= 2
        for run in worker.runs:
            assert address in self.machine.runs[run].workers
            mine = [task for task in tasks if task.run == run]
            opening = self.machine.runs[run].opening
            waits = opening is not None and opening.address == address
            # Who has a job has something to do for it, and nobody gets more than the next thing.
            assert len(mine) + waits >= 1
            kinds = {task.kind for task in mine}
            assert len(kinds) <= 1
            assert len(mine) <= (AHEAD if kinds == {TaskKind.SEGMENT} else 1)

    def _check_run(self, run_id: RunId) -> None:
        run = self.machine.runs[run_id]
        assert (run.phase is Phase.RENDERING) == bool(run.workers)
        assert run.phase is not Phase.ENDED
        assert len(run.workers) == len(set(run.workers))
        for address in run.workers:
            assert run_id in self.machine.workers[address].runs
        with_workers = sorted(
            task.segment.index
            for task in self.machine.tasks.values()
            if task.run == run_id and task.segment is not None
        )
        assert with_workers == sorted(run.rendering)
        if run.origin is not None:
            everywhere = sorted([*run.waiting, *run.rendering, *run.done])
            assert everywhere == [segment.index for segment in run.segments]
            assert run.done <= self.jobs[run_id.job].saved[self.keys[run_id]]
        if run.phase is Phase.ASSEMBLING:
            assert run.complete


def prepared(motion: str = sha("motion"), key: str = KEY) -> PreparedReply:
    return PreparedReply(
        key=key,
        engine="builtin",
        version="1",
        device="cpu",
        width=2,
        height=2,
        motion_sha256=motion,
    )
