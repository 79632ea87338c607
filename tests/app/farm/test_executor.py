"""The executor with a cluster in memory: what fails on this computer ends the one job alone."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import cast

import pytest

from app.farm.coordinator.assembly import Assembly, OpenAssembly
from app.farm.coordinator.executor import FarmExecutor
from app.farm.coordinator.synthetic import open_synthetic
from app.farm.net.client import Call, ClusterClient, OnReply
from app.farm.net.events import ClusterEvent, TaskLost, TaskReplied, WorkerInfo, WorkersChanged
from app.farm.net.protocol import PROTOCOL, Answer, SchedulerHello, SegmentReply
from app.farm.node import tasks
from app.farm.node.synthetic import SyntheticLoad, SyntheticSpec, SyntheticWork
from app.jobs.kind import Outcome
from app.queue.job import Job, NewJob, State
from app.queue.leases import MAX_CRASHES
from app.queue.store import JobStore
from app.worker.messages import Ended, Message
from app.worker.shutdown import StopRequest
from talker.errors import ErrorCode, MouthpieceError
from talker.options.render import RenderRequest
from talker.progress import CancelToken, OnProgress
from tests.app.farm.world import worker_info

LOAD = SyntheticLoad(segments=3, seconds=0, size=10)


class FakeCluster:
    """A farm with one worker, which does at once what it is asked."""

    address = "tls://nowhere"
    hello = SchedulerHello(protocol=PROTOCOL, version="1", models=())

    def __init__(self) -> None:
        self.events: SimpleQueue[ClusterEvent | Call] = SimpleQueue()
        self.events.put(WorkersChanged(time.monotonic(), (worker_info(),)))

    def wait(self, seconds: float) -> ClusterEvent | Call | None:
        try:
            return self.events.get(timeout=seconds) if seconds else self.events.get(block=False)
        except Empty:
            return None

    def call_soon(self, function: Callable[[], None]) -> None:
        self.events.put(Call(function))

    def submit(
        self,
        function: Callable[..., object],
        ticket: str,
        worker: WorkerInfo,
        spec_json: str,
        *arguments: object,
        exclusive: bool,
        on_reply: OnReply,
    ) -> None:
        del worker
        assert exclusive  # all inputs are small, so none is uploaded
        spec = SyntheticSpec.model_validate_json(spec_json)
        work = SyntheticWork(spec.synthetic, CancelToken(), lambda *_: None)
        reply: Answer
        if function is tasks.prepare_job:
            reply, content = work.ready()
        else:
            (index,) = cast(tuple[int], arguments)
            content = work.segment(index)
            sha256 = hashlib.sha256(content).hexdigest()
            reply = SegmentReply(index=index, sha256=sha256, seconds=1.0)
        now = time.monotonic()
        try:
            self.events.put(TaskReplied(now, ticket, reply, on_reply(reply, content)))
        except MouthpieceError as error:
            self.events.put(TaskLost(now, ticket, error.message, error=error))


def run(
    store: JobStore, home: Path, open_assembly: OpenAssembly, stop: StopRequest | None = None
) -> list[Message]:
    """Works the queue off; what was reported."""
    messages: list[Message] = []
    cluster = cast(ClusterClient, FakeCluster())
    executor = FarmExecutor(store, cluster, open_assembly, messages.append, home=home)
    executor.run(stop or StopRequest())
    return messages


def new_job(folder: Path, name: str) -> NewJob:
    files = [folder / f"{name}.{suffix}" for suffix in ("png", "wav")]
    for path in files:
        path.write_bytes(path.name.encode())
    return NewJob(
        RenderRequest(portrait=files[0], speech=files[1], output=folder / f"{name}.mp4"), name
    )


@pytest.fixture
def store(tmp_path: Path) -> JobStore:
    return JobStore(tmp_path / "queue.sqlite3")


def test_jobs_are_claimed_rendered_joined_and_reported(store: JobStore, tmp_path: Path) -> None:
    ids = store.add([new_job(tmp_path, name) for name in "abc"])
    messages = run(store, tmp_path / "home", open_synthetic(LOAD))
    assert [store.get(one).state for one in ids] == [State.DONE] * 3
    assert (tmp_path / "a.mp4").read_bytes() == b"\0" * 10 + b"\1" * 10 + b"\2" * 10
    assert sorted(one.job for one in messages if isinstance(one, Ended)) == ids


def test_an_input_that_vanishes_fails_its_own_job_alone(store: JobStore, tmp_path: Path) -> None:
    bad, good = store.add([new_job(tmp_path, name) for name in ("bad", "good")])

    def vanishes(job: Job, report: OnProgress, cancel: CancelToken) -> Assembly:
        assembly = open_synthetic(LOAD)(job, report, cancel)
        if job.id == bad:
            (tmp_path / "bad.wav").unlink()
        return assembly

    run(store, tmp_path / "home", vanishes)
    failed = store.get(bad)
    assert failed.state is State.FAILED
    assert failed.error is not None
    assert failed.error.code is ErrorCode.INPUT_UNREADABLE
    assert "speech" in failed.error.message
    assert store.get(good).state is State.DONE


def test_a_video_whose_joining_runs_out_of_memory_is_tried_again_but_not_for_ever(
    store: JobStore, tmp_path: Path
) -> None:
    (job_id,) = store.add([new_job(tmp_path, "a")])

    class Hungry:
        """An assembly that cannot be joined."""

        def __init__(self, assembly: Assembly) -> None:
            self._assembly = assembly

        def __getattr__(self, name: str) -> object:
            return getattr(self._assembly, name)

        def finish(self) -> Outcome:
            raise MouthpieceError(ErrorCode.OUT_OF_MEMORY, "There is not enough memory.")

    def hungry(job: Job, report: OnProgress, cancel: CancelToken) -> Assembly:
        return cast(Assembly, Hungry(open_synthetic(LOAD)(job, report, cancel)))

    run(store, tmp_path / "home", hungry)
    job = store.get(job_id)
    assert (job.state, job.attempts) == (State.FAILED, MAX_CRASHES)
    assert job.error is not None
    assert job.error.code is ErrorCode.OUT_OF_MEMORY


def test_what_was_opened_for_a_job_that_is_stopped_is_closed(
    store: JobStore, tmp_path: Path
) -> None:
    (job_id,) = store.add([new_job(tmp_path, "a")])
    stop, closed = StopRequest(), []

    def slow(job: Job, report: OnProgress, cancel: CancelToken) -> Assembly:
        assembly = open_synthetic(LOAD)(job, report, cancel)
        stop.request()
        while not cancel.cancelled:
            time.sleep(0.01)
        assembly.close = lambda: closed.append(job.id)  # type: ignore[method-assign]
        return assembly

    run(store, tmp_path / "home", slow, stop)
    assert closed == [job_id]
    assert store.get(job_id).state is State.QUEUED
