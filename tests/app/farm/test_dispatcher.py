"""The dispatcher, event by event: who gets what, and what becomes of jobs when something breaks."""

from __future__ import annotations

import pytest

from app.farm.coordinator.events import (
    CancelRun,
    ClaimJobs,
    EndAttempt,
    FinishJob,
    JobFailed,
    JobFinished,
    OpenRender,
    ReleaseTask,
    RunId,
    StepCancelled,
    StopRequested,
    SubmitPrepare,
    SubmitSegment,
    UploadChunk,
)
from app.farm.coordinator.job_run import PHASES, JobRun, Phase
from app.farm.net.events import SchedulerAway, TaskLost, TaskReplied
from app.farm.net.protocol import (
    Answer,
    FailureReply,
    InputKeptReply,
    MissingInputReply,
    SegmentReply,
)
from app.queue.job import JobError, State
from app.queue.leases import MAX_CRASHES
from talker.errors import ErrorCode, MouthpieceError
from tests.app.farm.world import TIMEOUTS, World, prepared, sha

FIRST = RunId(1, 1)


def rendering(world: World, segments: int = 2, names: tuple[str, ...] = ("one/0",)) -> list[str]:
    """A job with its first segments on workers of these names; their addresses."""
    world.add_job(segments)
    addresses = [world.join(name) for name in names]
    world.tick()
    world.inspect()
    world.tick()
    world.answer_all()  # prepared
    world.tick()
    world.answer_all({*addresses[1:]} - {addresses[0]})  # helpers are prepared, too
    return addresses


def ends(world: World) -> list[EndAttempt]:
    return [action for action in world.actions if isinstance(action, EndAttempt)]


def segments_of(world: World, address: str) -> list[int]:
    return [
        task.segment.index
        for task in world.tasks.values()
        if isinstance(task, SubmitSegment) and task.worker.address == address
    ]


def first_ticket(world: World) -> str:
    return next(iter(world.tasks))


def test_a_job_goes_its_way_from_the_claim_to_the_video() -> None:
    world = World()
    job = world.add_job(3)
    worker = world.join("one/0")
    world.tick()
    assert next(type(one) for one in world.actions) is ClaimJobs
    world.inspect()
    world.tick()
    assert isinstance(world.actions[0], SubmitPrepare)
    assert world.actions[0].enclosed == job.inputs  # they are small
    world.answer_all()
    assert any(isinstance(one, OpenRender) for one in world.actions)
    assert segments_of(world, worker) == [0, 1]  # the one that it renders, and the next
    world.answer(first_ticket(world))
    assert segments_of(world, worker) == [1, 2]
    assert world.progress[FIRST] == (200, 600)
    world.answer_all()
    assert world.actions[-1] == FinishJob(FIRST)
    world.finish()
    assert job.state is State.DONE
    assert not world.machine.runs
    assert not world.machine.workers[worker].runs


def test_every_phase_but_those_of_the_table_is_refused() -> None:
    for phase in Phase:
        for to in Phase:
            run = JobRun(FIRST, 0, "", "")
            run._phase = phase
            if to in PHASES[phase]:
                run.transition(to)
                assert run.phase is to
            else:
                with pytest.raises(RuntimeError, match=phase.name):
                    run.transition(to)


def test_an_event_of_a_job_that_is_gone_changes_nothing() -> None:
    world = World()
    late = RunId(7, 1)
    for event in (
        JobFinished(0.0, late, world.outcome()),
        JobFailed(0.0, late, JobError(ErrorCode.INTERNAL, "late")),
        StopRequested(0.0, late, State.CANCELLED),
        TaskReplied(0.0, "segment-7-1-abcdef000001", prepared()),
        TaskLost(0.0, "segment-7-1-abcdef000001", "late", died=True),
    ):
        assert world.handle(event) == []


@pytest.mark.parametrize(
    "lie",
    [
        SegmentReply(index=1, sha256=sha("s"), seconds=1.0),  # another one's
        prepared(),
        prepared(key="b" * 32),
        MissingInputReply(sha256=(sha("portrait 1"),)),
        InputKeptReply(whole=True),
    ],
)
def test_a_reply_to_something_else_loses_the_worker_and_no_segment(lie: Answer) -> None:
    world = World()
    rendering(world, 3)
    world.handle(TaskReplied(world.now, first_ticket(world), lie))
    (end,) = ends(world)
    assert (end.result.state, end.result.crashed) == (State.QUEUED, False)
    healthy = world.join("two/0")
    world.until_ended({healthy})
    assert world.jobs[1].state is State.DONE


def test_a_helper_that_is_lost_gives_its_segments_back_and_the_job_goes_on() -> None:
    world = World()
    first, helper = rendering(world, 4, ("one/0", "two/0"))
    assert segments_of(world, first) == [0, 1]
    assert segments_of(world, helper) == [2, 3]
    ticket = next(t for t, task in world.tasks.items() if task.worker.address == helper)
    world.handle(TaskLost(world.now, ticket, "its process ended", died=True))
    assert not ends(world)
    assert world.machine.runs[FIRST].waiting == [2, 3]
    for _ in range(4):
        world.answer_all({first})
    assert world.joining == [FIRST]


