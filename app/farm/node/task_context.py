"""The context of a worker's tasks: its one open job, its inputs, and who may stop it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from typing_extensions import override

from app.farm.net.protocol import JobSpec, PreparedReply, VideoOptions, read
from app.farm.node.input_cache import InputCache
from talker.files import discard
from talker.model_files import ModelFiles
from talker.options.dub import DubOptions, DubRequest
from talker.options.render import RenderRequest
from talker.progress import CancelToken, Notice, OnProgress, Progress, Stage

if TYPE_CHECKING:
    from talker.dubbing.remote import RemoteDub
    from talker.remote_render import RemoteRender

OnAdvance = Callable[[Stage, int, int], None]


class TaskWork(Protocol):
    """A job that is open on a worker; its progress goes to `advance`, which may be replaced."""

    advance: OnAdvance

    def ready(self) -> tuple[PreparedReply, bytes]:
        """Which engine renders it, and its motion."""
        ...

    def segment(self, index: int) -> bytes:
        """The bytes of a finished segment."""
        ...

    def close(self) -> None:
        """Removes what it left on the disk."""
        ...


class VideoWork(TaskWork):
    """Some of a video's segments."""

    def __init__(
        self, open_remote: Callable[[OnProgress], RemoteRender | RemoteDub], advance: OnAdvance
    ) -> None:
        self.advance = advance
        self._offset: int | None = None
        self._render = open_remote(self._on_progress)

    @override
    def ready(self) -> tuple[PreparedReply, bytes]:
        origin = self._render.origin
        motion = self._render.motion.read_bytes()
        answer = PreparedReply(
            key=origin.key.name,
            legacy_key=origin.key.legacy,
            engine=origin.engine,
            version=origin.version,
            weights_id=origin.weights_id,
            device=origin.device,
            width=origin.width,
            height=origin.height,
            corner=origin.corner,
            motion_sha256=hashlib.sha256(motion).hexdigest(),
            notices=tuple((str(notice.code), notice.message) for notice in self._render.notices),
        )
        return answer, motion

    @override
    def segment(self, index: int) -> bytes:
        self._offset = None
        path = self._render.segment(index)
        content = path.read_bytes()
        discard(path)
        return content

    @override
    def close(self) -> None:
        self._render.close()

    def _on_progress(self, event: Progress | Notice) -> None:
        if isinstance(event, Notice):
            return
        if event.stage is not Stage.RENDER:
            self.advance(event.stage, event.done, event.total)
            return
        if self._offset is None:
            # The first report counts what is not this segment's as done.
            self._offset = event.done
        self.advance(event.stage, max(0, event.done - self._offset), event.total)


@dataclass
class _OpenJob:
    """The open job. `ticket` is the task that works on it just now."""

    spec_id: str
    ticket: str | None
    cancel: CancelToken
    work: TaskWork | None = None


class TaskContext:
    """What the tasks of one worker share: one job is open at a time, and stays open for the next.

    `models` gives the model files for a job, fetching what is missing.
    """

    spec_type: type[JobSpec] = JobSpec

    def __init__(
        self, home: Path, inputs: InputCache, models: Callable[[JobSpec, CancelToken], ModelFiles]
    ) -> None:
        self.inputs = inputs
        self._home = home
        self._models = models
        self._open: _OpenJob | None = None
        home.mkdir(parents=True, exist_ok=True)

    @property
    def ticket(self) -> str | None:
        """The task that runs."""
        return None if self._open is None else self._open.ticket

    def parse(self, text: str) -> JobSpec:
        """The job that a task is for. Raises FARM_NODE_LOST for anything that is none."""
        return read(self.spec_type, text)

    def missing(self, spec: JobSpec) -> tuple[str, ...]:
        """The inputs that are not here."""
        return tuple(file.sha256 for file in spec.inputs if self.inputs.find(file) is None)

    def work(self, ticket: str, spec: JobSpec, advance: OnAdvance) -> TaskWork:
        """The open work for this job; another job's is closed. Raises MouthpieceError."""
        spec_id = _spec_id(spec)
        current = self._open
        if (
            current is not None
            and current.spec_id == spec_id
            and current.work
            and not current.cancel.cancelled
        ):
            current.ticket = ticket
            current.work.advance = advance
            return current.work
        self.clear()
        fresh = _OpenJob(spec_id, ticket, CancelToken())
        self._open = fresh
        fresh.work = self.open_work(spec, fresh.cancel, advance)
        return fresh.work

    def stop(self, ticket: str) -> None:
        """Stops the work of this task, if it is the one that runs. From any thread."""
        current = self._open
        if current is not None and current.ticket == ticket:
            current.cancel.cancel()

    def finish_task(self) -> None:
        """The task is over; its work stays open for the next."""
        if self._open is not None:
            self._open.ticket = None

    def clear(self) -> None:
        """Closes what is open."""
        if self._open is not None and self._open.work is not None:
            self._open.work.close()
        self._open = None

    def open_work(self, spec: JobSpec, cancel: CancelToken, advance: OnAdvance) -> TaskWork:
        """Begins to work on a job whose inputs are here."""
        found = {file.role: self.inputs.find(file) for file in spec.inputs}
        files: dict[str, Path] = {role: path for role, path in found.items() if path}
        models = self._models(spec, cancel)
        motion = files.pop("motion", None)
        request = _request(spec.options, files, self._home / "never.mp4")

        def open_remote(report: OnProgress) -> RemoteRender | RemoteDub:
            from talker.render_context import RenderContext

            context = RenderContext(self._home, report, cancel, models)
            if isinstance(request, DubRequest):
                from talker.dubbing.remote import RemoteDub

                return RemoteDub(request, context, motion)
            from talker.remote_render import RemoteRender

            return RemoteRender(request, context, motion)

        return VideoWork(open_remote, advance)


def _request(
    options: VideoOptions, files: dict[str, Path], output: Path
) -> RenderRequest | DubRequest:
    """What a worker makes of its own copies of the inputs."""
    if isinstance(options, DubOptions):
        return DubRequest(**dict(options), **files, output=output)
    if options.idle:
        files["speech"] = Path("idle")
    return RenderRequest(**dict(options), **files, output=output)


def _spec_id(spec: JobSpec) -> str:
    """The same for a spec with and without the motion that was computed meanwhile."""
    lasting = tuple(file for file in spec.inputs if file.role != "motion")
    text = spec.model_copy(update={"inputs": lasting}).model_dump_json()
    return hashlib.sha256(text.encode()).hexdigest()
