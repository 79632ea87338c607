"""The assembly of a video on the queue's computer, from segments that workers send."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.farm.net.protocol import Answer, InputFile, JobSpec, PreparedReply, SegmentReply
from app.farm.net.shared_folder import path_inside
from app.jobs.kind import Outcome
from app.jobs.render import KIND as RENDER
from app.jobs.render import outcome_of
from app.models.index import hash_file
from app.queue.job import Job
from app.settings import load_settings
from talker.errors import ErrorCode, MouthpieceError
from talker.options.render import RenderOptions
from talker.progress import CancelToken, Notice, NoticeCode, OnProgress, Progress, Stage
from talker.segments import Segment

if TYPE_CHECKING:
    from talker.remote_render import RemoteAssembly

_HASHES = 1024


@dataclass(frozen=True)
class Input:
    """A file of this computer that workers need."""

    file: InputFile
    path: Path


class Assembly(Protocol):
    """One job that is being made. Opened in a thread: that may take a second, finishing some."""

    @property
    def options(self) -> RenderOptions:
        """The options that the video is rendered with."""
        ...

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The files that workers need, by role."""
        ...

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All segments of the video, in order."""
        ...

    @property
    def motion(self) -> Path | None:
        """The motion that an earlier worker computed."""
        ...

    def job_spec(self, spec: JobSpec) -> JobSpec:
        """The job as workers get it."""
        ...

    def open(self, origin: PreparedReply) -> list[Segment] | None:
        """The missing segments; None while another process makes the same video."""
        ...

    def save_motion(self, content: bytes) -> None:
        """Writes the motion, an .npz file, for the next workers."""
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


def open_video(home: Path, shared: Path | None) -> OpenAssembly:
    """How the videos of the queue are assembled."""

    def open_assembly(job: Job, report: OnProgress, cancel: CancelToken) -> Assembly:
        return VideoAssembly(job, report, cancel, home, shared)

    return open_assembly


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
        self._assembly: RemoteAssembly = RemoteAssembly(
            RENDER.require(job.request),
            on_progress=self._on_progress,
            cancel=cancel,
            home=home,
            publisher=load_settings(home).publisher,
        )
        self._inspected = time.perf_counter()
        request = self._assembly.request
        files = {"portrait": request.portrait, "reference": request.reference}
        files |= {"speech": None if request.idle else request.speech}
        files |= {"second_speech": request.second_speech}
        self.options = request.options
        self.inputs = tuple(
            input_of(role, path, shared) for role, path in files.items() if path is not None
        )

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All segments of the video, in order."""
        return self._assembly.segments

    @property
    def motion(self) -> Path | None:
        """The motion that an earlier worker computed; None without one."""
        return self._assembly.motion

    def job_spec(self, spec: JobSpec) -> JobSpec:
        """The job as workers get it: nothing is added."""
        return spec

    def open(self, origin: PreparedReply) -> list[Segment] | None:
        """The missing segments; None while another process makes the same video."""
        from talker.render_record import RenderOrigin
        from talker.work_folder import RenderKey

        for code, message in origin.notices:
            self._on_progress(Notice(NoticeCode.read(code), message))
        return self._assembly.open(
            RenderOrigin(
                RenderKey(origin.key, origin.legacy_key),
                origin.engine,
                origin.version,
                origin.weights_id,
                origin.device,
                origin.width,
                origin.height,
                origin.corner,
            )
        )

    def save_motion(self, content: bytes) -> None:
        """Writes the motion, an .npz file, for the next workers."""
        self._assembly.keep_motion(content)

    def save_segment(self, segment: Segment, content: bytes) -> None:
        """Writes a rendered segment, an H.264 stream."""
        self._assembly.keep(segment, content)

    def finish(self) -> Outcome:
        """Joins the segments to the video and reports how long each stage took."""
        rendered = time.perf_counter()
        result = self._assembly.finish()
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
        self._assembly.close()

    def _on_progress(self, event: Progress | Notice) -> None:
        if isinstance(event, Notice):
            if event in self._notices:
                return
            self._notices.append(event)
        self._report(event)


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
