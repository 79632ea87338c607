"""The writes that change what waits and where it stands. Each runs inside a write transaction."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.jobs.kind import JobRequest, Outcome
from app.queue.job import ENDS, TRANSITIONS, JobError, Lease, State, WorkerId
from app.queue.rows import error_json, outcome_columns, request_columns
from talker.errors import ErrorCode, InputError

_SMALLEST_STEP = 1e-6
# The columns of a holder, without one.
FREE = {"worker": None, "host": None, "pid": None, "born": None, "lease": None, "stop": None}


def next_revisions(connection: sqlite3.Connection, count: int = 1) -> int:
    """Reserves `count` revisions and returns the first. Writers take turns, so they only rise."""
    last = connection.execute(
        "UPDATE counter SET revision = revision + ? RETURNING revision", (count,)
    ).fetchone()[0]
    return int(last) - count + 1


def insert(connection: sqlite3.Connection, rows: Sequence[dict[str, Any]], now: float) -> list[int]:
    """Adds rows behind all others of their priority."""
    positions = {
        priority: _last_position(connection, priority)
        for priority in {row["priority"] for row in rows}
    }
    revision = next_revisions(connection, len(rows))
    ids = []
    for index, row in enumerate(rows):
        positions[row["priority"]] += 1
        full = row | {"position": positions[row["priority"]], "revision": revision + index}
        ids.append(_insert(connection, full, now))
    return ids


def _insert(connection: sqlite3.Connection, row: Mapping[str, Any], now: float) -> int:
    """Adds one row, and its batch where there is none of that name yet; the job's number."""
    if row["batch"] is not None:
        batch = (row["batch"], now)
        connection.execute("INSERT INTO batches VALUES (?, ?) ON CONFLICT DO NOTHING", batch)
    names = ", ".join(row)
    marks = ", ".join(f":{name}" for name in row)
    made = connection.execute(f"INSERT INTO jobs ({names}) VALUES ({marks})", row)
    return int(made.lastrowid or 0)


@dataclass(frozen=True)
class Claim:
    """Who runs a job from now on, and until when (a `lease_end`) without a renewal."""

    worker: WorkerId
    until: float


@dataclass(frozen=True)
class Transition:
    """A job's next state, and what is written down with it.

    `reason` is the code of what a paused job waits for; `crashed` counts against the job; `claim`
    goes with running alone.
    """

    to: State
    outcome: Outcome | None = None
    error: JobError | None = None
    reason: str = ""
    crashed: bool = False
    claim: Claim | None = None


def transition(
    connection: sqlite3.Connection,
    job_id: int,
    from_states: Collection[State],
    change: Transition,
    lease: Lease | None = None,
) -> bool:
    """The one place where a job's state changes: only from `from_states`, only for its holder."""
    row = connection.execute("SELECT state FROM jobs WHERE id = ?", (job_id,)).fetchone()
    if (
        row is None
        or (state := State(row["state"])) not in from_states
        or change.to not in TRANSITIONS[state]
    ):
        return False
    columns, expressions = _written(change, fresh_start=state in ENDS)
    columns["revision"] = next_revisions(connection)
    sets = ", ".join([*(f"{name} = :{name}" for name in columns), *expressions])
    held = "" if lease is None else " AND worker = :held_by AND attempts = :attempt"
    values = columns | {"job": job_id, "was": state.value}
    if lease is not None:
        values |= {"held_by": lease.worker, "attempt": lease.attempt}
    done = connection.execute(
        f"UPDATE jobs SET {sets} WHERE id = :job AND state = :was{held}", values
    )
    return done.rowcount == 1


def _written(change: Transition, *, fresh_start: bool) -> tuple[dict[str, Any], list[str]]:
    """The columns that a transition sets, and those that it computes."""
    columns: dict[str, Any] = FREE | {
        "state": change.to.value,
        "reason": change.reason,
        "eta_seconds": None,
        "ended": time.time() if change.to in ENDS else None,
        "error": None if change.error is None else error_json(change.error),
    }
    expressions = []
    if change.claim is not None:
        worker = change.claim.worker
        columns |= {"worker": worker.name, "host": worker.host, "pid": worker.pid}
        columns |= {"born": worker.process_start, "lease": change.claim.until}
        columns["started"] = time.time()
        expressions.append("attempts = attempts + 1")
    if change.outcome is not None:
        columns |= outcome_columns(change.outcome)
        expressions.append("done = total")
    if fresh_start:  # the user tries an ended job again
        columns |= {"deaths": 0, "furthest": 0}
    elif change.crashed:
        expressions.append("deaths = deaths + 1")
    return columns, expressions


def request_stop(connection: sqlite3.Connection, job_id: int, to: State) -> bool:
    """A waiting job goes to `to` at once; a running one is marked for its worker to see."""
    if to not in (State.QUEUED, State.PAUSED, State.CANCELLED):
        raise ValueError(f"no job can be asked to become {to}")
    row = connection.execute("SELECT state, stop FROM jobs WHERE id = ?", (job_id,)).fetchone()
    if row is None:
        return False
    if State(row["state"]) is not State.RUNNING:
        waiting = {State.QUEUED, State.PAUSED} - {to}
        return transition(connection, job_id, waiting, Transition(to))
    if row["stop"] in (to.value, State.CANCELLED.value):  # who cancelled does not come back
        return row["stop"] == to.value
    connection.execute(
        "UPDATE jobs SET stop = ?, revision = ? WHERE id = ?",
        (to.value, next_revisions(connection), job_id),
    )
    return True


