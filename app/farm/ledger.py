"""Writes down how a job of the farm begins and ends: in the queue, its log, and for listeners."""

from __future__ import annotations

import logging
import time
from pathlib import Path

from app.queue.job import Job, JobError, Outcome, State
from app.queue.joblog import note
from app.queue.messages import Left, Listener, Started
from app.queue.store import LEASE_SECONDS, JobStore
from talker.errors import MouthpieceError

_POLL_SECONDS = 0.25
_log = logging.getLogger(__name__)


class Ledger:
    """The entries of one run of the queue on the farm, made in the name of `worker`."""

    def __init__(self, store: JobStore, say: Listener, worker: str, home: Path | None) -> None:
        self._store = store
        self._say = say
        self._worker = worker
        self._home = home

    def begin(self, job: Job) -> None:
        """The job was claimed."""
        self._say(Started(worker=self._worker, job=job.id, label=job.label, attempt=job.attempts))
        note(job.id, f"--- attempt {job.attempts}, {self._worker}", self._home)

    def leave(
        self,
        job: Job,
        state: State | None,
        outcome: Outcome | None,
        error: JobError | None,
        reason: str,
        *,
        died: bool,
    ) -> State | None:
        """Moves the job to `state`; returns where it went, None when it was no longer ours."""
        if state is not None and not self._move(job, state, outcome, error, reason, died=died):
            state = None
        note(job.id, f"left as {state or 'no longer ours'}", self._home)
        self._say(
            Left(
                worker=self._worker,
                job=job.id,
                label=job.label,
                state=state,
                output=None if outcome is None else str(outcome.output),
                code=None if error is None else error.code,
                message="" if error is None else error.message,
                hint="" if error is None else error.hint,
            )
        )
        return state

    def _move(
        self,
        job: Job,
        state: State,
        outcome: Outcome | None,
        error: JobError | None,
        reason: str,
        *,
        died: bool,
    ) -> bool:
        """The transition; tried for as long as the lease may last when the queue cannot write."""
        deadline = time.monotonic() + LEASE_SECONDS
        while True:
            try:
                return self._store.transition(
                    job.id,
                    {State.RUNNING},
                    state,
                    hold=job.hold,
                    outcome=outcome,
                    error=error,
                    reason=reason,
                    died=died,
                )
            except MouthpieceError as failure:
                _log.warning("the queue cannot be written: %s", failure.message)
                if time.monotonic() > deadline:
                    return False
                time.sleep(_POLL_SECONDS)
