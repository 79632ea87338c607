"""The errors of a run of the queue on the farm, and of the jobs that it loses."""

from __future__ import annotations

from collections.abc import Sequence

from app.farm.net.client import empty
from app.queue.job import JobError
from talker.errors import ErrorCode, ModelMissing, MouthpieceError


def nobody(address: str, reasons: Sequence[str]) -> MouthpieceError:
    """No worker can be used, for these reasons; without any, there is no worker."""
    error = empty(address)
    if reasons:
        error.message = f"No computer of the farm can be used: {'; '.join(reasons)}."
    return error


class NoWorkerCapable(MouthpieceError):
    """No worker has the models that a job needs."""

    exit_code = ModelMissing.exit_code

    def __init__(self, job_id: int, error: JobError) -> None:
        super().__init__(
            ErrorCode.MODEL_MISSING,
            f"No computer of the farm can make job {job_id}: {error.message}",
            f"{error.hint} The job is back in the queue.",
        )


def worker_died(job_id: int, why: str, times: int) -> JobError:
    """A process ended under the job, so often by now."""
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