def resume(connection: sqlite3.Connection, job_id: int) -> bool:
    """A paused job waits again; a running one that was asked to pause goes back to waiting."""
    row = connection.execute("SELECT state, stop FROM jobs WHERE id = ?", (job_id,)).fetchone()
    running = row is not None and row["state"] == State.RUNNING
    if running and row["stop"] != State.PAUSED:
        return False
    return request_stop(connection, job_id, State.QUEUED)


def replace_request(connection: sqlite3.Connection, job_id: int, request: JobRequest) -> None:
    """Another request in the place of a job's; how long its speech is has to be found anew."""
    columns = request_columns(request)
    wanted = ", ".join(f"{name} = :{name}" for name in columns)
    connection.execute(
        f"UPDATE jobs SET {wanted}, speech_seconds = NULL, revision = :revision WHERE id = :id",
        columns | {"id": job_id, "revision": next_revisions(connection)},
    )


def move_output(connection: sqlite3.Connection, job_id: int, output: str, label: str) -> bool:
    """A finished job's file is somewhere else now; False where there is no such job."""
    row = connection.execute(
        "UPDATE jobs SET output = ?, label = ?, revision = ? WHERE id = ? AND state = ?",
        (output, label, next_revisions(connection), job_id, State.DONE),
    )
    return row.rowcount == 1


def reorder(connection: sqlite3.Connection, ids: Sequence[int], before: int | None) -> int:
    """Puts waiting jobs before another job, or at the end of their own priority."""
    waiting = [
        job_id for job_id in dict.fromkeys(ids) if job_id != before and _waits(connection, job_id)
    ]
    if not waiting:
        return 0
    if before is None:
        for job_id in waiting:
            priority = _row(connection, job_id)["priority"]
            _place(connection, job_id, priority, _last_position(connection, priority) + 1)
        return len(waiting)
    behind = _row(connection, before)
    low, step = _gap(connection, behind, waiting)
    if step < _SMALLEST_STEP:
        _renumber(connection, behind["priority"])
        behind = _row(connection, before)
        low, step = _gap(connection, behind, waiting)
    for index, job_id in enumerate(waiting):
        _place(connection, job_id, behind["priority"], low + step * (index + 1))
    return len(waiting)


def remove(
    connection: sqlite3.Connection, where: str, values: Sequence[object]
) -> list[dict[str, Any]]:
    """Deletes jobs and records the deletion for followers; never a running one. Their rows."""
    found = connection.execute(
        f"SELECT * FROM jobs WHERE {where} AND state <> 'running' ORDER BY id", values
    )
    rows = [dict(row) for row in found]
    ids = [int(row["id"]) for row in rows]
    revision = next_revisions(connection, len(ids))
    connection.executemany(
        "INSERT INTO removed VALUES (?, ?)",
        [(job_id, revision + index) for index, job_id in enumerate(ids)],
    )
    connection.executemany("DELETE FROM jobs WHERE id = ?", [(job_id,) for job_id in ids])
    connection.execute("DELETE FROM tally WHERE jobs = 0")
    connection.execute("DELETE FROM batches WHERE name NOT IN (SELECT batch FROM tally)")
    return rows


def put_back(connection: sqlite3.Connection, rows: Sequence[Mapping[str, Any]], now: float) -> None:
    """Jobs that were removed are there again, with their numbers, where they stood."""
    ids = [(row["id"],) for row in rows]
    connection.executemany("DELETE FROM removed WHERE id = ?", ids)
    revision = next_revisions(connection, len(rows))
    for index, row in enumerate(rows):
        full = dict(row) | {"revision": revision + index}
        _insert(connection, full, now)


def _last_position(connection: sqlite3.Connection, priority: int) -> float:
    found = connection.execute(
        "SELECT max(position) FROM jobs WHERE priority = ?", (priority,)
    ).fetchone()[0]
    return 0.0 if found is None else float(found)


def _row(connection: sqlite3.Connection, job_id: int) -> sqlite3.Row:
    row: sqlite3.Row | None = connection.execute(
        "SELECT state, priority, position FROM jobs WHERE id = ?", (job_id,)
    ).fetchone()
    if row is None:
        raise InputError(
            ErrorCode.JOB_UNKNOWN, f"There is no job {job_id}.", "See: mouthpiece queue list"
        )
    return row


def _waits(connection: sqlite3.Connection, job_id: int) -> bool:
    return _row(connection, job_id)["state"] in (State.QUEUED, State.PAUSED)


def _gap(
    connection: sqlite3.Connection, behind: sqlite3.Row, moving: Sequence[int]
) -> tuple[float, float]:
    """Where the free room before a job begins, and the step that divides it among `moving`."""
    low = connection.execute(
        "SELECT max(position) FROM jobs WHERE priority = ? AND position < ?",
        (behind["priority"], behind["position"]),
    ).fetchone()[0]
    begin = float(behind["position"]) - 1 if low is None else float(low)
    return begin, (behind["position"] - begin) / (len(moving) + 1)


def _place(connection: sqlite3.Connection, job_id: int, priority: int, position: float) -> None:
    connection.execute(
        "UPDATE jobs SET priority = ?, position = ?, revision = ? WHERE id = ?",
        (priority, position, next_revisions(connection), job_id),
    )


def _renumber(connection: sqlite3.Connection, priority: int) -> None:
    """Whole numbers again, for halving a gap ever further meets the end of the digits."""
    count = connection.execute(
        "SELECT count(*) FROM jobs WHERE priority = ?", (priority,)
    ).fetchone()[0]
    connection.execute(
        "UPDATE jobs SET position = ranked.rank, revision = ? + ranked.rank FROM (SELECT id, "
        "row_number() OVER (ORDER BY position, id) AS rank FROM jobs WHERE priority = ?) AS ranked "
        "WHERE ranked.id = jobs.id",
        (next_revisions(connection, count) - 1, priority),
    )
