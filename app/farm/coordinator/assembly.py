"""The assembly of a video on the queue's computer, from segments that workers send."""

from __future__ import annotations

import hashlib
import os
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from typing_extensions import override

from app.farm.net.protocol import (
    Answer,
    InputFile,
    JobSpec,
    PreparedReply,
    SegmentReply,
    VideoOptions,
)
from app.farm.net.shared_folder import path_inside
from app.jobs.dub import KIND as DUB
from app.jobs.kind import Outcome
from app.jobs.render import KIND as RENDER
from app.jobs.render import outcome_of
from app.models.index import hash_file
from app.queue.job import Job
from app.settings.store import load_settings
from talker.engines.registry import with_engine
from talker.engines.spec import InstalledModels
from talker.errors import ErrorCode, MouthpieceError
from talker.options.dub import DubOptions
from talker.options.render import RenderOptions
from talker.progress import CancelToken, Notice, NoticeCode, OnProgress, Progress, Stage
from talker.segments import Segment

if TYPE_CHECKING:
    from talker.render_context import RenderContext
    from talker.render_record import RenderOrigin
    from talker.result import RenderResult

_HASHES = 1024


@dataclass(frozen=True)
class There:
    """What the computers of a farm have together."""

    models: InstalledModels
    packages: frozenset[str]
    gpu: bool


@dataclass(frozen=True)
class Input:
    """A file of this computer that workers need."""

    file: InputFile
    path: Path


class Assembly(Protocol):
    """One job that is being made. Opened in a thread: that may take a second, finishing some."""

    def options(self, there: There) -> VideoOptions:
        """The options that the video is made with, and the engine that `auto` means there."""
        ...

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The files that workers need, by role."""
        ...

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All segments of the video, in order; before it is opened there may be some more or less
        of them in the end."""
        ...

    @property
    def motion(self) -> Path | None:
        """The motion that an earlier worker computed."""
        ...

    @property
    def newest(self) -> Path | None:
        """The segment that was saved last, as long as the video is not joined."""
        ...

    def job_spec(self, spec: JobSpec) -> JobSpec:
        """The job as workers get it."""
        ...

    def open(self, origin: PreparedReply, motion: bytes) -> list[Segment] | None:
        """The missing segments; None while another process makes the same video. Keeps the `motion`
        for the next workers where none is known."""
        ...

    def save_segment(self, segment: Segment, content: bytes) -> None:
        """Writes a rendered segment, an H.264 stream."""
        ...

    def finish(self) -> Outcome:
        """Joins the segments to the video; all must be there. Raises MouthpieceError."""
        ...

    def close(self) -> None:
        """Lets go of the video; what was saved stays for the next attempt."""
        ...


OpenAssembly = Callable[[Job, OnProgress, CancelToken], Assembly]

_Files = Mapping[str, Path | None]


class _Gathered(Protocol):
    """What keeps the segments of a video that come from elsewhere, in the library."""

    @property
    def segments(self) -> tuple[Segment, ...]: ...

    @property
    def motion(self) -> Path | None: ...

    def open(self, origin: RenderOrigin, motion: bytes) -> list[Segment] | None: ...

    def keep(self, segment: Segment, content: bytes) -> Path: ...

    def finish(self) -> RenderResult: ...

    def close(self) -> None: ...


def open_video(home: Path, shared: Path | None) -> OpenAssembly:
    """How the videos of the queue are assembled."""

    def open_assembly(job: Job, report: OnProgress, cancel: CancelToken) -> Assembly:
        made = DubAssembly if DUB.narrow(job.request) else RenderAssembly
        return made(job, report, cancel, home, shared)

    return open_assembly


