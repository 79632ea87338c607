"""Whatever workers, users and this computer's disk do, in any order: no job is lost or made twice.

The checks after each step are in `World.check`; at the end one healthy worker is enough.
"""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from app.farm.coordinator.events import (
    JobFailed,
    RunId,
    StepCancelled,
    StopRequested,
    SubmitPrepare,
    SubmitSegment,
)
from app.farm.net.events import SchedulerAway, TaskAdvanced, TaskLost, TaskReplied
from app.farm.net.protocol import (
    Answer,
    FailureReply,
    InputKeptReply,
    MissingInputReply,
    SegmentReply,
)
from app.queue.job import ENDS, JobError, State
from talker.errors import ErrorCode, MouthpieceError
from talker.progress import Stage
from tests.app.farm.world import World, prepared, sha

NAMES = [f"{node}/{number}" for node in ("one", "two") for number in (0, 1)]
FAILURES = [
    ErrorCode.AUDIO_EMPTY,
    ErrorCode.DISK_FULL,
    ErrorCode.MODEL_MISSING,
    ErrorCode.OUT_OF_MEMORY,
    ErrorCode.INTERNAL,
    ErrorCode.FARM_UNREACHABLE,
]
SEGMENT_0 = SegmentReply(index=0, sha256=sha("s"), seconds=0.0)
LIES: list[Answer] = [
    prepared(),
    prepared(key="b" * 32),
    prepared(motion=sha("another motion")),
    SEGMENT_0,
    SegmentReply(index=99, sha256=sha("s"), seconds=1e300),
    MissingInputReply(sha256=(sha("what nobody has"),)),
    MissingInputReply(sha256=(sha("portrait 1"), sha("speech 1"))),
    InputKeptReply(whole=True),
    InputKeptReply(whole=False),
]
numbers = st.integers(0, 1000)


