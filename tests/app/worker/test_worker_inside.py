"""What a worker decides: whose turn it is, what a failure means, what was finished before."""

from __future__ import annotations

import datetime
import shutil
import sqlite3
import threading
from collections import namedtuple
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from app.queue.job import Job, Lease, NewJob, State, WorkerId
from app.queue.joblog import read_log
from app.queue.leases import MAX_CRASHES
from app.queue.store import JobStore
from app.worker import runner
from app.worker.messages import Ended, Message
from app.worker.shutdown import StopRequest
from app.worker.worker import WarmRun, WorkEnd, Worker
from talker.consent import Consent, write_consent
from talker.errors import ErrorCode
from talker.progress import Stage
from tests.app.queue.work import claimed, plain_job, real_job, state_of, undisturbed
from tests.waiting import until

_Usage = namedtuple("_Usage", "total used free")


@contextmanager
def working(store: JobStore, home: Path) -> Iterator[list[Message]]:
    """A worker in a thread of this process."""
    stop, said = StopRequest(), list[Message]()
    worker = Worker(store, WorkerId.of_this_process("inside"), said.append, stop, home=home)
    thread = threading.Thread(target=worker.run)
    thread.start()
    try:
        yield said
    finally:
        stop.request()
        thread.join()


def test_a_worker_that_has_worked_and_waits_in_vain_ends(
    store: JobStore, tmp_path: Path, astronaut: Path
) -> None:
    me, said = WorkerId.of_this_process("idle"), list[Message]()
    until = WorkEnd(idle_seconds=0.0)
    fresh = Worker(store, me, said.append, StopRequest(), until=until, home=tmp_path)
    thread = threading.Thread(target=fresh.run)
    thread.start()
    thread.join(2.0)
    assert thread.is_alive()  # it has loaded nothing that it could put away
    (job,) = store.add([real_job(tmp_path, astronaut, "a", 1.0)])
    thread.join(60.0)
    assert not thread.is_alive()
    assert store.get(job).state is State.DONE


def test_a_long_row_of_one_portrait_lets_others_have_their_turn(store: JobStore) -> None:
    kin = [plain_job(f"p{index}", portrait="p") for index in range(60)]
    other = plain_job("other", portrait="q")
    ids = store.add([kin[0], other, *kin[1:]])
    warm, order = WarmRun(), list[int]()
    me = WorkerId.of_this_process("me")
    for _ in range(len(ids)):
        preferred = warm.preferred(now=0.0)
        job = store.claim(me, prefer=preferred)
        assert job is not None
        warm.count(job, preferred, now=0.0)
        order.append(job.id)
    assert order[: WarmRun.JOBS] == [ids[0], *ids[2 : WarmRun.JOBS + 1]]
    assert order[WarmRun.JOBS] == ids[1]


def test_a_row_of_one_portrait_ends_after_ten_minutes(store: JobStore) -> None:
    store.add([plain_job("a", portrait="p"), plain_job("b", portrait="q")])
    warm, job = WarmRun(), claimed(store)
    warm.count(job, None, now=100.0)
    assert warm.preferred(now=100.0 + WarmRun.SECONDS - 1) is not None
    assert warm.preferred(now=100.0 + WarmRun.SECONDS) is None


def test_a_job_without_room_pauses_and_goes_on_by_itself(
    store: JobStore, home: Path, tmp_path: Path, astronaut: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.worker.disk_wait._CHECK_SECONDS", 0.2)
    (job_id,) = store.add([real_job(tmp_path, astronaut, "a", 0.6)])
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _: _Usage(100, 100, 0))
        with working(store, home) as said:
            until(lambda: state_of(store, job_id) is State.PAUSED)
            job = store.get(job_id)
            assert job.reason == ErrorCode.DISK_FULL
            assert job.error is not None
            assert "disk is full" in job.error.message
            until(lambda: any(isinstance(one, Ended) for one in said))
            full.undo()
            until(lambda: state_of(store, job_id) is State.DONE)
    assert store.get(job_id).error is None


