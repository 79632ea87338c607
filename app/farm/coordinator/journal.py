"""Writes down how a job of the farm begins and ends: in the queue, its log, and for listeners."""

from __future__ import annotations

from pathlib import Path

from app.queue.job import Job, State
from app.queue.joblog import note
from app.queue.store import JobStore
from app.worker.messages import Listener, Started
from app.worker.outcome import AttemptResult, record_result


class Journal:
    """The entries of one run of the queue on the farm, made in the name of `worker`."""

    def __init__(self, store: JobStore, say: Listener, worker: str, home: Path) -> None:
        self._store = store
        self._say = say
        self._worker = worker
        self._home = home

    def begin(self, job: Job) -> None:
        """The job was claimed."""
        self._say(Started(worker=self._worker, job=job.id, label=job.label, attempt=job.attempts))
        note(job.id, f"--- attempt {job.attempts}, {self._worker}", self._home)

    def record_result(self, job: Job, ending: AttemptResult) -> State | None:
        """Moves the job on; returns where it went, None when it was no longer ours."""
        left = record_result(self._store, job, ending, self._worker)
        note(job.id, f"left as {left.state or 'no longer ours'}", self._home)
        self._say(left)
        return left.state
