"""What can be read from the queue: pages, counts, batches. Runs inside a transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.queue.job import ENDS, Job, State
from app.queue.rows import COLUMNS, job_of

_ORDER = "priority DESC, position, id"
_SORTED = "-priority, position, id"  # to compare two jobs in that order


@dataclass(frozen=True)
class Batch:
    """Jobs that were made together, counted by state."""

    name: str
    created: float
    counts: Mapping[State, int]

    @property
    def jobs(self) -> int:
        """How many jobs it has, in whatever state."""
        return sum(self.counts.values())

    @property
    def ended(self) -> bool:
        """Whether no job of it is queued, running or paused."""
        return all(count == 0 or state in ENDS for state, count in self.counts.items())


@dataclass(frozen=True)
class KnownJob:
    """The newest job made from some content."""

    id: int
    state: State


@dataclass(frozen=True)
class Load:
    """Queued jobs of one kind: how many, of how many the speech's length is known, its sum."""

    kind: str
    jobs: int
    known: int
    speech_seconds: float


def job(connection: sqlite3.Connection, job_id: int) -> Job | None:
    """One job; None when there is none of that id."""
    row = connection.execute(f"SELECT {COLUMNS} FROM jobs WHERE id = ?", (job_id,)).fetchone()
    return None if row is None else job_of(row)


def jobs(connection: sqlite3.Connection, ids: Collection[int], after: int) -> list[Job]:
    """Those of some jobs that there are and that changed after a revision, in no order."""
    marks = ", ".join("?" * len(ids))
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM jobs WHERE id IN ({marks}) AND +revision > ?", (*ids, after)
    )
    return [job_of(row) for row in rows]


def page(
    connection: sqlite3.Connection,
    states: Collection[State] | None,
    batch: str | None,
    offset: int,
    limit: int,
) -> list[Job]:
    """The ids come from an index alone, so that only the rows of the page are read."""
    where, values = conditions(states, batch)
    inner = f"SELECT id FROM jobs WHERE {where} ORDER BY {_ORDER} LIMIT ? OFFSET ?"
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM jobs WHERE id IN ({inner}) ORDER BY {_ORDER}",
        (*values, limit, offset),
    )
    return [job_of(row) for row in rows]


def history(connection: sqlite3.Connection, states: Collection[State], limit: int) -> list[Job]:
    """The jobs that ended in these states, up to `limit` of each, the latest first."""
    found: list[Job] = []
    for state in states:
        rows = connection.execute(
            f"SELECT {COLUMNS} FROM jobs WHERE state = ? ORDER BY ended DESC LIMIT ?",
            (state.value, limit),
        )
        found += map(job_of, rows)
    return sorted(found, key=lambda ended: ended.ended or 0, reverse=True)[:limit]


def counts(connection: sqlite3.Connection, batch: str | None) -> dict[State, int]:
    """How many jobs are in each state, of one batch or of all."""
    where, values = ("", ()) if batch is None else ("WHERE batch = ?", (batch,))
    found = dict.fromkeys(State, 0)
    for row in connection.execute(
        f"SELECT state, sum(jobs) AS jobs FROM tally {where} GROUP BY state", values
    ):
        found[State(row["state"])] = row["jobs"]
    return found


def ended_after(connection: sqlite3.Connection, after_revision: int) -> dict[State, int]:
    """How many jobs ended after a revision, by the state they ended in."""
    found = dict.fromkeys(ENDS, 0)
    for row in connection.execute(
        "SELECT state, count(*) AS jobs FROM jobs WHERE revision > ? GROUP BY state",
        (after_revision,),
    ):
        if (state := State(row["state"])) in ENDS:
            found[state] = row["jobs"]
    return found


def waiting_for(connection: sqlite3.Connection, reason: str, limit: int) -> list[Job]:
    """Paused jobs that wait for this reason, in their order."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM jobs WHERE reason = ? ORDER BY {_ORDER} LIMIT ?", (reason, limit)
    )
    return [job_of(row) for row in rows]


def load(connection: sqlite3.Connection, before: int | None = None) -> list[Load]:
    """What waits, by kind of job; only what is made before the job of an id where one is given."""
    if before is None:
        # Sums that come and go keep a rest of their rounding.
        rows = connection.execute(
            "SELECT kind, jobs, known, iif(known, max(seconds, 0.0), 0.0) FROM waiting"
        )
    else:
        rows = connection.execute(
            "SELECT kind, count(*), count(speech_seconds), total(speech_seconds) FROM jobs "
            f"WHERE state = 'queued' AND ({_SORTED}) < (SELECT {_SORTED} FROM jobs WHERE id = ?) "
            "GROUP BY kind",
            (before,),
        )
    return [Load(*row) for row in rows]


def revision(connection: sqlite3.Connection) -> int:
    """A number that grows with every change of the queue."""
    return int(connection.execute("SELECT revision FROM counter").fetchone()[0])


def batches(connection: sqlite3.Connection) -> list[Batch]:
    """All batches, the latest first."""
    return [
        Batch(row["name"], row["created"], counts(connection, row["name"]))
        for row in connection.execute("SELECT * FROM batches ORDER BY created DESC").fetchall()
    ]


def content_keys(connection: sqlite3.Connection, batch: str) -> dict[str, KnownJob]:
    """The jobs of a batch by what their videos are made from."""
    rows = connection.execute(
        "SELECT content_key, id, state FROM jobs WHERE batch = ? ORDER BY id", (batch,)
    )
    return {row["content_key"]: KnownJob(row["id"], State(row["state"])) for row in rows}


def writers(connection: sqlite3.Connection, target: str) -> list[int]:
    """The unfinished jobs that write this file."""
    rows = connection.execute(
        "SELECT id FROM jobs WHERE target = ? AND state IN ('queued', 'running', 'paused')",
        (target,),
    )
    return [row["id"] for row in rows]


def conditions(
    states: Collection[State] | None, batch: str | None
) -> tuple[str, tuple[str | float, ...]]:
    """What follows WHERE, and its values."""
    clauses, values = ["1"], []
    if states is not None:
        clauses.append(f"state IN ({', '.join('?' * len(states))})")
        values += [state.value for state in states]
    if batch is not None:
        clauses.append("batch = ?")
        values.append(batch)
    return " AND ".join(clauses), tuple(values)
