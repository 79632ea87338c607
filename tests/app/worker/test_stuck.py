"""Work that does not stop by itself: the job is released with a state, the process ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from app.queue.job import State
from app.queue.joblog import read_log
from app.queue.liveness import is_alive
from app.queue.store import JobStore
from app.settings.store import settings_path
from talker.errors import ErrorCode
from tests.app.queue.work import plain_job
from tests.waiting import PATIENCE, until

# A worker whose work, instead of a video, waits for a program that does not end.
WORKER = """
import subprocess, sys
from pathlib import Path
from app.cli import main
from app.jobs.render import RenderKind

def runner(self, home):
    def run(request, report, cancel):
        with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]) as child:
            Path(sys.argv[1]).write_text(str(child.pid))
            child.wait()
    return run

RenderKind.runner = runner
sys.exit(main(["worker", "--json"]))
"""


class StuckWorker:
    """The worker, once it is stuck in its job."""

    def __init__(self, store: JobStore, tmp_path: Path) -> None:
        (self.job,) = store.add([plain_job()])
        note = tmp_path / "child"
        self.process = subprocess.Popen(
            [sys.executable, "-c", WORKER, str(note)], stdout=subprocess.DEVNULL
        )
        until(lambda: note.exists() and note.read_text() != "")
        self.child = int(note.read_text())
        self.born = psutil.Process(self.child).create_time()
        assert is_alive(self.child, self.born)
        until(lambda: store.get(self.job).state is State.RUNNING)

    def wait_until_ended(self) -> None:
        """Until neither the worker nor what it started is left: a killed process takes a while."""
        self.process.wait(PATIENCE)
        until(lambda: not is_alive(self.child, self.born))


@pytest.fixture(autouse=True)
def _home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOUTHPIECE_HOME", str(home))


@pytest.mark.parametrize("to", [State.CANCELLED, State.PAUSED])
def test_a_job_inside_a_library_that_does_not_end_is_stopped(
    store: JobStore, home: Path, tmp_path: Path, to: State
) -> None:
    worker = StuckWorker(store, tmp_path)
    assert store.request_stop(worker.job, to)
    until(lambda: store.get(worker.job).state is to)
    worker.wait_until_ended()
    assert worker.process.returncode not in (0, None)
    assert "in wait" in read_log(worker.job, home)


def test_a_worker_that_is_stopped_puts_its_job_back(store: JobStore, tmp_path: Path) -> None:
    worker = StuckWorker(store, tmp_path)
    worker.process.terminate()
    until(lambda: store.get(worker.job).state is State.QUEUED)
    assert store.get(worker.job).crash_count == 0
    worker.wait_until_ended()


def test_a_job_that_stands_still_fails_with_a_code(
    store: JobStore, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings_path(home).write_text('{"work": {"stall_minutes": 1}}')
    monkeypatch.setattr(sys.modules[__name__], "WORKER", STALL + WORKER)
    worker = StuckWorker(store, tmp_path)
    until(lambda: store.get(worker.job).state is State.FAILED)
    error = store.get(worker.job).error
    assert error is not None
    assert error.code is ErrorCode.STALLED
    worker.wait_until_ended()


# A minute of the settings lasts two seconds.
STALL = """
import app.worker.runner
seconds = app.worker.runner.stall_seconds
app.worker.runner.stall_seconds = lambda home: seconds(home) / 30
"""
