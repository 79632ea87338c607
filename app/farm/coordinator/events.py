"""The dispatcher's protocol: events go in, each with its moment, and actions come out.

Both are plain facts. The executor carries the actions out and turns what becomes of them into
events again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from app.farm.net.events import ClusterEvent, WorkerInfo
from app.farm.net.protocol import InputFile, PreparedReply
from app.jobs.kind import Outcome
from app.queue.job import JobError, State
from app.worker.outcome import AttemptResult
from talker.segments import Segment


class RunId(NamedTuple):
    """One attempt at a job."""

    job: int
    attempt: int


# Events.


@dataclass(frozen=True)
class Tick:
    """Time has passed, or other events were handled: whatever can begin is begun."""

    at: float


@dataclass(frozen=True)
class JobClaimed:
    """A job of the queue is ours; `crashes` of its earlier attempts count against it."""

    at: float
    run: RunId
    crashes: int
    affinity: str
    kind: str


@dataclass(frozen=True)
class JobInspected:
    """The pre-flight is over: what workers need and what is to be rendered, as far as it is known
    before a worker has looked at it."""

    at: float
    run: RunId
    inputs: tuple[InputFile, ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class RenderOpened:
    """The work folder of a render is ours: the segments that are missing of all, and its motion."""

    at: float
    run: RunId
    missing: tuple[int, ...]
    motion: InputFile
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class RenderBusy:
    """Another process makes the same video just now."""

    at: float
    run: RunId


@dataclass(frozen=True)
class JobFinished:
    """The video is there."""

    at: float
    run: RunId
    outcome: Outcome


@dataclass(frozen=True)
class JobFailed:
    """A step on this computer failed."""

    at: float
    run: RunId
    error: JobError


@dataclass(frozen=True)
class StepCancelled:
    """A step on this computer has ended because its job was to stop."""

    at: float
    run: RunId


@dataclass(frozen=True)
class StopRequested:
    """The job shall not go on but become `desired`; None: its lease is lost."""

    at: float
    run: RunId
    desired: State | None


RunEvent = (
    JobInspected
    | RenderOpened
    | RenderBusy
    | JobFinished
    | JobFailed
    | StepCancelled
    | StopRequested
)
Event = Tick | JobClaimed | RunEvent | ClusterEvent


# Actions.


@dataclass(frozen=True)
class ClaimJobs:
    """Claim up to so many jobs, each by preference with this affinity, until none waits."""

    preferences: tuple[str | None, ...]


@dataclass(frozen=True)
class InspectJob:
    """Begin the pre-flight. Answered by JobInspected or JobFinished."""

    run: RunId


@dataclass(frozen=True)
class SubmitPrepare:
    """Send a task to a worker: prepare the job. The content of `enclosed` goes with it."""

    ticket: str
    run: RunId
    worker: WorkerInfo
    inputs: tuple[InputFile, ...]
    enclosed: tuple[InputFile, ...]


@dataclass(frozen=True)
class UploadChunk:
    """Send a task to a worker: store a chunk of an input."""

    ticket: str
    run: RunId
    worker: WorkerInfo
    file: InputFile
    offset: int
    size: int


@dataclass(frozen=True)
class SubmitSegment:
    """Send a task to a worker: render a segment. It is saved before the reply is an event."""

    ticket: str
    run: RunId
    worker: WorkerInfo
    inputs: tuple[InputFile, ...]
    segment: Segment


@dataclass(frozen=True)
class ReleaseTask:
    """Nobody waits for a task any more: forget its result, and stop it if it still runs."""

    ticket: str


@dataclass(frozen=True)
class OpenRender:
    """Open the work folder of a render. Answered by RenderOpened or RenderBusy.

    `motion` is saved there unless an earlier worker's is kept.
    """

    run: RunId
    reply: PreparedReply
    motion: bytes


@dataclass(frozen=True)
class FinishJob:
    """Every segment is saved: join them. Answered by JobFinished."""

    run: RunId


@dataclass(frozen=True)
class CancelRun:
    """Stop what runs of a job on this computer; a step that ends by it is StepCancelled."""

    run: RunId


@dataclass(frozen=True)
class EndAttempt:
    """Release the job to the queue: it is done, has failed, waits or goes back."""

    run: RunId
    result: AttemptResult


@dataclass(frozen=True)
class SetAside:
    """Report that a worker gets no jobs for a while."""

    worker: str
    reason: str


@dataclass(frozen=True)
class ReportProgress:
    """Report how many frames of a job are rendered."""

    run: RunId
    done: int
    total: int


@dataclass(frozen=True)
class LogLine:
    """Write to a job's log."""

    run: RunId
    text: str


@dataclass(frozen=True)
class ResumeWaiting:
    """A new worker may have what paused jobs wait for: put them back into the queue."""


Submit = SubmitPrepare | UploadChunk | SubmitSegment
Step = ClaimJobs | InspectJob | OpenRender | FinishJob
Report = SetAside | ReportProgress | LogLine
Action = Submit | ReleaseTask | Step | CancelRun | EndAttempt | Report | ResumeWaiting