class VideoAssembly(ABC):
    """A video of the queue."""

    def __init__(
        self,
        job: Job,
        report: OnProgress,
        cancel: CancelToken,
        home: Path,
        shared: Path | None,
    ) -> None:
        from talker.render_context import RenderContext

        self.newest: Path | None = None
        self._notices: list[Notice] = []
        self._report = report
        self._began = time.perf_counter()
        publisher = load_settings(home).publisher
        context = RenderContext(home, self._on_progress, cancel, publisher=publisher)
        self._gathered, files = self._gather(job, context)
        self._inspected = time.perf_counter()
        self.inputs = tuple(
            input_of(role, path, shared) for role, path in files.items() if path is not None
        )

    @abstractmethod
    def _gather(self, job: Job, context: RenderContext) -> tuple[_Gathered, _Files]:
        """What gathers the segments of the job, and the files that workers need, by role."""

    @abstractmethod
    def options(self, there: There) -> VideoOptions:
        """The options that the video is made with, and the engine that `auto` means there.

        Every worker must take the same engine, so the choice is not left to them.
        """

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All segments of the video, in order."""
        return self._gathered.segments

    @property
    def motion(self) -> Path | None:
        """The motion that an earlier worker computed; None without one."""
        return self._gathered.motion

    def job_spec(self, spec: JobSpec) -> JobSpec:
        """The job as workers get it: nothing is added."""
        return spec

    def open(self, origin: PreparedReply, motion: bytes) -> list[Segment] | None:
        """The missing segments; None while another process makes the same video."""
        from talker.render_record import RenderOrigin
        from talker.work_folder import RenderKey

        for code, message in origin.notices:
            self._on_progress(Notice(NoticeCode.read(code), message))
        known = RenderOrigin(
            RenderKey(origin.key, origin.legacy_key),
            origin.engine,
            origin.version,
            origin.weights_id,
            origin.device,
            origin.width,
            origin.height,
            origin.corner,
        )
        return self._gathered.open(known, motion)

    def save_segment(self, segment: Segment, content: bytes) -> None:
        """Writes a rendered segment as its worker sent it."""
        self.newest = self._gathered.keep(segment, content)

    def finish(self) -> Outcome:
        """Joins the segments to the video and reports how long each stage took."""
        rendered = time.perf_counter()
        result = self._gathered.finish()
        stages = {
            Stage.PREFLIGHT: self._inspected - self._began,
            Stage.RENDER: rendered - self._inspected,
        }
        return replace(
            outcome_of(result),
            timings={**result.timings, **stages},
            notices=tuple(dict.fromkeys((*self._notices, *result.notices))),
        )

    def close(self) -> None:
        """Lets go of the work folder; what was saved stays for the next attempt."""
        self._gathered.close()

    def _on_progress(self, event: Progress | Notice) -> None:
        if isinstance(event, Notice):
            if event in self._notices:
                return
            self._notices.append(event)
        self._report(event)


class RenderAssembly(VideoAssembly):
    """The video of a portrait."""

    @override
    def _gather(self, job: Job, context: RenderContext) -> tuple[_Gathered, _Files]:
        from talker.remote_render import RemoteAssembly

        gathered = RemoteAssembly(RENDER.require(job.request), context)
        self._request = gathered.request
        files = {"portrait": self._request.portrait, "reference": self._request.reference}
        files |= {"speech": None if self._request.idle else self._request.speech}
        return gathered, files | {"second_speech": self._request.second_speech}

    @override
    def options(self, there: There) -> RenderOptions:
        return with_engine(
            self._request.options,
            there.models,
            reference=self._request.reference is not None,
            pair=self._request.two_speak,
            has_package=there.packages.__contains__,
            gpu=lambda: there.gpu,
        )


class DubAssembly(VideoAssembly):
    """A film with new words."""

    @override
    def _gather(self, job: Job, context: RenderContext) -> tuple[_Gathered, _Files]:
        from talker.dubbing.remote import RemoteDubAssembly

        gathered = RemoteDubAssembly(DUB.require(job.request), context)
        self._request = gathered.request
        return gathered, {"clip": self._request.clip, "speech": self._request.speech}

    @override
    def options(self, there: There) -> DubOptions:
        from talker.dubbing.registry import choose_mouth

        chosen, _ = choose_mouth(
            self._request, there.models, lambda: there.gpu, there.packages.__contains__
        )
        return self._request.options.model_copy(update={"engine": chosen.name})


def accept_motion(reply: Answer, content: bytes) -> bytes:
    """The motion, if it is what the reply says; FARM_NODE_LOST otherwise."""
    if (
        isinstance(reply, PreparedReply)
        and hashlib.sha256(content).hexdigest() != reply.motion_sha256
    ):
        raise _garbled("motion")
    return content


def segment_saver(
    assembly: Assembly, segment: Segment, cancel: CancelToken
) -> Callable[[Answer, bytes], bytes]:
    """Saves a segment that is what its reply says; called in the thread that fetched it."""

    def save(reply: Answer, content: bytes) -> bytes:
        if isinstance(reply, SegmentReply):
            right = hashlib.sha256(content).hexdigest() == reply.sha256
            if reply.index != segment.index or not right:
                raise _garbled("segment")
            if not cancel.cancelled:
                assembly.save_segment(segment, content)
        return b""

    return save


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


def _garbled(what: str) -> MouthpieceError:
    return MouthpieceError(
        ErrorCode.FARM_NODE_LOST,
        f"A computer of the farm sent a {what} that is not what it says.",
        "It is asked again, or another computer is.",
    )
