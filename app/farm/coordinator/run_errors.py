"""The words for a run of the queue on the farm, or a job of it, that comes to no good end."""

from __future__ import annotations

from collections.abc import Sequence

from app.farm.net.client import empty
from app.queue.job import JobError
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


def worker_died(job_id: int, why: str, times: int) -> JobError:
    """A process ended under the job, for the `times`th time."""
    return JobError(
        ErrorCode.WORKER_DIED,
        f"Computers of the farm were lost {times} times while they made this video; "
        f"the last: {why}."
        if times > 1
        else f"A computer of the farm was lost while it made this video: {why}.",
        f"See: mouthpiece queue log {job_id}; then: mouthpiece queue retry {job_id}",
    )


def worker_lost(why: str) -> JobError:
    """The job's last worker can make no more of it, and nobody says that it is to blame."""
    return JobError(
        ErrorCode.FARM_NODE_LOST,
        f"A computer of the farm could not go on with this video: {why}.",
        "Nothing to do: the job goes on with what was made of it.",
    )
