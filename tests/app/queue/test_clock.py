"""Somebody sets the clock while jobs run: nobody loses a job, and no death is counted."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace

import psutil
import pytest

from app.queue.job import State, WorkerId
from app.queue.liveness import has_ended, is_alive, lease_end, process_start_time
from app.queue.store import JobStore
from app.worker.shutdown import StopRequest
from tests.app.queue.work import claimed, plain_job
from tests.skips import AllowedSkip

STEPS = [-400 * 86400.0, -3600.0, -2.0, 2.0, 3600.0, 400 * 86400.0]
linux = pytest.mark.skipif(
    sys.platform != "linux", reason=AllowedSkip.SYSTEM.reason("needs the start times of Linux")
)


def set_clock(monkeypatch: pytest.MonkeyPatch, step: float) -> None:
    """The clock on the wall, and the start times that Linux derives from it."""
    now, created = time.time, psutil.Process.create_time
    monkeypatch.setattr(time, "time", lambda: now() + step)
    if sys.platform == "linux":
        monkeypatch.setattr(psutil.Process, "create_time", lambda self: created(self) + step)


@pytest.mark.parametrize("step", STEPS)
def test_a_running_job_stays_its_worker_s(
    store: JobStore, monkeypatch: pytest.MonkeyPatch, step: float
) -> None:
    store.add([plain_job()])
    job = claimed(store)
    before = store.revision()
    set_clock(monkeypatch, step)
    assert store.release_dead() == 0
    assert store.claim(WorkerId.of_this_process("other")) is None
    assert store.desired_state(job.lease) is State.RUNNING
    assert store.renew(job.lease)
    assert store.release_dead() == 0
    assert store.get(job.id).crash_count == 0
    assert store.transition(job.id, {State.QUEUED}, State.CANCELLED) is False
    assert store.ended_after(before)[State.CANCELLED] == 0


@pytest.mark.parametrize("step", STEPS)
def test_a_parent_stays_alive(monkeypatch: pytest.MonkeyPatch, step: float) -> None:
    stop = StopRequest(parent=os.getpid())
    monkeypatch.setattr("app.worker.shutdown._CHECK_SECONDS", 0.0)
    set_clock(monkeypatch, step)
    assert not stop.requested


@pytest.mark.parametrize("step", [-3600.0, 3600.0])
def test_a_dead_worker_s_job_is_free_at_once(
    store: JobStore, monkeypatch: pytest.MonkeyPatch, step: float
) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        born = process_start_time(process.pid)
        assert born is not None
        me = WorkerId.of_this_process("me")
        store.add([plain_job()])
        claimed(store, replace(me, pid=process.pid, process_start=born))
        set_clock(monkeypatch, step)
        assert store.release_dead() == 0
        process.kill()
    assert store.release_dead() == 1


def test_after_a_sleep_of_the_computer_its_workers_get_a_moment_to_renew(
    store: JobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    (job_id,) = store.add([plain_job()])
    now, slept = time.monotonic, 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now() + slept)
    job = claimed(store)
    assert store.release_dead() == 0
    slept = 3600.0  # as Windows counts it, and a paused container
    assert store.release_dead() == 0  # ours is the first look
    assert store.renew(job.lease)
    slept += 6.0
    assert store.release_dead() == 0
    slept += 6.0  # who does not renew after all has lost it
    assert store.release_dead() == 1
    assert store.get(job_id).state is State.QUEUED


def test_the_ends_of_a_run_are_counted_whatever_the_clock_says(
    store: JobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    (job_id,) = store.add([plain_job()])
    began = store.revision()
    set_clock(monkeypatch, -3600.0)
    assert store.transition(job_id, {State.QUEUED}, State.CANCELLED)
    assert store.ended_after(began)[State.CANCELLED] == 1
    assert store.ended_after(store.revision())[State.CANCELLED] == 0


def test_a_lease_from_before_the_computer_was_started_has_ended() -> None:
    assert not has_ended(lease_end(10.0))
    assert has_ended(lease_end(-1.0))
    assert has_ended(lease_end(0.0) + 40 * 86400.0)


_CLAIMS = """
import sys
from pathlib import Path
from app.queue.job import WorkerId
from app.queue.store import JobStore
with JobStore(Path(sys.argv[1])) as store:
    print(store.claim(WorkerId.of_this_process("inside")).id, flush=True)
    sys.stdin.read()
"""


@linux
def test_a_worker_in_a_container_that_shares_the_name_and_the_home_is_not_taken_for_dead(
    store: JobStore,
) -> None:
    inside = ["unshare", "--fork", "--pid", "--mount-proc"]
    if shutil.which("unshare") is None or subprocess.run([*inside, "true"], check=False).returncode:
        pytest.skip(AllowedSkip.RIGHTS.reason("cannot make another space of processes"))
    store.add([plain_job()])
    command = [*inside, sys.executable, "-c", _CLAIMS, str(store.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"1\n"
        assert store.release_dead() == 0
        assert store.get(1).state is State.RUNNING


@linux
def test_what_earlier_versions_wrote_is_still_understood(store: JobStore) -> None:
    store.add([plain_job()])
    job = claimed(store)
    born = psutil.Process().create_time()
    assert is_alive(os.getpid(), born)
    assert not is_alive(os.getpid(), born - 1000)
    for lease, freed in ((time.time() + 10, 0), (time.time() - 1, 1)):
        with closing(sqlite3.connect(store.path)) as raw, raw:
            raw.execute("UPDATE jobs SET born = ?, lease = ? WHERE id = ?", (born, lease, job.id))
        assert store.release_dead() == freed
