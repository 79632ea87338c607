"""A job of the queue: its states, its row, and the leases of the workers that run it."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, GetPydanticSchema
from pydantic_core.core_schema import any_schema

from app.jobs.kind import JobKind, JobRequest, Product
from app.jobs.registry import decode, encode, kind_in, kind_of, kinds
from app.queue.liveness import process_start_time, this_host
from talker.errors import ErrorCode
from talker.progress import Notice, Stage


class State(StrEnum):
    """Where a job stands. It begins queued; done, failed and cancelled are ends."""

    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Share(StrEnum):
    """Which of the jobs somebody makes."""

    ALL = "all"
    FARM = "farm"  # those that a farm can make
    REST = "rest"  # the others


ENDS = frozenset({State.DONE, State.FAILED, State.CANCELLED})
# The ends are left only when the user asks for another try; a finished video is never undone.
TRANSITIONS: Mapping[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.RUNNING, State.PAUSED, State.CANCELLED}),
    State.RUNNING: frozenset({State.QUEUED, State.PAUSED, *ENDS}),
    State.PAUSED: frozenset({State.QUEUED, State.CANCELLED}),
    State.DONE: frozenset(),
    State.FAILED: frozenset({State.QUEUED}),
    State.CANCELLED: frozenset({State.QUEUED}),
}


@dataclass(frozen=True)
class JobError:
    """Why a job failed; `traceback` is empty for failures that were to be expected."""

    code: ErrorCode
    message: str
    hint: str = ""
    traceback: str = ""


@dataclass(frozen=True)
class NewJob:
    """A job to add. Jobs of higher `priority` come first, then in the order of their addition.

    Made from any request, it holds one with absolute paths, and has the usual label of its kind
    where none is given. `content_key` names what the video is made from, for batches that are run
    again; `speech_seconds`, where known, lets the time left be told before the work begins. `owner`
    is the user of a service who asked for it.
    """

    request: JobRequest
    label: str = ""
    batch: str | None = None
    priority: int = 0
    content_key: str = ""
    speech_seconds: float | None = None
    owner: str = ""

    def __post_init__(self) -> None:
        kind = kind_of(self.request)
        request = kind.freeze(self.request)
        object.__setattr__(self, "request", request)
        object.__setattr__(self, "label", self.label or kind.label(request))


@dataclass(frozen=True)
class WorkerId:
    """A worker process: its name in the queue, and what identifies a live process."""

    name: str
    host: str
    pid: int
    process_start: float

    @classmethod
    def of_this_process(cls, name: str = "") -> Self:
        """The process that asks, under `name`, which must be no other living worker's."""
        pid = os.getpid()
        usual = f"{socket.gethostname()}-{pid}"
        return cls(name or usual, this_host(), pid, process_start_time(pid) or 0.0)


@dataclass(frozen=True)
class Lease:
    """A worker's right to a job. `attempt` rises with each claim, so an old lease never counts."""

    job_id: int
    worker: str
    attempt: int


@dataclass(frozen=True, slots=True)
class Job:
    """One row of the queue. Times are Unix seconds; `done` of `total` units of `stage`.

    Among jobs of one priority the lower `position` comes first. `stop` is where a running job
    was asked to go, `reason` the code of what a paused job waits for. `attempts` counts claims,
    `crash_count` those that ended with the worker's death and brought the job no further.
    """

    id: int
    request: Annotated[JobRequest, GetPydanticSchema(lambda *_: any_schema())]
    state: State
    label: str
    batch: str | None
    priority: int
    position: float
    created: float
    revision: int
    content_key: str = ""
    speech_seconds: float | None = None
    owner: str = ""
    stop: State | None = None
    reason: str = ""
    stage: Stage | None = None
    done: int = 0
    total: int = 0
    eta_seconds: float | None = None
    attempts: int = 0
    crash_count: Annotated[int, Field(serialization_alias="deaths")] = 0  # as in the database
    worker: str | None = None
    started: float | None = None
    ended: float | None = None
    timings: Mapping[Stage, float] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    output: Path | None = None
    frames: int | None = None
    resumed_frames: int = 0
    engine: str | None = None
    device: str | None = None
    error: JobError | None = None

    @property
    def kind(self) -> JobKind[Any]:
        """What is to be known of jobs like this one."""
        return kind_of(self.request)

    @property
    def kind_name(self) -> str:
        """What the kind is called."""
        return self.kind.name

    @property
    def product(self) -> Product:
        """What the output is, or will be."""
        return self.kind.product(self.request)

    @property
    def duration(self) -> float | None:
        """Seconds that the video plays, where it is one and its frames are counted."""
        return self.kind.duration(self.request, self.frames) if self.frames else None

    @property
    def lease(self) -> Lease:
        """The lease of the worker that has just claimed this job."""
        return Lease(self.id, self.worker or "", self.attempts)


class StoredJob(Job):
    """A job as the database holds it: what it asks for is decoded when somebody looks.

    Of a hundred thousand jobs in a list only few are looked at; text takes little room.
    """

    __slots__ = ("_text",)
    _text: str

    @property
    def request(self) -> JobRequest:
        """What the job asks for."""
        return _decoded(self._text, kinds())

    @request.setter
    def request(self, value: JobRequest | str) -> None:
        text = value if isinstance(value, str) else encode(value)
        object.__setattr__(self, "_text", text)

    @property
    def kind_name(self) -> str:
        """The same, without decoding the rest."""
        return kind_in(self._text).name


@lru_cache(maxsize=512)
def _decoded(text: str, _kinds: tuple[JobKind[Any], ...]) -> JobRequest:
    """Remembered for as long as the kinds are the same."""
    return decode(text)