def test_a_helper_that_would_render_other_frames_is_let_go() -> None:
    world = World()
    first, helper = (world.join(name) for name in ("one/0", "two/0"))
    world.add_job(4)
    world.tick()
    world.inspect()
    world.tick()
    world.answer_all()
    world.tick()
    ticket = next(t for t, task in world.tasks.items() if task.worker.address == helper)
    world.handle(TaskReplied(world.now, ticket, prepared(key="b" * 32), b"motion"))
    world.tick()
    assert world.machine.runs[FIRST].workers == [first]
    assert world.machine.workers[helper].idle


@pytest.mark.parametrize(
    ("code", "state"),
    [
        (ErrorCode.AUDIO_EMPTY, State.FAILED),
        (ErrorCode.OUT_OF_MEMORY, State.QUEUED),
        (ErrorCode.DISK_FULL, State.QUEUED),
        (ErrorCode.MODEL_MISSING, State.QUEUED),
    ],
)
def test_a_failure_on_a_worker_ends_the_attempt_as_the_common_rule_says(
    code: ErrorCode, state: State
) -> None:
    world = World()
    (address,) = rendering(world)
    reply = FailureReply(code=code, message="it did not go", hint="do so")
    world.handle(TaskReplied(world.now, first_ticket(world), reply))
    (end,) = ends(world)
    assert end.result.state is state
    assert end.result.error == JobError(code, "it did not go", "do so")
    usable = world.machine.workers.usable(world.now)
    assert (address in {worker.address for worker in usable}) == (code is not ErrorCode.DISK_FULL)


def test_a_job_that_no_worker_can_do_waits_until_a_new_one_joins() -> None:
    world = World()
    rendering(world)
    reply = FailureReply(code=ErrorCode.MODEL_MISSING, message="no model")
    world.handle(TaskReplied(world.now, first_ticket(world), reply))
    for _ in range(3):
        world.tick()
        world.inspect()
    job = world.jobs[1]
    assert (job.state, job.reason) == (State.PAUSED, ErrorCode.MODEL_MISSING)
    assert world.machine.impossible[1].message == "no model"
    able = world.join("two/0")
    world.until_ended({able})
    assert (job.state, job.reason) == (State.DONE, "")
    assert not world.machine.impossible


def test_a_job_under_which_workers_die_or_hang_is_given_up_in_the_end() -> None:
    for hang in (False, True):
        world = World()
        job = world.add_job()
        for attempt in range(1, MAX_CRASHES + 1):
            world.join(f"one/{attempt}")
            while RunId(1, attempt) not in world.machine.runs or not world.tasks:
                world.tick()
                world.inspect()
            if hang:
                world.now += TIMEOUTS.hang + 1
                world.see()
                world.tick()
            else:
                world.handle(TaskLost(world.now, first_ticket(world), "it fell", died=True))
        assert job.state is State.FAILED
        (end,) = ends(world)
        assert end.result.error is not None
        assert end.result.error.code is ErrorCode.WORKER_DIED
        assert f"lost {MAX_CRASHES} times" in end.result.error.message


def test_neither_silence_nor_the_schedulers_absence_counts_against_a_job() -> None:
    world = World()
    (address,) = rendering(world)
    world.stopped.add(address)
    world.see()
    world.tick(TIMEOUTS.silent + 1)
    assert world.jobs[1].state is State.QUEUED
    world.stopped.clear()
    world.see()
    world.tick()
    assert world.jobs[1].attempts == 2
    world.inspect()
    world.tick()
    assert world.tasks
    world.handle(SchedulerAway(world.now))
    assert world.jobs[1].state is State.QUEUED
    assert world.jobs[1].crashes == 0
    assert not world.tasks


def test_a_job_gets_round_to_the_healthy_worker_however_many_are_not() -> None:
    world = World()
    world.add_job()
    for number in range(25):
        world.join(f"bad/{number}")
    healthy = world.join("good/0")
    # They are back from being set aside before all the others were tried.
    world.until_ended({healthy}, lie=InputKeptReply(whole=True), steps=60)
    assert world.jobs[1].state is State.DONE


def test_large_inputs_come_in_chunks_and_nobody_asks_for_them_for_ever() -> None:
    world = World()
    job = world.add_job(2, (10, 9_000_000))
    worker = world.join("one/0")
    world.tick()
    world.inspect()
    world.tick()
    world.answer_all()  # the large one is missing
    offsets = []
    while isinstance(task := world.tasks[first_ticket(world)], UploadChunk):
        offsets.append(task.offset)
        world.answer(task.ticket)
    assert offsets == [0, 4 << 20, 8 << 20]
    reply = MissingInputReply(sha256=(job.inputs[1].sha256,))
    world.handle(TaskReplied(world.now, first_ticket(world), reply))
    assert [end.result.state for end in ends(world)] == [State.QUEUED]
    assert worker not in {task.worker.address for task in world.tasks.values()}


