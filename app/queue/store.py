"""The queue on the disk: every job, safe for many processes and threads at once."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Any, Self

from app.jobs.kind import JobRequest
from app.queue import leases, listing, queries, transitions
from app.queue.database import Database
from app.queue.job import ENDS, TRANSITIONS, Job, Lease, NewJob, Share, State, WorkerId
from app.queue.listing import NOTHING, Filter, Listing
from app.queue.queries import Batch, KnownJob, Load
from app.queue.rows import new_row, target_key
from app.queue.transitions import Transition
from talker.errors import ErrorCode, InputError
from talker.progress import Stage

if TYPE_CHECKING:
    from app.queue.submissions import Submissions

__all__ = ["LEASE_SECONDS", "Batch", "JobStore", "KnownJob", "Removed", "queue_path"]

Removed = Mapping[str, Any]  # all that was stored of a job, by column

LEASE_SECONDS = 10.0
# Who has not looked for so long may have slept, and everybody else with him: they get a moment to
# renew their leases, which then have ended for all.
_ASLEEP_SECONDS = 0.75 * LEASE_SECONDS
_AWAKE_SECONDS = 5.0
_DAY = 86400.0
_PART = 500
_BREATH_SECONDS = 0.02


def queue_path(home: Path) -> Path:
    """Where the user's queue lies."""
    return home / "queue" / "queue.sqlite3"


