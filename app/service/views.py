"""Jobs and what else there is, as the service tells of them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from app.queue.job import Job, State
from app.service.answers import ErrorBody


class NoticeView(BaseModel):
    """Something worth knowing about a video that was made all the same."""

    code: str
    message: str


class JobView(BaseModel):
    """A job: times are Unix seconds; `done` of `total` units of `stage` are made."""

    id: int
    kind: str
    state: State
    label: str
    batch: str | None
    owner: str
    priority: int
    stage: str | None
    done: int
    total: int
    eta_seconds: float | None
    attempts: int
    created: float
    started: float | None
    ended: float | None
    frames: int | None
    duration: float | None
    engine: str | None
    device: str | None
    error: ErrorBody | None
    notices: list[NoticeView]


class JobPage(BaseModel):
    """Jobs, the newest first; `next` is the `before` of the page after, None at the end."""

    jobs: list[JobView]
    next: int | None


class ResultFile(BaseModel):
    """A file that a job made."""

    name: str
    size: int


class Counted(BaseModel):
    """How many jobs there are in each state; `depth` of them wait or run."""

    counts: dict[State, int]
    depth: int


def counted(counts: dict[State, int]) -> Counted:
    """How many jobs there are, as the service tells of it."""
    return Counted(counts=counts, depth=counts[State.QUEUED] + counts[State.RUNNING])


class Named(BaseModel):
    """Something that a request can name."""

    name: str
    description: str = ""


class ModelView(BaseModel):
    """A model of the catalogue, and whether it is here."""

    id: str
    title: str
    state: str
    size: int


class KindView(BaseModel):
    """A kind of jobs; `options` is the JSON schema of its `request`."""

    name: str
    options: dict[str, Any]


class Health(BaseModel):
    """Whether the service lives and can take jobs."""

    status: str
    version: str


def job_view(job: Job) -> JobView:
    """A job as the service tells of it: without paths of this computer and tracebacks."""
    error = job.error
    return JobView(
        id=job.id,
        kind=job.kind_name,
        state=job.state,
        label=job.label,
        batch=job.batch,
        owner=job.owner,
        priority=job.priority,
        stage=None if job.stage is None else job.stage.value,
        done=job.done,
        total=job.total,
        eta_seconds=job.eta_seconds,
        attempts=job.attempts,
        created=job.created,
        started=job.started,
        ended=job.ended,
        frames=job.frames,
        duration=job.duration,
        engine=job.engine,
        device=job.device,
        error=error and ErrorBody(code=error.code.value, message=error.message, hint=error.hint),
        notices=[NoticeView(code=str(one.code), message=one.message) for one in job.notices],
    )