def test_a_file_that_is_never_whole_loses_the_worker() -> None:
    world = World()
    world.add_job(2, (10, 9_000_000))
    world.join("one/0")
    world.tick()
    world.inspect()
    world.tick()
    world.answer_all()
    for _ in range(3):
        assert not ends(world)
        world.handle(TaskReplied(world.now, first_ticket(world), InputKeptReply(whole=False)))
    assert [end.result.state for end in ends(world)] == [State.QUEUED]


@pytest.mark.parametrize("desired", [State.CANCELLED, State.PAUSED, None])
def test_a_job_that_is_stopped_leaves_its_workers_at_once(desired: State | None) -> None:
    world = World()
    rendering(world)
    tickets = set(world.tasks)
    world.handle(StopRequested(world.now, FIRST, desired))
    assert world.actions[0] == CancelRun(FIRST)
    released = {one.ticket for one in world.actions if isinstance(one, ReleaseTask)}
    assert released == tickets
    assert [end.result.state for end in ends(world)] == [desired]


def test_who_cancelled_does_not_come_back_while_the_video_is_joined() -> None:
    world = World()
    rendering(world)
    world.answer_all()
    world.handle(StopRequested(world.now, FIRST, State.CANCELLED))
    assert not ends(world)  # its thread ends by itself
    world.handle(StopRequested(world.now, FIRST, State.QUEUED))  # the whole run is stopped
    world.handle(StepCancelled(world.now, FIRST))
    assert [end.result.state for end in ends(world)] == [State.CANCELLED]


def test_a_video_that_was_finished_all_the_same_counts() -> None:
    world = World()
    rendering(world)
    world.answer_all()
    world.handle(StopRequested(world.now, FIRST, State.CANCELLED))
    world.finish()
    assert [end.result.state for end in ends(world)] == [State.DONE]


def test_a_full_disk_here_is_no_workers_fault() -> None:
    world = World()
    (address,) = rendering(world)
    error = MouthpieceError(ErrorCode.DISK_FULL, "no room")
    world.handle(TaskLost(world.now, first_ticket(world), "no room", error=error))
    (end,) = ends(world)
    assert (end.result.state, end.result.reason) == (State.PAUSED, ErrorCode.DISK_FULL)
    assert world.machine.workers.failed_at(world.machine.workers[address]) == 0


def test_while_another_process_makes_the_video_it_is_asked_again_and_again() -> None:
    world = World()
    world.busy.add(1)
    (address,) = rendering(world)
    opened = []
    for _ in range(10):
        world.tick(0.3)
        opened.append(any(isinstance(one, OpenRender) for one in world.actions))
    assert sum(opened) == 5
    world.busy.clear()
    world.tick(1.0)
    assert segments_of(world, address) == [0, 1]


def test_what_an_earlier_attempt_has_saved_is_not_rendered_again() -> None:
    world = World()
    rendering(world, 3)
    world.answer(first_ticket(world))
    world.handle(StopRequested(world.now, FIRST, State.QUEUED))
    for _ in range(3):
        world.tick()
        world.inspect()
    world.answer_all()
    assert world.machine.runs[RunId(1, 2)].done == {0}


def test_a_worker_that_died_gets_nothing_though_the_scheduler_still_names_it() -> None:
    world = World()
    (dead,) = rendering(world)
    world.handle(TaskLost(world.now, first_ticket(world), "its process ended", died=True))
    for _ in range(3):
        world.see()
        world.tick()
        world.inspect()
    assert not world.tasks
    world.remove(dead)
    world.see()
    able = world.join("one/0")  # its nanny has started it again
    world.until_ended({able})
    assert world.jobs[1].state is State.DONE


def test_a_worker_of_another_sort_does_not_help() -> None:
    world = World()
    world.join("one/0", "GPU")
    world.join("two/0", "CPU")
    world.add_job(6)
    for _ in range(4):
        world.tick()
        world.inspect()
        world.answer_all()
    assert len(world.machine.runs[FIRST].workers) == 1


def test_a_new_worker_lets_every_worker_try_again() -> None:
    """Its models may have come from the scheduler's computer, which has them now."""
    world = World()
    (first,) = rendering(world)
    reply = FailureReply(code=ErrorCode.MODEL_MISSING, message="no model")
    world.handle(TaskReplied(world.now, first_ticket(world), reply))
    for _ in range(3):
        world.tick()
        world.inspect()
    assert not world.tasks
    world.join("two/0")
    world.until_ended({first})
    assert world.jobs[1].state is State.DONE


def test_a_scheduler_that_comes_and_goes_sets_no_worker_aside() -> None:
    world = World()
    world.join("one/0")
    world.add_job()
    for _ in range(5):
        while not world.tasks:
            world.see()
            world.tick()
            world.inspect()
        gone = MouthpieceError(ErrorCode.FARM_UNREACHABLE, "no scheduler answers")
        ticket = first_ticket(world)
        world.handle(TaskLost(world.now, ticket, "the scheduler lost it", error=gone))
        assert ends(world)
        world.handle(SchedulerAway(world.now))
        world.see()
    assert not world.asides
    assert world.machine.workers.usable(world.now)
    assert world.jobs[1].crashes == 0
