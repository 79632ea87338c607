"""The words for a run of the queue on the farm, or a job of it, that comes to no good end."""

from __future__ import annotations

from collections.abc import Sequence

from app.farm.net.client import empty
from app.queue.job import JobError
from app.queue.leases import MAX_DEATHS
from talker.errors import ErrorCode, ModelMissing, MouthpieceError


def nobody(address: str, reasons: Sequence[str]) -> MouthpieceError:
    """No slot can be used, for these reasons; without any, there is no slot."""
    error = empty(address)
    if reasons:
        error.message = f"No computer of the farm can be used: {'; '.join(reasons)}."
    return error


def impossible(job_id: int, error: JobError) -> MouthpieceError:
    """No slot has what the job needs."""
    failure = ModelMissing("")
    failure.message = f"No computer of the farm can make job {job_id}: {error.message}"
    failure.hint = f"{error.hint} The job is back in the queue."
    return failure


def deadly(job_id: int, why: str) -> JobError:
    """The job lost too many slots."""
    return JobError(
        ErrorCode.WORKER_DIED,
        f"Computers of the farm were lost {MAX_DEATHS} times while they made this video; "
        f"the last: {why}.",
        f"See: mouthpiece queue log {job_id}; then: mouthpiece queue retry {job_id}",
    )
