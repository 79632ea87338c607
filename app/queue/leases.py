"""Who works on what: claims, leases and what a holder reports. Runs inside a transaction."""

from __future__ import annotations

import socket
import sqlite3
import time

from app.queue.job import JobError, Lease, State, WorkerId
from app.queue.liveness import is_alive
from app.queue.requests import VIDEOS_ONLY
from app.queue.transitions import next_revisions, transition
from talker.errors import ErrorCode
from talker.progress import Stage

MAX_DEATHS = 3
# A job that has come so many frames further (a segment) is not to blame for its worker's death.
_FURTHER = 200
# Of two jobs with the same output the second waits, and then finds the file of the first.
_FREE = "state = 'queued' AND target NOT IN (SELECT target FROM jobs WHERE state = 'running')"
_HELD = "id = ? AND worker = ? AND attempts = ? AND state = 'running'"


def claim(
    connection: sqlite3.Connection,
    worker: WorkerId,
    lease_seconds: float,
    prefer: str | None,
    *,
    videos_only: bool = False,
) -> int | None:
    """Takes the next waiting job for `worker`; None when none waits."""
    free = f"{_FREE} AND {VIDEOS_ONLY}" if videos_only else _FREE
    head = connection.execute(
        f"SELECT id, priority FROM jobs WHERE {free} ORDER BY priority DESC, position, id LIMIT 1"
    ).fetchone()
    if head is None:
        return None
    kin = connection.execute(
        f"SELECT id FROM jobs WHERE {free} AND affinity = ? AND priority = ? "
        "ORDER BY position, id LIMIT 1",
        (prefer, head["priority"]),
    ).fetchone()
    job_id = int((kin or head)["id"])
    lease = time.time() + lease_seconds
    transition(connection, job_id, {State.QUEUED}, State.RUNNING, holder=worker, lease=lease)
    return job_id


def release_dead(connection: sqlite3.Connection) -> int:
    """Frees running jobs whose lease ended, or whose process on this computer is gone."""
    now, here = time.time(), socket.gethostname()
    freed = 0
    for row in connection.execute(
        "SELECT id, stop, deaths, worker, attempts, host, pid, born, lease FROM jobs "
        "WHERE state = 'running'"
    ).fetchall():
        gone = row["host"] == here and not is_alive(row["pid"], row["born"])
        if row["lease"] >= now and not gone:
            continue
        hold = Lease(row["id"], row["worker"], row["attempts"])
        if row["stop"] is not None:
            transition(connection, row["id"], {State.RUNNING}, State(row["stop"]), hold=hold)
        elif row["deaths"] + 1 >= MAX_DEATHS:
            error = _died(row["id"], row["deaths"] + 1)
            transition(connection, row["id"], {State.RUNNING}, State.FAILED, hold=hold, error=error)
        else:
            transition(connection, row["id"], {State.RUNNING}, State.QUEUED, hold=hold, died=True)
        freed += 1
    return freed


def renew(connection: sqlite3.Connection, hold: Lease, lease_seconds: float) -> bool:
    """A longer lease is nothing that a reader sees, so it is no new revision."""
    done = connection.execute(
        f"UPDATE jobs SET lease = ? WHERE {_HELD}",
        (time.time() + lease_seconds, hold.job_id, hold.worker, hold.attempt),
    )
    return done.rowcount == 1


def desired_state(connection: sqlite3.Connection, hold: Lease) -> State | None:
    """Running, or what the job was asked to become; None when the hold is lost."""
    row = connection.execute(
        f"SELECT stop FROM jobs WHERE {_HELD}", (hold.job_id, hold.worker, hold.attempt)
    ).fetchone()
    if row is None:
        return None
    return State.RUNNING if row["stop"] is None else State(row["stop"])


def progress(
    connection: sqlite3.Connection,
    hold: Lease,
    stage: Stage,
    done: int,
    total: int,
    eta_seconds: float | None,
) -> bool:
    """Keeps how far the job is, and forgives earlier deaths once it is well further."""
    frames = done if stage is Stage.RENDER else 0
    written = connection.execute(
        "UPDATE jobs SET stage = ?, done = ?, total = ?, eta_seconds = ?, revision = ?, "
        "deaths = iif(? >= furthest + ?, 0, deaths), "
        "furthest = iif(? >= furthest + ?, ?, furthest), frames = iif(?, ?, frames) "
        f"WHERE {_HELD}",
        (
            *(stage.value, done, total, eta_seconds, next_revisions(connection)),
            *(frames, _FURTHER, frames, _FURTHER, frames, stage is Stage.RENDER, total),
            *(hold.job_id, hold.worker, hold.attempt),
        ),
    )
    return written.rowcount == 1


def _died(job_id: int, deaths: int) -> JobError:
    return JobError(
        ErrorCode.WORKER_DIED,
        f"The worker stopped unexpectedly {deaths} times while it made this video.",
        f"See: mouthpiece queue log {job_id}; then: mouthpiece queue retry {job_id}",
    )
