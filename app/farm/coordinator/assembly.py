"""A job as the queue's side of the farm sees it: what nodes need for it, and what becomes of it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.farm.net.protocol import InputFile, PreparedReply, SyntheticLoad
from app.farm.net.shared_folder import path_inside
from app.models.index import hash_file
from app.queue.job import Job, Outcome
from app.queue.requests import video_of
from app.settings import load_settings
from talker.files import part_name, publish
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
    def nap(self) -> SyntheticLoad | None: ...

    @property
    def segments(self) -> tuple[Segment, ...]: ...

    @property
    def motion(self) -> Path | None:
        """The motion that is kept from an earlier node."""
        ...

    def open(self, made: PreparedReply) -> list[Segment] | None:
        """The missing segments; None while another process makes the same video."""
        ...

    def keep_motion(self, content: bytes) -> None: ...

    def keep(self, segment: Segment, content: bytes) -> None: ...

    def finish(self) -> Outcome: ...

    def close(self) -> None: ...


Begin = Callable[[Job, OnProgress, CancelToken], Assembly]


def open_video(home: Path | None, shared: Path | None) -> Begin:
    """How jobs of the queue are begun."""

    def begin(job: Job, report: OnProgress, cancel: CancelToken) -> Assembly:
        return VideoAssembly(job, report, cancel, home, shared)

    return begin


def open_synthetic(nap: SyntheticLoad) -> Begin:
    """How jobs are begun that only sleep and copy, to measure the farm itself."""

    def begin(job: Job, report: OnProgress, cancel: CancelToken) -> Assembly:
        del report, cancel
        return SyntheticAssembly(job, nap)

    return begin


class VideoAssembly:
    """A video of the queue."""

    nap: SyntheticLoad | None = None

    def __init__(
        self,
        job: Job,
        report: OnProgress,
        cancel: CancelToken,
        home: Path | None,
        shared: Path | None,
    ) -> None:
        from talker.remote_render import RemoteAssembly

        self._notices: list[Notice] = []
        self._report = report
        self._began = time.perf_counter()
        self._gathering: RemoteAssembly = RemoteAssembly(
            video_of(job.request),
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

    def open(self, made: PreparedReply) -> list[Segment] | None:
        from talker.remote_render import RenderOrigin

        for code, message in made.notices:
            self._hear(Notice(code, message))
        return self._gathering.open(
            RenderOrigin(made.key, made.engine, made.version, made.device, made.width, made.height)
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
            Outcome.of(result),
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


class SyntheticAssembly:
    """A job that sleeps on the node; its output is what the node sent."""

    motion: Path | None = None

    def __init__(self, job: Job, nap: SyntheticLoad) -> None:
        request = video_of(job.request)
        assert request.output is not None
        self.options = request.options
        self.nap: SyntheticLoad | None = nap
        self.segments = tuple(Segment(index, index, index + 1) for index in range(nap.segments))
        self.inputs = tuple(
            input_of(role, path, None)
            for role, path in (("portrait", request.portrait), ("speech", request.speech))
        )
        self._output = request.output
        self._parts: dict[int, bytes] = {}

    def open(self, made: PreparedReply) -> list[Segment] | None:
        self._engine = made.engine
        return [one for one in self.segments if one.index not in self._parts]

    def keep_motion(self, content: bytes) -> None:
        """There is none."""

    def keep(self, segment: Segment, content: bytes) -> None:
        self._parts[segment.index] = content

    def finish(self) -> Outcome:
        part = part_name(self._output)
        part.write_bytes(b"".join(self._parts[one.index] for one in self.segments))
        publish(part, self._output)
        return Outcome(self._output, len(self.segments), 0, self._engine, "cpu", {}, ())

    def close(self) -> None:
        """Nothing is held."""


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
