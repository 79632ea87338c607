"""The state of one attempt at a job: its phase, its segments, and which workers render it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from app.farm.coordinator.events import RunId
from app.farm.net.protocol import InputFile, PreparedReply
from app.queue.job import State
from talker.segments import Segment


class Phase(Enum):
    """Where a job stands."""

    INSPECTING = auto()  # the pre-flight, on this computer
    READY = auto()  # may be given to a worker
    RENDERING = auto()
    ASSEMBLING = auto()  # the segments are joined, on this computer
    ENDED = auto()


# A job that loses its workers ends here and is claimed again: no phase is ever gone back to.
PHASES: Mapping[Phase, frozenset[Phase]] = {
    Phase.INSPECTING: frozenset({Phase.READY, Phase.ENDED}),
    Phase.READY: frozenset({Phase.RENDERING, Phase.ENDED}),
    Phase.RENDERING: frozenset({Phase.ASSEMBLING, Phase.ENDED}),
    Phase.ASSEMBLING: frozenset({Phase.ENDED}),
    Phase.ENDED: frozenset(),
}


class TaskKind(Enum):
    """What a worker was asked to do; the value begins the task's ticket."""

    PREPARE = "prepare"
    CHUNK = "keep"
    SEGMENT = "segment"


@dataclass(frozen=True)
class Task:
    """Something that a worker was asked to do and has not answered."""

    ticket: str
    kind: TaskKind
    run: RunId
    address: str
    segment: Segment | None = None


@dataclass
class Opening:
    """A worker is prepared, and the work folder of the render is being opened.

    `retry_at` is when to try again, while another process has the folder.
    """

    address: str
    reply: PreparedReply
    motion: bytes
    retry_at: float | None = None


@dataclass
class JobRun:
    """A claimed job. Workers are known by their addresses.

    `origin` is the first prepared worker's reply, with which all others must agree; `unsuited`
    are the names of workers that cannot help. Of the segments by index some wait (`waiting`), some
    are with workers (`rendering`, with the frames that are drawn) and some are saved (`done`).
    """

    id: RunId
    crashes: int
    affinity: str
    kind: str
    desired: State | None = State.RUNNING
    inputs: tuple[InputFile, ...] = ()
    segments: tuple[Segment, ...] = ()
    origin: PreparedReply | None = None
    motion: InputFile | None = None
    opening: Opening | None = None
    waiting: list[int] = field(default_factory=list)
    rendering: dict[int, int] = field(default_factory=dict)
    done: set[int] = field(default_factory=set)
    workers: list[str] = field(default_factory=list)
    unsuited: set[str] = field(default_factory=set)
    _phase: Phase = field(default=Phase.INSPECTING, init=False)

    @property
    def phase(self) -> Phase:
        """Changes by `transition` alone."""
        return self._phase

    def transition(self, to: Phase) -> None:
        """Goes on to another phase; RuntimeError for a move that no job makes."""
        if to not in PHASES[self._phase]:
            raise RuntimeError(f"{self.id} cannot go from {self._phase.name} to {to.name}")
        self._phase = to

    @property
    def all_inputs(self) -> tuple[InputFile, ...]:
        """What workers need: the job's own inputs, and the motion once it is known."""
        return self.inputs if self.motion is None else (*self.inputs, self.motion)

    @property
    def total_frames(self) -> int:
        """Frames of the whole video; 0 while its length is unknown."""
        return self.segments[-1].stop if self.segments else 0

    @property
    def frames_left(self) -> int:
        """Frames that are not saved; all of them before the first segment is known."""
        if not self.segments:
            return 1
        return sum(
            segment.stop - segment.start
            for segment in self.segments
            if segment.index not in self.done
        )

    @property
    def frames_drawn(self) -> int:
        """Frames that are saved or drawn."""
        saved = self.total_frames - self.frames_left
        return min(self.total_frames, saved + sum(self.rendering.values()))

    @property
    def complete(self) -> bool:
        """Whether every segment is saved."""
        return self.origin is not None and len(self.done) == len(self.segments)

    @property
    def handed_out(self) -> bool:
        """Whether every segment is saved or with a worker."""
        return self.origin is not None and not self.waiting

    def open(
        self, origin: PreparedReply, segments: tuple[Segment, ...], missing: tuple[int, ...]
    ) -> None:
        """Now it is known who renders, all segments, and which earlier attempts have left to do."""
        self.opening = None
        self.origin = origin
        self.segments = segments
        self.waiting = sorted(missing)
        self.done = {segment.index for segment in self.segments} - set(missing)

    def take_segment(self) -> Segment:
        """The next waiting segment, which is a worker's from now on."""
        index = self.waiting.pop(0)
        self.rendering[index] = 0
        return self.segments[index]

    def return_segment(self, segment: Segment) -> None:
        """It came to nothing and waits again."""
        del self.rendering[segment.index]
        self.waiting = sorted([*self.waiting, segment.index])

    def accept_segment(self, segment: Segment) -> None:
        """It is saved."""
        del self.rendering[segment.index]
        self.done.add(segment.index)
