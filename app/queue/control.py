"""What a user asks of jobs: pause, resume, cancel, try again; and new jobs for the queue."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.jobs.kind import JobRequest
from app.jobs.registry import is_farmable, kind_of
from app.queue.job import NewJob, Share, State
from app.queue.store import JobStore
from talker.errors import ErrorCode, InputError
from talker.files import check_free

WAITING = (State.QUEUED, State.PAUSED)
_PAGE = 500


@dataclass(frozen=True)
class ControlResult:
    """What became of a request about one job: whether it will be so, and how the job stands now.

    A running job whose stop was `accepted` is still running until its worker has released it.
    """

    job: int
    label: str
    accepted: bool
    state: State
    stop: State | None = None

    @property
    def description(self) -> str:
        """How the job stands, in words."""
        return f"becoming {self.stop.value}" if self.stop is not None else self.state.value


def pause(store: JobStore, ids: Sequence[int]) -> list[ControlResult]:
    """Waiting jobs are held back; running ones stop within two seconds and lose nothing."""
    return answers(store, ids, store.request_stops(ids, State.PAUSED))


def cancel(store: JobStore, ids: Sequence[int]) -> list[ControlResult]:
    """The jobs are given up."""
    return answers(store, ids, store.request_stops(ids, State.CANCELLED))


def resume(store: JobStore, ids: Sequence[int]) -> list[ControlResult]:
    """Paused jobs wait for a worker again."""
    return answers(store, ids, store.resume(ids))


def retry(store: JobStore, ids: Sequence[int]) -> list[ControlResult]:
    """Failed and cancelled jobs get another try; they go on from what is already made."""
    return answers(store, ids, store.retry(ids))


def select(store: JobStore, states: Sequence[State], batch: str | None = None) -> list[int]:
    """The ids of all jobs in these states, of one batch or of all."""
    ids: list[int] = []
    while part := store.page(states, batch, offset=len(ids), limit=_PAGE):
        ids += [job.id for job in part]
    return ids


def jobs_left(store: JobStore, share: Share = Share.ALL) -> int:
    """The jobs that a run still has to wait for, if it makes a share of them."""
    counts = store.counts()
    if share is Share.ALL:
        return counts[State.QUEUED] + counts[State.RUNNING]
    farm = share is Share.FARM
    waiting = sum(load.jobs for load in store.load() if is_farmable(load.kind) is farm)
    return waiting + counts[State.RUNNING]


def first_waiting(store: JobStore, but: Collection[int]) -> int | None:
    """The job that would be made next, apart from some."""
    excluded = frozenset(but)
    offset = 0
    while part := store.page(WAITING, offset=offset, limit=_PAGE):
        for job in part:
            if job.id not in excluded:
                return job.id
        offset += len(part)
    return None


def new_job(
    store: JobStore,
    request: JobRequest,
    *,
    label: str = "",
    batch: str | None = None,
    priority: int = 0,
    speech_seconds: float | None = None,
) -> NewJob:
    """A job for one request; refuses inputs that are not there and outputs that are taken.

    Everything else that may be wrong is found by the worker before it begins.
    """
    job = NewJob(request, label, batch, priority, speech_seconds=speech_seconds)
    kind, output = kind_of(job.request), job.request.output
    kind.check(job.request)
    if output is not None and not kind.shares_output:
        _check_free(store, output, overwrite=kind.overwrites(job.request))
    return job


def _check_free(store: JobStore, output: Path, *, overwrite: bool) -> None:
    """Refuses an output that is there, or that another job is going to write."""
    others = store.writers(output)
    if others:
        raise InputError(
            ErrorCode.OUTPUT_EXISTS,
            f"Job {others[0]} is going to write {output}.",
            "Choose another name with -o.",
            output,
        )
    check_free(output, overwrite=overwrite)


def answers(store: JobStore, ids: Sequence[int], accepted: Sequence[bool]) -> list[ControlResult]:
    """What became of a request about each of some jobs, `accepted` or not."""
    found = []
    for job_id, will in zip(ids, accepted, strict=True):
        job = store.get(job_id)
        found.append(ControlResult(job.id, job.label, will, job.state, job.stop))
    return found
