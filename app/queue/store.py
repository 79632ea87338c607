"""The queue on the disk: every job, safe for many processes and threads at once."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from app.queue import leases, moves
from app.queue.job import ENDS, MOVES, Hold, Job, JobError, NewJob, Outcome, State, WorkerId
from app.queue.rows import COLUMNS, job_of, new_row, target_key
from app.queue.schema import connect, translated
from talker.errors import ErrorCode, InputError
from talker.home import home_folder
from talker.progress import Stage
from talker.request import RenderRequest

LEASE_SECONDS = 10.0
_DAY = 86400.0
_ORDER = "priority DESC, position, id"


@dataclass(frozen=True)
class Changes:
    """What changed since a revision: jobs as they are now, and the ids of removed ones.

    `revision` is what to ask with next; `more` says that asking again at once gives further ones.
    """

    revision: int
    jobs: tuple[Job, ...]
    removed: tuple[int, ...]
    more: bool


@dataclass(frozen=True)
class Batch:
    """Jobs that were made together, counted by state."""

    name: str
    created: float
    counts: Mapping[State, int]

    @property
    def jobs(self) -> int:
        return sum(self.counts.values())

    @property
    def ended(self) -> bool:
        """Whether no job of it is queued, running or paused."""
        return all(count == 0 or state in ENDS for state, count in self.counts.items())


@dataclass(frozen=True)
class Known:
    """The newest job made from some content."""

    id: int
    state: State


def queue_path(home: Path | None = None) -> Path:
    """Where the user's queue lies."""
    return home_folder(home) / "queue" / "queue.sqlite3"


