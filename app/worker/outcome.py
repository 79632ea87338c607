"""Writes down how a job ended, and says so."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass

from app.queue.job import Job, JobError, Outcome, State
from app.queue.store import LEASE_SECONDS, JobStore
from app.worker.messages import Ended
from talker.errors import MouthpieceError

_PAUSE_SECONDS = 0.25
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class AttemptResult:
    """How an attempt ended. `state` is where the job goes; None when it is another worker's.

    `reason` is the code of what a paused job waits for; `died` counts against the job.
    """

    state: State | None
    outcome: Outcome | None = None
    error: JobError | None = None
    reason: str = ""
    died: bool = False


def record_result(store: JobStore, job: Job, ending: AttemptResult, worker: str) -> Ended:
    """Moves a held job on; what is returned has no state when the hold on it was lost."""
    state, error = ending.state, ending.error
    if state is not None and not _moved(store, job, state, ending):
        state = None
    return Ended(
        worker=worker,
        job=job.id,
        label=job.label,
        state=state,
        output=None if ending.outcome is None else str(ending.outcome.output),
        code=None if error is None else error.code,
        message="" if error is None else error.message,
        hint="" if error is None else error.hint,
    )


def _moved(store: JobStore, job: Job, state: State, ending: AttemptResult) -> bool:
    """The transition; tried for as long as the lease may last when the queue cannot write."""
    deadline = time.monotonic() + LEASE_SECONDS
    while True:
        try:
            return store.transition(
                job.id,
                {State.RUNNING},
                state,
                hold=job.lease,
                outcome=ending.outcome,
                error=ending.error,
                reason=ending.reason,
                died=ending.died,
            )
        except MouthpieceError as failure:
            _log.warning("the queue cannot be written: %s", failure.message)
            if time.monotonic() > deadline:
                return False
            time.sleep(_PAUSE_SECONDS)
