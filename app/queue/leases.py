"""Claims, leases and progress of running jobs. Runs inside a transaction."""

from __future__ import annotations

import sqlite3

from app.jobs.registry import farmable_clause
from app.queue.job import JobError, Lease, Share, State, WorkerId
from app.queue.liveness import has_ended, is_alive, lease_end, this_host
from app.queue.transitions import Claim, Transition, next_revisions, transition
from talker.errors import ErrorCode
from talker.progress import Stage

MAX_CRASHES = 3
# A job that has come so many frames further (a segment) is not to blame for its worker's death.
_WATERMARK_STEP = 200
# Of two jobs with the same output the second waits, and then finds the file of the first.
_FREE = "state = 'queued' AND target NOT IN (SELECT target FROM jobs WHERE state = 'running')"
_HELD = "id = ? AND worker = ? AND attempts = ? AND state = 'running'"


def claim(
    connection: sqlite3.Connection,
    worker: WorkerId,
    lease_seconds: float,
    prefer: str | None,
    *,
    share: Share = Share.ALL,
) -> int | None:
    """Claims the next waiting job for `worker`; None when none waits."""
    free = _FREE
    if share is not Share.ALL:
        wanted = "" if share is Share.FARM else "NOT"
        free = f"{_FREE} AND {wanted} ({farmable_clause()})"
    head = connection.execute(
        f"SELECT id, priority FROM jobs WHERE {free} ORDER BY priority DESC, position, id LIMIT 1"
    ).fetchone()
    if head is None:
        return None
    preferred = connection.execute(
        f"SELECT id FROM jobs WHERE {free} AND affinity = ? AND priority = ? "
        "ORDER BY position, id LIMIT 1",
        (prefer, head["priority"]),
    ).fetchone()
    job_id = int((preferred or head)["id"])
    claim = Claim(worker, lease_end(lease_seconds))
    transition(connection, job_id, {State.QUEUED}, Transition(State.RUNNING, claim=claim))
    return job_id


def release_dead(connection: sqlite3.Connection, *, only_gone: bool = False) -> int:
    """Frees running jobs whose process on this computer is gone, or whose lease ended unless
    `only_gone`."""
    here = this_host()
    freed = 0
    for row in connection.execute(
        "SELECT id, stop, deaths, worker, attempts, host, pid, born, lease FROM jobs "
        "WHERE state = 'running'"
    ).fetchall():
        gone = row["host"] == here and not is_alive(row["pid"], row["born"])
        if not gone and (only_gone or not has_ended(row["lease"])):
            continue
        lease = Lease(row["id"], row["worker"], row["attempts"])
        transition(connection, row["id"], {State.RUNNING}, _after_crash(row), lease)
        freed += 1
    return freed


def _after_crash(row: sqlite3.Row) -> Transition:
    """Where a job goes whose worker is gone."""
    if row["stop"] is not None:
        return Transition(State(row["stop"]))
    crashes = row["deaths"] + 1
    if crashes >= MAX_CRASHES:
        return Transition(State.FAILED, error=_crashed_error(row["id"], crashes))
    return Transition(State.QUEUED, crashed=True)


def renew(connection: sqlite3.Connection, lease: Lease, lease_seconds: float) -> bool:
    """A longer lease is nothing that a reader sees, so it is no new revision."""
    done = connection.execute(
        f"UPDATE jobs SET lease = ? WHERE {_HELD}",
        (lease_end(lease_seconds), lease.job_id, lease.worker, lease.attempt),
    )
    return done.rowcount == 1


def desired_state(connection: sqlite3.Connection, lease: Lease) -> State | None:
    """Running, or what the job was asked to become; None when the lease is lost."""
    row = connection.execute(
        f"SELECT stop FROM jobs WHERE {_HELD}", (lease.job_id, lease.worker, lease.attempt)
    ).fetchone()
    if row is None:
        return None
    return State.RUNNING if row["stop"] is None else State(row["stop"])


def progress(
    connection: sqlite3.Connection,
    lease: Lease,
    stage: Stage,
    done: int,
    total: int,
    eta_seconds: float | None,
) -> bool:
    """Saves how far the job is; past the watermark earlier crashes no longer count."""
    frames = done if stage is Stage.RENDER else 0
    written = connection.execute(
        "UPDATE jobs SET stage = ?, done = ?, total = ?, eta_seconds = ?, revision = ?, "
        "deaths = iif(? >= furthest + ?, 0, deaths), "
        "furthest = iif(? >= furthest + ?, ?, furthest), frames = iif(?, ?, frames) "
        f"WHERE {_HELD}",
        (
            *(stage.value, done, total, eta_seconds, next_revisions(connection)),
            *(frames, _WATERMARK_STEP, frames, _WATERMARK_STEP, frames),
            *(stage is Stage.RENDER, total, lease.job_id, lease.worker, lease.attempt),
        ),
    )
    return written.rowcount == 1


def _crashed_error(job_id: int, crashes: int) -> JobError:
    return JobError(
        ErrorCode.WORKER_DIED,
        f"The worker stopped unexpectedly {crashes} times while it made this video.",
        f"See: mouthpiece queue log {job_id}; then: mouthpiece queue retry {job_id}",
    )