class JobStore:
    """The jobs in the database file `path` (made when missing).

    One instance may be used by many threads. Every method is one transaction; what it raises
    beside its own errors is QUEUE_UNUSABLE, QUEUE_NEWER or DISK_FULL.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._connection()

    def add(self, jobs: Sequence[NewJob]) -> list[int]:
        """Adds all jobs or none, paths made absolute; returns their ids in order."""
        now = time.time()
        rows = [new_row(job, now) for job in jobs]
        with self._writing() as connection:
            return moves.insert(connection, rows, now)

    def get(self, job_id: int) -> Job:
        """The job; InputError JOB_UNKNOWN when there is none."""
        with self._reading() as connection:
            row = connection.execute(f"SELECT {COLUMNS} FROM jobs WHERE id = ?", (job_id,))
            found = row.fetchone()
        if found is None:
            raise InputError(
                ErrorCode.JOB_UNKNOWN, f"There is no job {job_id}.", "See: mouthpiece queue list"
            )
        return job_of(found)

    def page(
        self,
        states: Collection[State] | None = None,
        batch: str | None = None,
        offset: int = 0,
        limit: int = 100,
    ) -> list[Job]:
        """Jobs in the order in which they are made; all states and batches where none is given."""
        where, values = _filter(states, batch)
        inner = f"SELECT id FROM jobs {where} ORDER BY {_ORDER} LIMIT ? OFFSET ?"
        with self._reading() as connection:
            rows = connection.execute(
                f"SELECT {COLUMNS} FROM jobs WHERE id IN ({inner}) ORDER BY {_ORDER}",
                (*values, limit, offset),
            )
            return [job_of(row) for row in rows]

    def history(self, states: Collection[State] = ENDS, limit: int = 100) -> list[Job]:
        """Jobs that have ended, the latest first."""
        found: list[Job] = []
        with self._reading() as connection:
            for state in states:
                rows = connection.execute(
                    f"SELECT {COLUMNS} FROM jobs WHERE state = ? ORDER BY ended DESC LIMIT ?",
                    (state.value, limit),
                )
                found += map(job_of, rows)
        return sorted(found, key=lambda job: job.ended or 0, reverse=True)[:limit]

    def counts(self, batch: str | None = None) -> dict[State, int]:
        """How many jobs there are in each state."""
        where, values = ("", ()) if batch is None else ("WHERE batch = ?", (batch,))
        counts = dict.fromkeys(State, 0)
        with self._reading() as connection:
            for name, jobs in connection.execute(
                f"SELECT state, sum(jobs) FROM tally {where} GROUP BY state", values
            ):
                counts[State(name)] = jobs
        return counts

    def claim(
        self, worker: WorkerId, lease_seconds: float = LEASE_SECONDS, prefer: str | None = None
    ) -> Job | None:
        """The next job, now running and held by `worker` until its lease ends; None: none waits.

        Of the jobs of the highest priority those whose affinity is `prefer` come first. Jobs
        whose worker died are freed before.
        """
        with self._writing() as connection:
            leases.release_dead(connection)
            job_id = leases.claim(connection, worker, lease_seconds, prefer)
            return None if job_id is None else _job(connection, job_id)

    def release_dead(self) -> int:
        """Frees the running jobs whose worker is gone or whose lease ended; how many."""
        with self._writing() as connection:
            return leases.release_dead(connection)

    def transition(
        self,
        job_id: int,
        from_states: Collection[State],
        to: State,
        *,
        hold: Hold | None = None,
        outcome: Outcome | None = None,
        error: JobError | None = None,
        reason: str = "",
        died: bool = False,
    ) -> bool:
        """Moves the job if it is in one of `from_states`; says whether this call made the move.

        With `hold` it also must still be held so. ValueError for a move that no job ever makes;
        running is only reached by `claim`. A job leaves running by its holder alone: others ask
        with `request_stop`.
        """
        for state in from_states:
            if to not in MOVES[state] or to is State.RUNNING:
                raise ValueError(f"no job goes from {state} to {to}")
            if state is State.RUNNING and hold is None:
                raise ValueError("only its holder moves a running job")
        with self._writing() as connection:
            return moves.move(
                connection,
                job_id,
                from_states,
                to,
                hold=hold,
                outcome=outcome,
                error=error,
                reason=reason,
                died=died,
            )

    def request_stop(self, job_id: int, to: State) -> bool:
        """Asks a job to become paused, cancelled or queued again; False when it cannot any more.

        A waiting job goes there at once, a running one as soon as its worker has let go.
        """
        with self._writing() as connection:
            return moves.request_stop(connection, job_id, to)

    def renew(self, hold: Hold, lease_seconds: float = LEASE_SECONDS) -> bool:
        """Keeps the hold for another `lease_seconds`; False when it is lost."""
        with self._writing() as connection:
            return leases.renew(connection, hold, lease_seconds)

    def wanted(self, hold: Hold) -> State | None:
        """Where the held job shall be: running, or where someone asked it to go; None: lost."""
        with self._reading() as connection:
            return leases.wanted(connection, hold)

    def progress(
        self, hold: Hold, stage: Stage, done: int, total: int, eta_seconds: float | None
    ) -> bool:
        """Keeps how far the held job is; False when the hold is lost."""
        with self._writing() as connection:
            return leases.progress(connection, hold, stage, done, total, eta_seconds)

    def reorder(self, ids: Sequence[int], before: int | None = None) -> int:
        """Puts waiting jobs, in the given order, before another one, or at the end; how many.

        They take the priority of the job that they stand before.
        """
        with self._writing() as connection:
            return moves.reorder(connection, ids, before)

    def clear(self, states: Collection[State], batch: str | None = None) -> list[int]:
        """Removes the jobs in `states`, of which running is none; the removed ids."""
        return self._remove(states, batch, time.time())

    def prune(self, days: float) -> list[int]:
        """Removes jobs that ended more than `days` ago; the removed ids."""
        return self._remove(ENDS, None, time.time() - days * _DAY)

    def changed(self, after_revision: int, limit: int = 500) -> Changes:
        """What changed after a revision; 0 gives everything. Cheap when nothing did."""
        with self._reading() as connection:
            now = int(connection.execute("SELECT revision FROM counter").fetchone()[0])
            if now == after_revision:
                return Changes(now, (), (), more=False)
            rows = connection.execute(
                f"SELECT {COLUMNS} FROM jobs WHERE revision > ? ORDER BY revision LIMIT ?",
                (after_revision, limit),
            ).fetchall()
            gone = connection.execute(
                "SELECT id, revision FROM removed WHERE revision > ? ORDER BY revision LIMIT ?",
                (after_revision, limit),
            ).fetchall()
        cut = [part[-1]["revision"] for part in (rows, gone) if len(part) == limit]
        upto = min([now, *cut])
        return Changes(
            upto,
            tuple(job_of(row) for row in rows if row["revision"] <= upto),
            tuple(row["id"] for row in gone if row["revision"] <= upto),
            more=upto < now,
        )

    def batches(self) -> list[Batch]:
        """All batches, the newest first."""
        with self._reading() as connection:
            made = connection.execute("SELECT name, created FROM batches").fetchall()
            counts: dict[str, dict[State, int]] = {row["name"]: {} for row in made}
            for row in connection.execute("SELECT batch, state, jobs FROM tally WHERE batch <> ''"):
                counts[row["batch"]][State(row["state"])] = row["jobs"]
        found = [
            Batch(row["name"], row["created"], dict.fromkeys(State, 0) | counts[row["name"]])
            for row in made
        ]
        return sorted(found, key=lambda batch: batch.created, reverse=True)

    def batch(self, name: str) -> Batch | None:
        """The batch of this name."""
        return next((batch for batch in self.batches() if batch.name == name), None)

    def content_keys(self, batch: str) -> dict[str, Known]:
        """The newest job of the batch for each content key."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT content_key, id, state FROM jobs WHERE batch = ? ORDER BY id", (batch,)
            )
            return {row["content_key"]: Known(row["id"], State(row["state"])) for row in rows}

    def writers(self, request: RenderRequest) -> list[int]:
        """The unfinished jobs that will write to the (absolute) output of `request`."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT id FROM jobs WHERE target = ? AND state IN ('queued', 'running', 'paused')",
                (target_key(request),),
            )
            return [row["id"] for row in rows]

    def close(self) -> None:
        """Closes the file for all threads; the store must not be used afterwards."""
        with self._lock:
            for connection in self._open:
                connection.close()
            self._open.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _remove(self, states: Collection[State], batch: str | None, until: float) -> list[int]:
        if State.RUNNING in states:
            raise ValueError("a running job cannot be removed")
        where, values = _filter(states, batch)
        with self._writing() as connection:
            return moves.remove(
                connection, f"{where} AND coalesce(ended, 0) <= ?", (*values, until)
            )

    def _connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = connect(self.path)
            self._local.connection = connection
            with self._lock:
                self._open.append(connection)
        return connection

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """One view of the queue for all reads of the block."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """The only writer while the block runs; nothing is kept when it raises."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        connection = self._connection()
        with translated(self.path):
            connection.execute(begin)
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")


def _filter(states: Collection[State] | None, batch: str | None) -> tuple[str, tuple[str, ...]]:
    """A WHERE clause and its values."""
    clauses, values = ["1"], []
    if states is not None:
        clauses.append(f"state IN ({', '.join('?' * len(states))})")
        values += [state.value for state in states]
    if batch is not None:
        clauses.append("batch = ?")
        values.append(batch)
    return f"WHERE {' AND '.join(clauses)}", tuple(values)


def _job(connection: sqlite3.Connection, job_id: int) -> Job:
    row = connection.execute(f"SELECT {COLUMNS} FROM jobs WHERE id = ?", (job_id,)).fetchone()
    return job_of(row)
