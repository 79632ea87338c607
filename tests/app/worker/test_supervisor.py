"""The supervisor: workers that die are started again, a stop loses nothing."""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.console.queue_run import exit_code
from app.queue.job import State
from app.queue.store import JobStore
from app.worker.messages import Advanced, Message, Ready
from app.worker.shutdown import StopRequest
from app.worker.supervisor import RunSummary, Supervisor, shared_gpus
from talker.errors import ErrorCode, ExitCode, MouthpieceError
from talker.progress import Stage
from tests.app.queue.work import plain_job, real_job
from tests.skips import AllowedSkip
from tests.waiting import PATIENCE, until


class Run:
    """A supervisor at work in a thread."""

    def __init__(self, store: JobStore, home: Path, workers: int) -> None:
        self.said: list[Message] = []
        self.supervisor = Supervisor(store, workers, self.said.append, home=home)
        self.stop = StopRequest()
        self.summary: RunSummary | None = None
        self.on_tick: Callable[[], None] = lambda: None
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        self.summary = self.supervisor.run(self.stop, lambda: self.on_tick())

    def rendering(self) -> bool:
        return any(isinstance(one, Advanced) and one.stage is Stage.RENDER for one in self.said)

    def end(self) -> RunSummary:
        self._thread.join(PATIENCE)
        assert self.summary is not None
        return self.summary


@pytest.fixture
def runs() -> Iterator[list[Run]]:
    started: list[Run] = []
    yield started
    for run in started:
        run.stop.request()


def test_it_ends_when_the_queue_is_empty_and_counts_the_ends(
    store: JobStore, home: Path, tmp_path: Path, astronaut: Path, runs: list[Run]
) -> None:
    store.add([real_job(tmp_path, astronaut, name, 0.6) for name in "ab"])
    store.add([plain_job("not there")])
    runs.append(Run(store, home, 2))
    assert runs[0].end() == RunSummary(done=2, failed=1, cancelled=0, stopped=False)
    assert len({one.worker for one in runs[0].said if isinstance(one, Ready)}) == 2


def test_a_killed_worker_is_replaced_and_its_job_finished(
    store: JobStore, home: Path, tmp_path: Path, astronaut: Path, runs: list[Run]
) -> None:
    (job_id,) = store.add([real_job(tmp_path, astronaut, "a", 10.0)])
    runs.append(Run(store, home, 1))
    until(runs[0].rendering)
    runs[0].supervisor.processes[0].kill()
    assert runs[0].end().done == 1
    assert store.get(job_id).attempts == 2


