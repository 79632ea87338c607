"""One team at a time: who goes on without a window leaves when one opens."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.child_process import child_command, child_environment
from app.queue.job import State
from app.queue.store import JobStore
from app.worker.shutdown import StopRequest
from app.worker.stand_in import OPTION, as_window, wait_for_stand_in, window_is_open
from talker.errors import ExitCode
from talker.locking import is_held, presence
from tests.app.queue.work import real_job
from tests.waiting import PATIENCE, until


@pytest.fixture
def stand_in(home: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = child_command("app.cli", "queue", "run", OPTION)
    process = subprocess.Popen(
        command,
        env=child_environment(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield process
    process.kill()
    process.wait()


def test_it_leaves_when_a_window_opens_and_its_video_waits_again(
    store: JobStore, home: Path, tmp_path: Path, astronaut: Path, request: pytest.FixtureRequest
) -> None:
    (job,) = store.add([real_job(tmp_path, astronaut, "long", 60)])
    stand_in: subprocess.Popen[bytes] = request.getfixturevalue("stand_in")
    until(lambda: store.get(job).state is State.RUNNING)
    with as_window(home):
        wait_for_stand_in(home, StopRequest())
        assert store.get(job).state is State.QUEUED, "nobody works on it when the wait is over"
        assert stand_in.wait(PATIENCE) == ExitCode.STOPPED
    assert store.get(job).crash_count == 0


def test_without_one_nobody_waits(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    wait_for_stand_in(home, StopRequest())
    assert not window_is_open(home)
    with as_window(home):
        assert window_is_open(home)
    assert not window_is_open(home)


def test_a_wait_ends_when_it_is_asked_to(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    stop = StopRequest()
    stop.request()
    with presence(home / "stand-in.lock"):
        wait_for_stand_in(home, stop)


def test_a_second_one_goes_on_without_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "somebody.lock"
    with presence(path) as first:
        assert first
        assert is_held(path)
        with presence(path, patience=0.0) as second:
            assert not second
        assert is_held(path), "whoever did not hold it does not let it go"
    assert not is_held(path)
