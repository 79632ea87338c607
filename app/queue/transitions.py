"""The writes that change what waits and where it stands. Each runs inside a write transaction."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection, Sequence
from typing import Any

from app.queue.job import ENDS, TRANSITIONS, JobError, Lease, Outcome, State, WorkerId
from app.queue.rows import error_json, outcome_columns
from talker.errors import ErrorCode, InputError

_SMALLEST_STEP = 1e-6
_FREE = {"worker": None, "host": None, "pid": None, "born": None, "lease": None, "stop": None}


def next_revisions(connection: sqlite3.Connection, count: int = 1) -> int:
    """Reserves `count` revisions and returns the first. Writers take turns, so they only rise."""
    last = connection.execute(
        "UPDATE counter SET revision = revision + ? RETURNING revision", (count,)
    ).fetchone()[0]
    return int(last) - count + 1


def insert(connection: sqlite3.Connection, rows: Sequence[dict[str, Any]], now: float) -> list[int]:
    """Adds rows behind all others of their priority."""
    connection.executemany(
        "INSERT INTO batches VALUES (?, ?) ON CONFLICT DO NOTHING",
        {(row["batch"], now) for row in rows if row["batch"] is not None},
    )
    positions = {
        priority: _last_position(connection, priority)
        for priority in {row["priority"] for row in rows}
    }
    revision = next_revisions(connection, len(rows))
    ids = []
    for index, row in enumerate(rows):
        positions[row["priority"]] += 1
        full = row | {"position": positions[row["priority"]], "revision": revision + index}
        names = ", ".join(full)
        marks = ", ".join(f":{name}" for name in full)
        made = connection.execute(f"INSERT INTO jobs ({names}) VALUES ({marks})", full)
        ids.append(int(made.lastrowid or 0))
    return ids


def transition(
    connection: sqlite3.Connection,
    job_id: int,
    from_states: Collection[State],
    to: State,
    *,
    hold: Lease | None = None,
    holder: WorkerId | None = None,
    lease: float | None = None,
    outcome: Outcome | None = None,
    error: JobError | None = None,
    reason: str = "",
    died: bool = False,
) -> bool:
    """The one place where a job's state changes: only from `from_states`, only for its holder."""
    row = connection.execute("SELECT state FROM jobs WHERE id = ?", (job_id,)).fetchone()
    if (
        row is None
        or (state := State(row["state"])) not in from_states
        or to not in TRANSITIONS[state]
    ):
        return False
    columns: dict[str, Any] = _FREE | {"state": to.value, "reason": reason, "eta_seconds": None}
    expressions = []
    if to is State.RUNNING and holder is not None:
        columns |= {"worker": holder.name, "host": holder.host, "pid": holder.pid}
        columns |= {"born": holder.born, "lease": lease, "started": time.time()}
        expressions.append("attempts = attempts + 1")
    columns["ended"] = time.time() if to in ENDS else None
    columns["error"] = None if error is None else error_json(error)
    if outcome is not None:
        columns |= outcome_columns(outcome)
        expressions.append("done = total")
    if state in ENDS:
        columns |= {"deaths": 0, "furthest": 0}  # the user gives it a fresh start
    elif died:
        expressions.append("deaths = deaths + 1")
    columns["revision"] = next_revisions(connection)
    sets = ", ".join([*(f"{name} = :{name}" for name in columns), *expressions])
    held = "" if hold is None else " AND worker = :held_by AND attempts = :attempt"
    values = columns | {"job": job_id, "was": state.value}
    if hold is not None:
        values |= {"held_by": hold.worker, "attempt": hold.attempt}
    done = connection.execute(
        f"UPDATE jobs SET {sets} WHERE id = :job AND state = :was{held}", values
    )
    return done.rowcount == 1


def request_stop(connection: sqlite3.Connection, job_id: int, to: State) -> bool:
    """A waiting job goes to `to` at once; a running one is marked for its worker to see."""
    if to not in (State.QUEUED, State.PAUSED, State.CANCELLED):
        raise ValueError(f"no job can be asked to become {to}")
    row = connection.execute("SELECT state, stop FROM jobs WHERE id = ?", (job_id,)).fetchone()
    if row is None:
        return False
    if State(row["state"]) is not State.RUNNING:
        return transition(connection, job_id, {State.QUEUED, State.PAUSED} - {to}, to)
    if row["stop"] in (to.value, State.CANCELLED.value):  # who cancelled does not come back
        return row["stop"] == to.value
    connection.execute(
        "UPDATE jobs SET stop = ?, revision = ? WHERE id = ?",
        (to.value, next_revisions(connection), job_id),
    )
    return True


def reorder(connection: sqlite3.Connection, ids: Sequence[int], before: int | None) -> int:
    """Puts waiting jobs before another job, or at the end of their own priority."""
    waiting = [one for one in dict.fromkeys(ids) if one != before and _waits(connection, one)]
    if not waiting:
        return 0
    if before is None:
        for one in waiting:
            priority = _row(connection, one)["priority"]
            _place(connection, one, priority, _last_position(connection, priority) + 1)
        return len(waiting)
    behind = _row(connection, before)
    low, step = _gap(connection, behind, waiting)
    if step < _SMALLEST_STEP:
        _renumber(connection, behind["priority"])
        behind = _row(connection, before)
        low, step = _gap(connection, behind, waiting)
    for index, one in enumerate(waiting):
        _place(connection, one, behind["priority"], low + step * (index + 1))
    return len(waiting)


def remove(connection: sqlite3.Connection, where: str, values: Sequence[object]) -> list[int]:
    """Removes jobs for good, but leaves word that they are gone; never a running one."""
    rows = connection.execute(
        f"SELECT id FROM jobs WHERE {where} AND state <> 'running' ORDER BY id", values
    )
    ids = [int(row["id"]) for row in rows]
    revision = next_revisions(connection, len(ids))
    connection.executemany(
        "INSERT INTO removed VALUES (?, ?)", [(one, revision + i) for i, one in enumerate(ids)]
    )
    connection.executemany("DELETE FROM jobs WHERE id = ?", [(one,) for one in ids])
    connection.execute("DELETE FROM tally WHERE jobs = 0")
    connection.execute("DELETE FROM batches WHERE name NOT IN (SELECT batch FROM tally)")
    return ids


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