class Farm(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.last_lie: Answer | None = None

    def ticket(self, number: int) -> str:
        return list(self.world.tasks)[number % len(self.world.tasks)]

    def run_of(self, number: int) -> RunId:
        return list(self.world.machine.runs)[number % len(self.world.machine.runs)]

    @initialize(jobs=st.integers(0, 3), names=st.sets(st.sampled_from(NAMES)))
    def a_farm_begins(self, jobs: int, names: set[str]) -> None:
        for number in range(jobs):
            self.world.add_job(number + 2)
        for name in sorted(names):
            self.world.join(name)

    @rule(segments=st.integers(1, 6), size=st.sampled_from([10, 5_000_000, 9_000_000]))
    def a_job_comes(self, segments: int, size: int) -> None:
        if len(self.world.jobs) < 6:
            self.world.add_job(segments, (10, size))

    @rule(name=st.sampled_from(NAMES), resource=st.sampled_from(["CPU", "CPU", "GPU"]))
    def a_worker_joins(self, name: str, resource: str) -> None:
        if name not in {info.report.slot for info in self.world.workers.values()}:
            self.world.join(name, resource)

    @rule(seconds=st.sampled_from([0.1, 0.1, 0.1, 1.0, 15.0, 40.0]), seen=st.booleans())
    def time_passes(self, seconds: float, *, seen: bool) -> None:
        if seen:
            self.world.see()
        self.world.tick(seconds)

    @rule()
    def steps_here_end(self) -> None:
        self.world.inspect()
        self.world.finish()

    @precondition(lambda self: self.world.tasks)
    @rule(number=numbers)
    def a_worker_answers(self, number: int) -> None:
        self.world.answer(self.ticket(number))

    @rule(steps=st.integers(1, 4))
    def all_goes_well(self, steps: int) -> None:
        for _ in range(steps):
            self.world.see()
            self.world.tick()
            self.world.inspect()
            self.world.answer_all()

    def a_worker_lies(self, number: int, lie: Answer) -> None:
        ticket = self.ticket(number)
        task = self.world.tasks[ticket]
        if isinstance(task, SubmitSegment) and lie == SEGMENT_0 and task.segment.index == 0:
            self.world.answer(ticket)  # true for once, so it is saved as well
            return
        content = b"motion" if isinstance(task, SubmitPrepare) else b""
        self.world.handle(TaskReplied(self.world.now, ticket, lie, content))

    @precondition(lambda self: self.world.tasks)
    @rule(lies=st.lists(st.sampled_from(LIES), min_size=1, max_size=5))
    def many_workers_lie(self, lies: list[Answer]) -> None:
        for number, lie in enumerate(lies):
            if self.world.tasks:
                self.a_worker_lies(number, lie)

    @precondition(lambda self: self.world.tasks)
    @rule(number=numbers, how=st.sampled_from(["garbage", "gone", "dead", "disk", "away"]))
    def a_task_is_lost(self, number: int, how: str) -> None:
        ticket = self.ticket(number)
        address = self.world.tasks[ticket].worker.address
        error = None
        if how == "garbage":
            error = MouthpieceError(ErrorCode.FARM_NODE_LOST, "no answer")
        elif how == "away":
            error = MouthpieceError(ErrorCode.FARM_UNREACHABLE, "no scheduler")
        elif how == "disk":  # of this computer, which cannot save the answer
            error = MouthpieceError(ErrorCode.DISK_FULL, "no room")
        elif address in self.world.workers:
            self.world.remove(address)
        self.world.handle(TaskLost(self.world.now, ticket, how, died=how == "dead", error=error))

    @precondition(lambda self: self.world.tasks)
    @rule(number=numbers, code=st.sampled_from(FAILURES))
    def a_worker_fails(self, number: int, code: ErrorCode) -> None:
        reply = FailureReply(code=code, message="it did not go")
        self.world.handle(TaskReplied(self.world.now, self.ticket(number), reply))

    @precondition(lambda self: self.world.workers)
    @rule(number=numbers, how=st.sampled_from(["leaves", "is seen to leave", "falls silent"]))
    def a_worker_goes(self, number: int, how: str) -> None:
        address = list(self.world.workers)[number % len(self.world.workers)]
        if how == "falls silent":
            self.world.stopped.add(address)
            return
        self.world.remove(address)
        if how == "is seen to leave":
            self.world.see()

    @precondition(lambda self: self.world.tasks)
    @rule(number=numbers, done=st.integers(0, 10_000))
    def a_worker_reports(self, number: int, done: int) -> None:
        ticket = self.ticket(number)
        self.world.handle(TaskAdvanced(self.world.now, ticket, Stage.RENDER, done))

    @rule(chance=st.integers(0, 5))
    def the_scheduler_goes(self, chance: int) -> None:
        if chance == 0:
            self.world.handle(SchedulerAway(self.world.now))

    @precondition(lambda self: self.world.machine.runs)
    @rule(number=numbers, desired=st.sampled_from([State.CANCELLED, State.PAUSED, None]))
    def a_user_stops_a_job(self, number: int, desired: State | None) -> None:
        run = self.run_of(number)
        before = self.world.machine.runs[run].desired
        self.world.handle(StopRequested(self.world.now, run, desired))
        if run in self.world.machine.runs:  # it is just being joined
            first = before is State.RUNNING or desired is None
            assert self.world.machine.runs[run].desired == (desired if first else before)
        elif desired is not None:
            assert self.world.jobs[run.job].state is desired

    @rule()
    def users_resume_jobs(self) -> None:
        for job in self.world.jobs.values():
            if job.state is State.PAUSED:
                job.state, job.reason = State.QUEUED, ""

    @rule(number=numbers)
    def another_process_makes_the_video(self, number: int) -> None:
        self.world.busy ^= {number % 3 + 1}

    @precondition(lambda self: self.world.inspecting or self.world.joining)
    @rule(code=st.sampled_from([*FAILURES, None]))
    def a_step_here_fails(self, code: ErrorCode | None) -> None:
        steps = self.world.joining or self.world.inspecting
        run = steps.pop(0)
        now = self.world.now
        if code is None:
            self.world.handle(StepCancelled(now, run))
        else:
            self.world.handle(JobFailed(now, run, JobError(code, "it did not go")))

    @precondition(lambda self: self.world.tasks)
    @rule(number=numbers)
    def an_answer_comes_too_late(self, number: int) -> None:
        ticket = self.ticket(number)
        task = self.world.tasks[ticket]
        reply = self.world.honest_reply(task)
        self.world.handle(StopRequested(self.world.now, task.run, State.PAUSED))
        for event in (
            TaskReplied(self.world.now, ticket, reply),
            TaskLost(self.world.now, ticket, "late", died=True),
            TaskAdvanced(self.world.now, ticket, Stage.RENDER, 1),
        ):
            assert self.world.handle(event) == []

    @rule(lie=st.sampled_from([None, *LIES]))
    def the_others_will_end_like_this(self, lie: Answer | None) -> None:
        """At the end one worker is healthy; the others hang, or answer all with this."""
        self.last_lie = lie

    def teardown(self) -> None:
        world: Any = self.world
        world.busy.clear()
        healthy = world.join("healthy/0")
        world.until_ended({healthy}, self.last_lie)
        for job in world.jobs.values():
            assert job.state in {*ENDS, State.PAUSED}
        assert not world.machine.runs
        assert not world.machine.tasks


TestFarm = Farm.TestCase
TestFarm.settings = settings(
    max_examples=200,
    stateful_step_count=80,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