def test_the_lease_is_renewed_while_a_video_is_made(
    store: JobStore, home: Path, tmp_path: Path, astronaut: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.worker.runner._RENEW_SECONDS", 0.1)
    (job_id,) = store.add([real_job(tmp_path, astronaut, "a", 10.0)])
    leases = set()
    with working(store, home), closing(sqlite3.connect(store.path)) as raw:
        while state_of(store, job_id) is not State.DONE:
            leases |= set(raw.execute("SELECT lease FROM jobs WHERE lease IS NOT NULL"))
    assert len(leases) > 1


def test_a_job_cancelled_just_before_the_worker_is_stopped_is_cancelled(
    store: JobStore, tmp_path: Path, astronaut: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (job,) = store.add([real_job(tmp_path, astronaut, "a", 30.0)])
    stop, look = StopRequest(), store.desired_state

    def then_cancelled(lease: Lease) -> State | None:
        """As the window does when it closes, right after the worker has looked."""
        seen = look(lease)
        if not stop.requested:
            store.request_stop(job, State.CANCELLED)
            stop.request()
        return seen

    monkeypatch.setattr(store, "desired_state", then_cancelled)
    monkeypatch.setattr(runner, "_POLL_SECONDS", 1.0)  # what is cancelled ends before the next look
    me = WorkerId.of_this_process("inside")
    Worker(store, me, lambda _: None, stop, home=tmp_path).run()
    assert store.get(job).state is State.CANCELLED


def test_what_nobody_expected_fails_the_job_with_its_traceback(
    store: JobStore, home: Path, tmp_path: Path, astronaut: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def strange(*_: object, **__: object) -> None:
        monkeypatch.undo()  # once
        raise ReferenceError("a library's mistake")

    bad, good = store.add([real_job(tmp_path, astronaut, name, 0.6) for name in "ab"])
    monkeypatch.setattr("PIL.Image.open", strange)
    with working(store, home):
        until(lambda: state_of(store, good) is State.DONE)
    error = store.get(bad).error
    assert error is not None
    assert error.code is ErrorCode.INTERNAL
    assert "a library's mistake" in error.message
    assert "Traceback" in error.traceback
    assert "Traceback" in read_log(bad, home)


def test_a_job_without_memory_is_tried_again_but_not_for_ever(
    store: JobStore, home: Path, tmp_path: Path, astronaut: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_memory(*_: object, **__: object) -> None:
        raise MemoryError

    (job_id,) = store.add([real_job(tmp_path, astronaut, "a", 0.6)])
    monkeypatch.setattr("PIL.Image.open", no_memory)
    with working(store, home):
        until(lambda: state_of(store, job_id) is State.FAILED)
    job = store.get(job_id)
    assert job.error is not None
    assert job.error.code is ErrorCode.OUT_OF_MEMORY
    assert job.attempts == MAX_CRASHES


def finished_but_not_noted(store: JobStore, new: NewJob) -> Job:
    """A job whose worker died after the last stage had begun."""
    (job_id,) = store.add([new])
    job = store.claim(WorkerId.of_this_process("dead"), lease_seconds=-1)
    assert job is not None
    assert job.id == job_id
    store.progress(job.lease, Stage.RENDER, 1, 15, None)
    store.progress(job.lease, Stage.FINISH, 0, 1, None)
    return job


def test_a_video_that_was_finished_just_before_the_crash_is_not_made_again(
    store: JobStore, home: Path, tmp_path: Path, astronaut: Path
) -> None:
    new = real_job(tmp_path, astronaut, "a", 0.6)
    job = finished_but_not_noted(store, new)
    assert job.request.output is not None
    undisturbed(new, tmp_path).replace(job.request.output)
    before = job.request.output.stat()
    with working(store, home):
        until(lambda: state_of(store, job.id) is State.DONE)
    assert job.request.output.stat().st_mtime_ns == before.st_mtime_ns
    assert (store.get(job.id).frames, store.get(job.id).resumed_frames) == (15, 15)


@pytest.mark.parametrize("strange", ["other frames", "no video"])
def test_somebody_else_s_file_is_neither_taken_for_the_video_nor_overwritten(
    store: JobStore, home: Path, tmp_path: Path, astronaut: Path, strange: str
) -> None:
    new = real_job(tmp_path, astronaut, "a", 0.6)
    other = real_job(tmp_path, astronaut, "b", 1.0 if strange == "other frames" else 0.6)
    job = finished_but_not_noted(store, new)
    video = undisturbed(other, tmp_path)  # younger than the job
    output = job.request.output
    assert output is not None
    video.replace(output)
    if strange == "no video":
        output.write_text("mine")
    before = output.read_bytes()
    with working(store, home):
        until(lambda: state_of(store, job.id) is State.FAILED)
    error = store.get(job.id).error
    assert error is not None
    assert error.code is ErrorCode.OUTPUT_EXISTS
    assert output.read_bytes() == before


def test_a_job_whose_consent_ended_while_it_waited_is_blocked(
    store: JobStore, home: Path, tmp_path: Path, astronaut: Path
) -> None:
    portrait = Path(shutil.copy(astronaut, tmp_path / "anna.png"))
    write_consent(portrait, Consent(owner="Anna", expires=datetime.date(2020, 1, 1)))
    blocked, free = store.add(
        [real_job(tmp_path, portrait, "a", 0.6), real_job(tmp_path, astronaut, "b", 0.6)]
    )
    with working(store, home):
        until(lambda: state_of(store, free) is State.DONE)
    job = store.get(blocked)
    assert job.state is State.FAILED
    assert job.error is not None
    assert job.error.code is ErrorCode.CONSENT_EXPIRED
    assert not (tmp_path / "a.mp4").exists()