class JobStore:
    """The jobs in the database file `path` (made when missing).

    One instance may be used by many threads. Every method is one transaction, but for those that
    change any number of jobs: they take turns with others. What a method raises beside its own
    errors is QUEUE_LOCKED, QUEUE_UNUSABLE, QUEUE_NEWER or DISK_FULL. Without `check_now` damage is
    looked for by `check`, or before the first change.
    """

    def __init__(self, path: Path, *, check_now: bool = True) -> None:
        self._database = Database(path, check_now=check_now)
        self._looked = time.monotonic()
        self._patient_until = 0.0

    @cached_property
    def submissions(self) -> Submissions:
        """What services need besides; windows and workers do without."""
        from app.queue.submissions import Submissions

        return Submissions(self._database)

    @property
    def path(self) -> Path:
        """The database file."""
        return self._database.path

    def check(self) -> None:
        """QUEUE_UNUSABLE when a moment of looking shows that the file is damaged."""
        self._database.check()

    def add(self, jobs: Sequence[NewJob]) -> list[int]:
        """Adds all jobs or none; returns their ids in order."""
        now = time.time()
        rows = [new_row(job, now) for job in jobs]
        with self._database.writing() as connection:
            return transitions.insert(connection, rows, now)

    def get(self, job_id: int) -> Job:
        """The job; InputError JOB_UNKNOWN when there is none."""
        with self._database.reading() as connection:
            job = queries.job(connection, job_id)
        if job is None:
            raise InputError(
                ErrorCode.JOB_UNKNOWN, f"There is no job {job_id}.", "See: mouthpiece queue list"
            )
        return job

    def jobs(self, ids: Collection[int], after_revision: int = -1) -> list[Job]:
        """Those of some thousand jobs that there are, in no order; changed ones only, if wanted."""
        with self._database.reading() as connection:
            return queries.jobs(connection, ids, after_revision)

    def listing(self, wanted: Filter, before: Listing = NOTHING) -> Listing:
        """The ids and states of all jobs that are `wanted`, in the order in which they are shown.

        `before` spares the reading where nothing moved since: the `ids` are then the same list.
        """
        with self._database.reading() as connection:
            return listing.read(connection, wanted, before)

    def page(
        self,
        states: Collection[State] | None = None,
        batch: str | None = None,
        offset: int = 0,
        limit: int = 100,
    ) -> list[Job]:
        """Jobs in the order in which they are made; all states and batches where none is given."""
        with self._database.reading() as connection:
            return queries.page(connection, states, batch, offset, limit)

    def history(self, states: Collection[State] = ENDS, limit: int = 100) -> list[Job]:
        """Jobs that have ended, the latest first."""
        with self._database.reading() as connection:
            return queries.history(connection, states, limit)

    def ended_after(self, revision: int) -> dict[State, int]:
        """How many jobs ended after a revision, for each of the ends, whatever the clock says."""
        with self._database.reading() as connection:
            return queries.ended_after(connection, revision)

    def counts(self, batch: str | None = None) -> dict[State, int]:
        """How many jobs there are in each state."""
        with self._database.reading() as connection:
            return queries.counts(connection, batch)

    def waiting_for(self, reason: str, limit: int = 100) -> list[Job]:
        """Paused jobs that go on by themselves once there is what they wait for."""
        with self._database.reading() as connection:
            return queries.waiting_for(connection, reason, limit)

    def load(self, before: int | None = None) -> list[Load]:
        """The work that waits, by kind; only what is made before a job where its id is given."""
        with self._database.reading() as connection:
            return queries.load(connection, before)

    def claim(
        self,
        worker: WorkerId,
        lease_seconds: float = LEASE_SECONDS,
        prefer: str | None = None,
        *,
        share: Share = Share.ALL,
    ) -> Job | None:
        """The next job, now running and leased to `worker`; None: none waits.

        Of the jobs of the highest priority those whose affinity is `prefer` come first. Jobs
        whose worker died are freed before. `share` may leave out what a farm can make, or cannot.
        """
        with self._database.writing() as connection:
            self._release_dead(connection)
            job_id = leases.claim(connection, worker, lease_seconds, prefer, share=share)
            return None if job_id is None else queries.job(connection, job_id)

    def release_dead(self) -> int:
        """Frees the running jobs whose worker is gone or whose lease ended; how many."""
        with self._database.writing() as connection:
            return self._release_dead(connection)

    def _release_dead(self, connection: sqlite3.Connection) -> int:
        now = time.monotonic()
        if now - self._looked > _ASLEEP_SECONDS:
            self._patient_until = now + _AWAKE_SECONDS
        self._looked = now
        return leases.release_dead(connection, only_gone=now < self._patient_until)

    def transition(self, job_id: int, from_states: Collection[State], to: State) -> bool:
        """Moves a job that is in one of `from_states`; whether this call made the move.

        ValueError for a move that no job ever makes; running is only reached by `claim` and left
        by `release`: others ask with `request_stop`.
        """
        for state in from_states:
            if state is State.RUNNING:
                raise ValueError("only its holder moves a running job")
            _check_transition(state, to)
        with self._database.writing() as connection:
            return transitions.transition(connection, job_id, from_states, Transition(to))

    def release(self, lease: Lease, change: Transition) -> bool:
        """Moves a running job for its holder; False when the lease was lost.

        ValueError for a move that no running job ever makes.
        """
        _check_transition(State.RUNNING, change.to)
        with self._database.writing() as connection:
            return transitions.transition(connection, lease.job_id, {State.RUNNING}, change, lease)

    def request_stop(self, job_id: int, to: State) -> bool:
        """Asks a job to become paused, cancelled or queued again; False when it cannot any more.

        A waiting job goes there at once, a running one as soon as its worker has released it.
        """
        with self._database.writing() as connection:
            return transitions.request_stop(connection, job_id, to)

    def request_stops(self, ids: Sequence[int], to: State) -> list[bool]:
        """`request_stop` for many jobs, in several transactions."""
        return self._each(
            ids, lambda connection, job: transitions.request_stop(connection, job, to)
        )

    def resume(self, ids: Sequence[int]) -> list[bool]:
        """Paused jobs wait again, also those that are still on their way to be paused."""
        return self._each(ids, transitions.resume)

    def retry(self, ids: Sequence[int]) -> list[bool]:
        """Failed and cancelled jobs wait again."""
        ends, again = {State.FAILED, State.CANCELLED}, Transition(State.QUEUED)
        return self._each(
            ids, lambda connection, job_id: transitions.transition(connection, job_id, ends, again)
        )

    def retry_with(self, job_id: int, request: JobRequest) -> bool:
        """A failed or cancelled job waits again, with another request for the same video.

        It keeps its name, its batch and what the batch knows it by.
        """
        ends, again = {State.FAILED, State.CANCELLED}, Transition(State.QUEUED)
        with self._database.writing() as connection:
            moved = transitions.transition(connection, job_id, ends, again)
            if moved:
                transitions.replace_request(connection, job_id, request)
        return moved

    def move_output(self, job: Job, output: Path) -> bool:
        """Notes that a finished job's file was moved; False when the job is gone.

        A job that is called as its file was is called as the file is now.
        """
        same = job.output is not None and job.label == job.output.stem
        label = output.stem if same else job.label
        with self._database.writing() as connection:
            return transitions.move_output(connection, job.id, str(output), label)

    def renew(self, lease: Lease, lease_seconds: float = LEASE_SECONDS) -> bool:
        """Renews the lease for another `lease_seconds`; False when it is lost."""
        with self._database.writing() as connection:
            return leases.renew(connection, lease, lease_seconds)

    def renew_all(self, held: Sequence[Lease], lease_seconds: float = LEASE_SECONDS) -> None:
        """Renews many leases at once; those that are lost stay so."""
        with self._database.writing() as connection:
            for lease in held:
                leases.renew(connection, lease, lease_seconds)

    def desired_states(self, held: Sequence[Lease]) -> list[State | None]:
        """`desired_state` of each of many leases."""
        with self._database.reading() as connection:
            return [leases.desired_state(connection, lease) for lease in held]

    def desired_state(self, lease: Lease) -> State | None:
        """Where the leased job shall be: running, or where someone asked it to go; None: lost."""
        with self._database.reading() as connection:
            return leases.desired_state(connection, lease)

    def progress(
        self, lease: Lease, stage: Stage, done: int, total: int, eta_seconds: float | None
    ) -> bool:
        """Saves how far the leased job is; False when the lease is lost."""
        with self._database.writing() as connection:
            return leases.progress(connection, lease, stage, done, total, eta_seconds)

    def reorder(self, ids: Sequence[int], before: int | None = None) -> int:
        """Puts waiting jobs, in the given order, before another one, or at the end; how many.

        They take the priority of the job that they stand before.
        """
        with self._database.writing() as connection:
            return transitions.reorder(connection, ids, before)

    def clear(
        self,
        states: Collection[State],
        batch: str | None = None,
        *,
        older_than_days: float = 0.0,
    ) -> list[int]:
        """Removes the jobs in `states`, of which running is none; the removed ids.

        With `older_than_days` only those that ended so long ago.
        """
        if State.RUNNING in states:
            raise ValueError("a running job cannot be removed")
        where, values = queries.conditions(states, batch)
        if older_than_days:
            where, values = (
                f"{where} AND ended <= ?",
                (*values, time.time() - older_than_days * _DAY),
            )
        with self._database.reading() as connection:
            rows = connection.execute(f"SELECT id FROM jobs WHERE {where} ORDER BY id", values)
            ids = [int(row["id"]) for row in rows]
        return self._remove(ids, where, values)

    def remove(self, ids: Sequence[int]) -> list[int]:
        """Removes these jobs, but for running ones; the removed ids."""
        return self._remove(ids, "1", ())

    def take_out(self, ids: Sequence[int]) -> list[Removed]:
        """Removes these jobs as `remove` does; what they were, to be put back."""
        return [row for part in self._removed(ids, "1", ()) for row in part]

    def put_back(self, removed: Sequence[Removed]) -> None:
        """Jobs that were taken out are there again, with their numbers, where they stood."""
        with self._database.writing() as connection:
            transitions.put_back(connection, removed, time.time())

    def prune(self, days: float) -> list[int]:
        """Removes jobs that ended more than `days` ago; the removed ids."""
        return self.clear(ENDS, older_than_days=days)

    def revision(self) -> int:
        """The revision of the latest change."""
        with self._database.reading() as connection:
            return queries.revision(connection)

    def batches(self) -> list[Batch]:
        """All batches, the newest first."""
        with self._database.reading() as connection:
            return queries.batches(connection)

    def batch(self, name: str) -> Batch | None:
        """The batch of this name."""
        return next((batch for batch in self.batches() if batch.name == name), None)

    def content_keys(self, batch: str) -> dict[str, KnownJob]:
        """The newest job of the batch for each content key."""
        with self._database.reading() as connection:
            return queries.content_keys(connection, batch)

    def writers(self, output: Path) -> list[int]:
        """The unfinished jobs that will write to an (absolute) output."""
        with self._database.reading() as connection:
            return queries.writers(connection, target_key(output))

    def _each(
        self, ids: Sequence[int], act: Callable[[sqlite3.Connection, int], bool]
    ) -> list[bool]:
        done: list[bool] = []
        for part in _parts(ids):
            with self._database.writing() as connection:
                done += [act(connection, job_id) for job_id in part]
        return done

    def _remove(self, ids: Sequence[int], where: str, values: Sequence[object]) -> list[int]:
        """Those of some jobs that are still as `where` wants them."""
        return [row["id"] for part in self._removed(ids, where, values) for row in part]

    def _removed(
        self, ids: Sequence[int], where: str, values: Sequence[object]
    ) -> Iterator[list[Removed]]:
        for part in _parts(ids):
            these = f"id IN ({', '.join('?' * len(part))}) AND {where}"
            with self._database.writing() as connection:
                gone = transitions.remove(connection, these, (*part, *values))
            yield [MappingProxyType(row) for row in gone]

    def close(self) -> None:
        """Closes the file for all threads; the store must not be used afterwards."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """The ids for one transaction after the other; in between others have their turn.

    A worker that cannot renew its lease for ten seconds loses its job.
    """
    for begin in range(0, len(ids), _PART):
        if begin:
            time.sleep(_BREATH_SECONDS)
        yield ids[begin : begin + _PART]


def _check_transition(state: State, to: State) -> None:
    """ValueError for a move that no job makes, or that `claim` alone makes."""
    if to not in TRANSITIONS[state] or to is State.RUNNING:
        raise ValueError(f"no job goes from {state} to {to}")
