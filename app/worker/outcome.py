"""How an attempt at a job ends: decided by one rule for every executor, written to the queue."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from enum import Enum, auto

from app.jobs.kind import Outcome
from app.queue.job import Job, JobError, State
from app.queue.leases import MAX_CRASHES
from app.queue.store import LEASE_SECONDS, JobStore
from app.queue.transitions import Transition
from app.worker.messages import Ended
from talker.errors import ErrorCode, MouthpieceError

_PAUSE_SECONDS = 0.25
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class AttemptResult:
    """How an attempt ended. `state` is where the job goes; None when it is another worker's.

    `reason` is the code of what a paused job waits for; `crashed` counts against the job.
    """

    state: State | None
    outcome: Outcome | None = None
    error: JobError | None = None
    reason: str = ""
    crashed: bool = False


class FailureClass(Enum):
    """What a failure says of the job, and of the computer on which it came up."""

    JOB = auto()  # it would fail anywhere
    DISK = auto()  # no job can be done there until somebody makes room
    LACKS = auto()  # this computer cannot do it, others may
    CONNECTION = auto()  # neither is to blame: an answer did not come, or not whole
    CRASH = auto()  # the job or the moment: a few more attempts tell
    UNCLEAR = auto()  # the job or the computer: an attempt on another one tells


_CODES = {
    FailureClass.DISK: {
        *(ErrorCode.DISK_FULL, ErrorCode.OUTPUT_UNWRITABLE, ErrorCode.STORE_UNWRITABLE),
    },
    FailureClass.LACKS: {
        *(ErrorCode.MODEL_MISSING, ErrorCode.MODEL_DAMAGED, ErrorCode.MODEL_UNKNOWN),
        *(ErrorCode.COMPONENT_MISSING, ErrorCode.MODEL_UNVERIFIED, ErrorCode.OFFLINE),
        *(ErrorCode.DOWNLOADS_OFF, ErrorCode.DOWNLOAD_FAILED, ErrorCode.FARM_VERSION),
        ErrorCode.VOICE_UNKNOWN,
    },
    FailureClass.CONNECTION: {ErrorCode.FARM_UNREACHABLE, ErrorCode.FARM_NODE_LOST},
    FailureClass.CRASH: {
        *(ErrorCode.OUT_OF_MEMORY, ErrorCode.WORKER_DIED, ErrorCode.BACKEND_HUNG),
    },
    FailureClass.UNCLEAR: {
        *(ErrorCode.INTERNAL, ErrorCode.ENCODER_FAILED, ErrorCode.CANCELLED, ErrorCode.STALLED),
        ErrorCode.INPUT_UNREADABLE,
    },
}


def classify(code: ErrorCode) -> FailureClass:
    """What the code of a failure says."""
    return next((failure for failure, codes in _CODES.items() if code in codes), FailureClass.JOB)


def failed_attempt(error: JobError, crashes: int, *, elsewhere: bool = False) -> AttemptResult:
    """How an attempt ends that failed with `error`, at a job that has crashed `crashes` times.

    `elsewhere`: it failed on one of several computers, and the next attempt is another one's.
    Otherwise the same computer would try again, and what it lacks or does wrong stays so.
    """
    match classify(error.code):
        case FailureClass.CRASH:
            counted = True
        case FailureClass.UNCLEAR:
            counted = elsewhere
        case FailureClass.JOB:
            return AttemptResult(State.FAILED, error=error)
        case _ if elsewhere:
            return AttemptResult(State.QUEUED, error=error)
        case _:
            counted = False
    if counted and crashes + 1 < MAX_CRASHES:
        return AttemptResult(State.QUEUED, error=error, crashed=True)
    if error.code is ErrorCode.DISK_FULL:
        return AttemptResult(State.PAUSED, error=error, reason=error.code.value)
    return AttemptResult(State.FAILED, error=error)


def record_result(store: JobStore, job: Job, result: AttemptResult, worker: str) -> Ended:
    """Releases a job to its next state; the message has no state when the lease was lost."""
    state, error = result.state, result.error
    if state is not None and not _released(store, job, state, result):
        state = None
    return Ended(
        worker=worker,
        job=job.id,
        label=job.label,
        state=state,
        output=None if result.outcome is None else str(result.outcome.output),
        code=None if error is None else error.code,
        message="" if error is None else error.message,
        hint="" if error is None else error.hint,
    )


def _released(store: JobStore, job: Job, state: State, result: AttemptResult) -> bool:
    """The transition; tried for as long as the lease may last when the queue cannot write."""
    change = Transition(state, result.outcome, result.error, result.reason, crashed=result.crashed)
    deadline = time.monotonic() + LEASE_SECONDS
    while True:
        try:
            return store.release(job.lease, change)
        except MouthpieceError as failure:
            _log.warning("the queue cannot be written: %s", failure.message)
            if time.monotonic() > deadline:
                return False
            time.sleep(_PAUSE_SECONDS)
