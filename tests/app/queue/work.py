"""Helpers of the queue's tests: small jobs, real workers, waiting."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

import talker
from app.queue.job import Job, NewJob, State, WorkerId
from app.queue.store import JobStore
from app.worker.messages import Message
from app.worker.process import WorkerProcess
from talker.media.video_frames import read_frames
from talker.options.render import RenderRequest
from tests.talker.sounds import write_clicks
from tests.waiting import PATIENCE


def plain_job(name: str = "a", *, portrait: str = "p.png", **facts: object) -> NewJob:
    """A job whose files are not there: for tests that render nothing."""
    request = RenderRequest(
        portrait=Path(portrait), speech=Path(f"{name}.wav"), output=Path(f"{name}.mp4")
    )
    return NewJob(request, name, **facts)  # type: ignore[arg-type]


def real_job(folder: Path, portrait: Path, name: str, seconds: float, seed: int = 0) -> NewJob:
    """A job of 128 pixels and a speech of `seconds` made of clicks."""
    speech = write_clicks(folder / f"{name}.wav", seconds, 16000)
    request = RenderRequest(
        portrait=portrait,
        speech=speech,
        output=folder / f"{name}.mp4",
        size=128,
        seed=seed,
    )
    return NewJob(request, name)


def claimed(store: JobStore, worker: WorkerId | None = None) -> Job:
    """The next job, held by `worker` or this process."""
    job = store.claim(worker or WorkerId.of_this_process("test"))
    assert job is not None
    return job


def undisturbed(job: NewJob, folder: Path) -> Path:
    """The same video, made in this process."""
    output = folder / f"{job.label} undisturbed.mp4"
    assert isinstance(job.request, RenderRequest)
    request = job.request.model_copy(update={"output": output})
    return talker.render(request, home=folder / "undisturbed home").output


def same_video(one: Path, other: Path) -> bool:
    """Whether two videos show the same frames, bit for bit."""
    first, second = np.stack(list(read_frames(one))), np.stack(list(read_frames(other)))
    return first.shape == second.shape and bool((first == second).all())


class Crew:
    """Real workers on one queue, all ended with the block; remembers what they said."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.said: list[Message] = []
        self.workers: list[WorkerProcess] = []

    def start(
        self,
        *,
        until_empty: bool = False,
        kill_when: Callable[[Message], bool] = lambda _: False,
        by: int | None = None,
    ) -> WorkerProcess:
        """A worker killed as soon as it says what `kill_when` waits for, or by another signal."""

        def listen(message: Message) -> None:
            self.said.append(message)
            if not kill_when(message):
                return
            if by is None:
                worker.kill()
            else:
                os.kill(worker.pid, by)

        name = f"crew-{len(self.workers)}"
        worker = WorkerProcess(name, listen, until_empty=until_empty, home=self.home)
        self.workers.append(worker)
        return worker

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.kill()
            worker.wait(PATIENCE)


def state_of(store: JobStore, job_id: int) -> State:
    return store.get(job_id).state


def together(code: str, path: Path, count: int) -> list[str]:
    """What `count` processes print that run `code` on the queue at `path` at the same moment."""
    prelude = (
        "import sys\nfrom pathlib import Path\n"
        "from app.queue.job import State, WorkerId\nfrom app.queue.store import JobStore\n"
        "path = Path(sys.argv[1])\nprint('ready', flush=True)\nsys.stdin.readline()\n"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", prelude + code, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(count)
    ]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    outputs = [process.communicate()[0] for process in started]
    assert [process.returncode for process in started] == [0] * count
    return outputs


def damage(path: Path) -> None:
    """Wipes a page in which there are jobs."""
    content = bytearray(path.read_bytes())
    at = content.index(b'"job 200') if b'"job 200' in content else content.index(b"job 200.wav")
    begin = at - at % 4096
    content[begin : begin + 4096] = bytes([0x55]) * 4096
    path.write_bytes(content)
