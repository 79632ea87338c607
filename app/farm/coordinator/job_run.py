"""One job on the farm, from its claim to its end: what is made, what is being made, by whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from app.farm.coordinator.assembly import Assembly
from app.farm.net.protocol import PROTOCOL, InputFile, JobSpec, PreparedReply
from app.queue.job import Job, Lease, State
from app.worker.progress import ProgressReporter
from talker.options.render import RenderOptions
from talker.progress import CancelToken, Progress, Stage

if TYPE_CHECKING:
    from distributed import Future

    from app.farm.coordinator.worker_handles import WorkerHandle
    from app.farm.net.protocol import Reply


class Phase(Enum):
    """Where a job stands."""

    LOOKING = auto()  # the pre-flight, on this computer
    READY = auto()  # may be given to a slot
    MAKING = auto()
    FINISHING = auto()  # joining, on this computer


@dataclass
class Task:
    """Something a slot was asked to do; `index` is the segment's."""

    ticket: str
    run: JobRun
    worker: WorkerHandle
    index: int | None = None
    future: Future[Reply] | None = None


@dataclass
class Delivery:
    """Inputs on their way to a slot, piece by piece."""

    left: list[InputFile]
    offset: int = 0


@dataclass
class JobRun:
    """A claimed job. `options` are the request's with the engine that `auto` was decided to be."""

    job: Job
    cancel: CancelToken
    reporter: ProgressReporter
    phase: Phase = Phase.LOOKING
    wanted: State | None = State.RUNNING
    assembly: Assembly | None = None
    options: RenderOptions | None = None
    made: PreparedReply | None = None
    motion: InputFile | None = None
    reopen: tuple[PreparedReply, bytes, float] | None = None
    todo: list[int] = field(default_factory=list)
    flying: dict[int, float] = field(default_factory=dict)
    done: set[int] = field(default_factory=set)
    workers: list[WorkerHandle] = field(default_factory=list)
    unsuited: set[str] = field(default_factory=set)  # slots that would make other frames
    deliveries: dict[str, Delivery] = field(default_factory=dict)

    @property
    def lease(self) -> Lease:
        return self.job.lease

    @property
    def affinity(self) -> str:
        """Jobs of the same kin share what a slot keeps warm."""
        return self.job.kind.affinity(self.job.request)

    @property
    def kind(self) -> str:
        """Videos of one kind are made at about the same speed."""
        return self.job.kind.pace_key(self.job.request)

    @property
    def begun(self) -> Assembly:
        """The piece of a job whose pre-flight is over."""
        assert self.assembly is not None
        return self.assembly

    @property
    def frames_left(self) -> int:
        """Frames that nobody has finished; all of them before the first segment is known."""
        if self.assembly is None:
            return 1
        segments = self.assembly.segments
        return sum(one.stop - one.start for one in segments if one.index not in self.done)

    @property
    def complete(self) -> bool:
        """Whether every segment is here."""
        return self.made is not None and len(self.done) == len(self.begun.segments)

    @property
    def handed_out(self) -> bool:
        """Whether every segment is made or being made."""
        return self.made is not None and self.reopen is None and not self.todo

    def spec(self) -> str:
        """What a slot is told, with the motion once it is known."""
        piece = self.begun
        inputs = tuple(one.file for one in piece.inputs)
        spec = JobSpec(
            protocol=PROTOCOL,
            job=self.job.id,
            attempt=self.job.attempts,
            options=self.options or piece.options,
            inputs=inputs if self.motion is None else (*inputs, self.motion),
        )
        return piece.job_spec(spec).model_dump_json()

    def files(self) -> list[tuple[InputFile, Path]]:
        """What nodes need, with its place on this computer."""
        known = [(one.file, one.path) for one in self.begun.inputs]
        kept = self.begun.motion
        return known if self.motion is None or kept is None else [*known, (self.motion, kept)]

    def begin_segments(self, missing: list[int]) -> None:
        """Now it is known which segments an earlier attempt has left to do."""
        segments = self.begun.segments
        self.todo = sorted(missing)
        self.done = {one.index for one in segments} - set(missing)

    def told(self) -> None:
        """Reports how many frames are finished or drawn."""
        segments = self.begun.segments
        total = segments[-1].stop
        done = sum(one.stop - one.start for one in segments if one.index in self.done)
        flying = sum(self.flying.values())
        self.reporter.report(Progress(Stage.RENDER, min(total, done + int(flying)), total))
