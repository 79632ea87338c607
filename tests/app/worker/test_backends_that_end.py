"""A job whose backend ends or holds up its worker is made all the same: by torch."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.queue.job import State
from app.queue.store import JobStore
from app.settings.store import settings_path
from talker.inference.kept import enable
from talker.inference.trust import distrusted
from talker.progress import NoticeCode
from tests.app.queue.work import plain_job

# A worker whose job is a small network, for which a stand-in is chosen as its backend.
WORKER = """
import os, sys, threading
from pathlib import Path
import torch
from app.cli import main
from app.jobs.kind import Outcome
from app.jobs.render import RenderKind
from talker.inference import accelerated, opening
from talker.inference.accelerated import Accelerated
from talker.inference.limits import Setting
from talker.inference.notices import announced
import app.worker.runner

accelerated._GAIN = 1e9
seconds = app.worker.runner.stall_seconds
app.worker.runner.stall_seconds = lambda home: seconds(home) / 30
calls = []

def opened(*given):
    def compute(values):
        calls.append(values)
        if len(calls) > 6:  # the trial and the checks were well
            os._exit(9) if sys.argv[1] == "ends" else threading.Event().wait()
        return plain(torch.from_numpy(values)).numpy()
    return compute

def runner(self, home):
    def run(request, report, cancel):
        network = Accelerated(plain, plain, Setting(home, 1, 255))
        for _ in range(20):
            cancel.check()
            network(torch.rand(1, 3, 4, 4))
        return Outcome(request.output, 20, 0, "small", "cpu", {}, tuple(announced()))
    return run

torch.set_grad_enabled(False)
plain = torch.nn.Conv2d(3, 3, 1).requires_grad_(False)
opening.open_session = opened
RenderKind.runner = runner
sys.exit(main(["worker", "--json", "--until-empty"]))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ("ends", "it ended the program while it computed Conv2d"),
        ("waits", "it did not come back while it computed Conv2d"),
    ],
)
def test_the_second_attempt_is_made_by_torch(
    store: JobStore, home: Path, monkeypatch: pytest.MonkeyPatch, how: str, reason: str
) -> None:
    monkeypatch.setenv("MOUTHPIECE_HOME", str(home))
    settings_path(home).write_text('{"work": {"stall_minutes": 1}}')
    enable("onnxruntime", home)
    (job,) = store.add([plain_job()])
    command = [sys.executable, "-c", WORKER, how]
    assert subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode != 0
    store.release_dead()
    left = store.get(job)
    assert (left.state, left.crash_count, left.attempts) == (State.QUEUED, 1, 1)
    assert subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == 0
    done = store.get(job)
    assert (done.state, done.attempts) == (State.DONE, 2)
    (notice,) = done.notices
    assert notice.code is NoticeCode.BACKEND_FAILED
    assert reason in notice.message
    assert distrusted(home) == {"onnxruntime": reason}