@pytest.mark.skipif(
    sys.platform == "win32", reason=AllowedSkip.SYSTEM.reason("needs a program that ends at once")
)
def test_workers_that_cannot_begin_are_not_started_for_ever(
    store: JobStore, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(MouthpieceError) as caught:
        Supervisor(store, 1, lambda _: None, home=home).run(StopRequest())
    assert caught.value.code is ErrorCode.WORKER_DIED
    assert caught.value.path is not None
    assert caught.value.path.exists()


@pytest.mark.skipif(
    sys.platform == "win32", reason=AllowedSkip.SYSTEM.reason("needs a program that is a script")
)
@pytest.mark.parametrize("status", [3, 0])
def test_workers_that_end_before_any_job_are_not_started_for_ever(
    store: JobStore, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    store.add([plain_job()])
    said = Ready(worker="w", pid=1).model_dump_json()
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\necho '{said}'\nexit {status}\n")
    program.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(program))
    monkeypatch.setattr("app.worker.supervisor._MAX_PAUSE", 0.01)
    said_by_workers: list[Message] = []
    with pytest.raises(MouthpieceError) as caught:
        Supervisor(store, 1, said_by_workers.append, home=home).run(StopRequest())
    assert caught.value.code is ErrorCode.WORKER_DIED
    assert caught.value.exit_code != 0
    assert caught.value.path is not None
    assert str(caught.value.path) in caught.value.hint
    assert 2 <= len(said_by_workers) <= 10


# Ends on each claim of a job whose label begins with "bad", before it can say that it has one.
_MORTAL = """
import os, sys
from pathlib import Path
from app.queue.job import State, WorkerId
from app.queue.store import JobStore, queue_path
from app.queue.transitions import Transition
with JobStore(queue_path(Path(os.environ["MOUTHPIECE_HOME"]))) as store:
    print('{ready}', flush=True)
    while (job := store.claim(WorkerId.of_this_process())) is not None:
        if job.label.startswith("bad"):
            os._exit(9)
        store.release(job.lease, Transition(State.CANCELLED))
"""


@pytest.mark.skipif(
    sys.platform == "win32", reason=AllowedSkip.SYSTEM.reason("needs a program that is a script")
)
def test_jobs_that_end_their_worker_on_the_claim_fail_and_stop_nobody_behind_them(
    store: JobStore, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    *bad, good = store.add([plain_job(name) for name in ("bad 1", "bad 2", "good")])
    program = tmp_path / "python"
    ready = Ready(worker="w", pid=1).model_dump_json()
    program.write_text(f"#!{sys.executable}" + _MORTAL.replace("{ready}", ready))
    program.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(program))
    monkeypatch.setattr("app.worker.supervisor._MAX_PAUSE", 0.01)
    summary = Supervisor(store, 1, lambda _: None, home=home).run(StopRequest())
    assert (summary.failed, summary.left) == (2, 0)
    assert store.get(good).state is State.CANCELLED
    for job_id in bad:
        error = store.get(job_id).error
        assert error is not None
        assert error.code is ErrorCode.WORKER_DIED


def test_a_queue_that_does_not_answer_for_a_while_ends_no_run(
    store: JobStore,
    home: Path,
    tmp_path: Path,
    astronaut: Path,
    runs: list[Run],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.add([real_job(tmp_path, astronaut, "a", 2.0)])
    monkeypatch.setattr("app.queue.schema._BUSY_SECONDS", 0.1)
    with JobStore(store.path) as hasty, closing(sqlite3.connect(store.path)) as other:
        runs.append(Run(hasty, home, 1))
        until(runs[0].rendering)
        other.isolation_level = None
        other.execute("BEGIN EXCLUSIVE")
        (first,) = runs[0].supervisor.processes
        first.kill()
        until(lambda: runs[0].supervisor.processes not in ([], [first]))
        other.execute("ROLLBACK")
        assert runs[0].end().done == 1


def test_a_supervisor_that_slept_does_not_blame_its_workers_for_it(
    store: JobStore, home: Path, tmp_path: Path, astronaut: Path, runs: list[Run]
) -> None:
    store.add([real_job(tmp_path, astronaut, "a", 2.0)])
    run = Run(store, home, 1)
    runs.append(run)
    naps = [3600.0, 3600.0]  # seconds, in which nobody could speak

    def nap() -> None:
        if naps and run.supervisor.processes:
            slept = naps.pop()
            run.supervisor._looked -= slept
            run.supervisor.processes[0].last_message_at -= slept

    run.on_tick = nap
    assert run.end().done == 1
    assert not naps
    assert len({one.pid for one in runs[0].said if isinstance(one, Ready)}) == 1


def test_a_run_that_left_jobs_undone_is_no_success() -> None:
    assert exit_code(RunSummary(1, 0, 0, stopped=False)) == 0
    assert exit_code(RunSummary(1, 0, 0, stopped=False, left=1)) == ExitCode.PARTLY_FAILED


def test_workers_take_the_gpus_in_turn_where_there_are_several() -> None:
    assert shared_gpus(None, 3) == ["0", "1", "2"]
    assert shared_gpus("2, 5", 8) == ["2", "5"]
    assert shared_gpus(None, 1) == shared_gpus(None, 0) == shared_gpus("", 4) == []
