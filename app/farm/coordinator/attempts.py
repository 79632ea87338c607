"""What this computer holds of each attempt at a job: its assembly, its files, its threads."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from app.farm.coordinator.assembly import Assembly
from app.farm.coordinator.events import RunId
from app.farm.coordinator.newest_frame import NewestFrame
from app.farm.net.client import ClusterClient
from app.farm.net.protocol import PROTOCOL, InputFile, JobSpec, VideoOptions
from app.jobs.kind import Outcome
from app.queue.job import Job
from app.worker.progress import ProgressReporter
from talker.errors import ErrorCode, InputError
from talker.progress import CancelToken

_THREADS = 4  # each waits for ffmpeg or the disk most of the time

# What a step came to: a video, the assembly of one that is to be made, or an error.
StepEnd = Outcome | Assembly | BaseException


@dataclass
class Attempt:
    """A claimed job. `options` are the request's with the engine that `auto` was decided to be."""

    job: Job
    cancel: CancelToken
    reporter: ProgressReporter
    frame: NewestFrame
    assembly: Assembly | None = None
    options: VideoOptions | None = None

    @property
    def opened(self) -> Assembly:
        """The assembly of a job whose pre-flight is over."""
        assert self.assembly is not None
        return self.assembly

    def spec(self, inputs: tuple[InputFile, ...]) -> str:
        """The job as a worker gets it."""
        assembly = self.opened
        assert self.options is not None, "decided when it was opened"
        spec = JobSpec(
            protocol=PROTOCOL,
            job=self.job.id,
            attempt=self.job.attempts,
            options=self.options,
            inputs=inputs,
        )
        return assembly.job_spec(spec).model_dump_json()

    def read(self, file: InputFile, offset: int = 0, size: int = -1) -> bytes:
        """Bytes of an input, or of the motion. Raises MouthpieceError."""
        path = self._path(file)
        try:
            with path.open("rb") as opened:
                opened.seek(offset)
                return opened.read(size)
        except OSError as error:
            raise InputError(
                ErrorCode.INPUT_UNREADABLE,
                f"The {file.role} cannot be read any more: {error}.",
                "Leave inputs alone while their videos are made; try the job again.",
                path,
            ) from error

    def _path(self, file: InputFile) -> Path:
        assembly = self.opened
        paths = {known.file.sha256: known.path for known in assembly.inputs}
        if file.sha256 in paths:
            return paths[file.sha256]
        assert assembly.motion is not None
        return assembly.motion

    def close(self) -> None:
        """Lets other processes make the video."""
        self.frame.remove()
        if self.assembly is not None:
            self.assembly.close()


class BackgroundSteps:
    """A few threads for pre-flights and joining, whose ends are events."""

    def __init__(self, cluster: ClusterClient, on_end: Callable[[RunId, StepEnd], None]) -> None:
        self._cluster = cluster
        self._on_end = on_end
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="farm")

    def run(self, run: RunId, step: Callable[[], Outcome | Assembly]) -> None:
        """Calls `step` in a thread, then `on_end` with its result or error where events are."""

        def work() -> None:
            end: StepEnd
            try:
                end = step()
            except BaseException as error:  # noqa: BLE001 - it becomes the job's error
                end = error
            self._cluster.call_soon(lambda: self._on_end(run, end))

        self._pool.submit(work)

    def forget(self, step: Callable[[], object]) -> None:
        """Calls `step` in a thread; nobody waits for it."""
        self._pool.submit(step)

    def close(self) -> None:
        """Waits for what was begun."""
        self._pool.shutdown()
