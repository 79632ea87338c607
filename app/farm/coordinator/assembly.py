"""A job as the queue's side of the farm sees it: what nodes need for it, and what becomes of it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.farm.net.protocol import InputFile, JobSpec, PreparedReply
from app.farm.net.shared_folder import path_inside
from app.jobs.kind import Outcome
from app.jobs.render import KIND as RENDER
from app.jobs.render import outcome_of
from app.models.index import hash_file
from app.queue.job import Job
from app.settings import load_settings
from talker.options.render import RenderOptions
from talker.progress import CancelToken, Notice, OnProgress, Progress, Stage
from talker.segments import Segment

if TYPE_CHECKING:
    from talker.remote_render import RemoteAssembly

_HASHES = 1024


@dataclass(frozen=True)
class Input:
    """A file of this computer that nodes need."""

    file: InputFile
    path: Path


class Assembly(Protocol):
    """One job at work. Made in a thread: beginning may take a second, finishing some."""

    @property
    def options(self) -> RenderOptions: ...

    @property
    def inputs(self) -> tuple[Input, ...]: ...

    @property
    def segments(self) -> tuple[Segment, ...]: ...

    @property
    def motion(self) -> Path | None:
        """The motion that is kept from an earlier node."""
        ...

    def job_spec(self, spec: JobSpec) -> JobSpec:
        """What workers are told of the job."""
        ...

    def open(self, made: PreparedReply) -> list[Segment] | None:
        """The missing segments; None while another process makes the same video."""
        ...

    def keep_motion(self, content: bytes) -> None: ...

    def keep(self, segment: Segment, content: bytes) -> None: ...

    def finish(self) -> Outcome: ...

    def close(self) -> None: ...


Begin = Callable[[Job, OnProgress, CancelToken], Assembly]


def open_video(home: Path, shared: Path | None) -> Begin:
    """How jobs of the queue are begun."""

    def begin(job: Job, report: OnProgress, cancel: CancelToken) -> Assembly:
        return VideoAssembly(job, report, cancel, home, shared)

    return begin


class VideoAssembly:
    """A video of the queue."""

    def __init__(
        self,
        job: Job,
        report: OnProgress,
        cancel: CancelToken,
        home: Path,
        shared: Path | None,
    ) -> None:
        from talker.remote_render import RemoteAssembly

        self._notices: list[Notice] = []
        self._report = report
        self._began = time.perf_counter()
        self._gathering: RemoteAssembly = RemoteAssembly(
            RENDER.require(job.request),
            on_progress=self._hear,
            cancel=cancel,
            home=home,
            publisher=load_settings(home).labels.publisher,
        )
        self._looked = time.perf_counter()
        request = self._gathering.request
        files = {"portrait": request.portrait, "reference": request.reference}
        files["speech"] = None if request.idle else request.speech
        self.options = request.options
        self.inputs = tuple(
            input_of(role, path, shared) for role, path in files.items() if path is not None
        )

    @property
    def segments(self) -> tuple[Segment, ...]:
        return self._gathering.segments

    @property
    def motion(self) -> Path | None:
        return self._gathering.motion

    def job_spec(self, spec: JobSpec) -> JobSpec:
        return spec

    def open(self, made: PreparedReply) -> list[Segment] | None:
        from talker.remote_render import RenderOrigin

        for code, message in made.notices:
            self._hear(Notice(code, message))
        return self._gathering.open(
            RenderOrigin(
                made.key,
                made.engine,
                made.version,
                made.weights_id,
                made.device,
                made.width,
                made.height,
            )
        )

    def keep_motion(self, content: bytes) -> None:
        self._gathering.keep_motion(content)

    def keep(self, segment: Segment, content: bytes) -> None:
        self._gathering.keep(segment, content)

    def finish(self) -> Outcome:
        made = time.perf_counter()
        result = self._gathering.finish()
        looked = {Stage.PREFLIGHT: self._looked - self._began, Stage.RENDER: made - self._looked}
        return replace(
            outcome_of(result),
            timings={**result.timings, **looked},
            notices=tuple(dict.fromkeys((*self._notices, *result.notices))),
        )

    def close(self) -> None:
        self._gathering.close()

    def _hear(self, said: Progress | Notice) -> None:
        if isinstance(said, Notice):
            if said in self._notices:
                return
            self._notices.append(said)
        self._report(said)


def input_of(role: str, path: Path, shared: Path | None) -> Input:
    """A file with its hash, which is remembered while the file stays as it is."""
    facts = path.stat()
    file = InputFile(
        role=role,
        sha256=_sha256(path, facts.st_size, facts.st_mtime_ns),
        size=facts.st_size,
        suffix=path.suffix if path.suffix[1:].isalnum() and len(path.suffix) <= 11 else "",
        shared=path_inside(path, shared),
    )
    return Input(file, path)


@lru_cache(_HASHES)
def _sha256(path: Path, size: int, changed: int) -> str:
    del size, changed
    return hash_file(Path(os.fspath(path)), CancelToken())
