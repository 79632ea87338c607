"""Jobs that several people send over a network: each once, in turn, within limits, and told of."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from app.queue import transitions
from app.queue.database import Database
from app.queue.job import Job, NewJob, State
from app.queue.rows import COLUMNS, job_of, new_row, target_key
from app.queue.transitions import Transition
from talker.errors import ErrorCode, MouthpieceError

# As the index has it.
_UNFINISHED = "state IN ('queued', 'running', 'paused')"
_WAITS = "state IN ('queued', 'paused')"
# Of every other owner the job behind as many as one has oneself; the first of these.
_BEHIND = f"""
WITH RECURSIVE owners(name) AS (
    SELECT min(owner) FROM jobs WHERE {_WAITS}
    UNION ALL
    SELECT (SELECT min(owner) FROM jobs WHERE {_WAITS} AND owner > name)
        FROM owners WHERE name IS NOT NULL
)
SELECT jobs.id FROM owners JOIN jobs ON jobs.id = (
    SELECT id FROM jobs WHERE owner = name AND priority = :priority AND {_WAITS}
        ORDER BY position, id LIMIT 1 OFFSET :turns
)
WHERE name <> :owner ORDER BY jobs.position, jobs.id LIMIT 1
"""
_DAY = 86400.0


@dataclass(frozen=True)
class Quota:
    """What one owner may have: unfinished jobs, and seconds of speech in a day; 0 is no limit."""

    jobs: int = 0
    speech_seconds: float = 0.0


@dataclass(frozen=True)
class Submission:
    """How a job was sent: `key` is the same when it is sent again, `digest` names what was sent.

    `hook` is the address that is told of the job's end. Of both texts "" is none.
    """

    key: str = ""
    digest: str = ""
    hook: str = ""
    quota: Quota = Quota()


@dataclass(frozen=True)
class Submitted:
    """The job of a submission; `is_new` unless it had come before."""

    job: int
    is_new: bool


@dataclass(frozen=True)
class Hook:
    """An address that has to be told of a job's end, at `ended`, after so many `attempts`."""

    job: int
    url: str
    ended: float
    attempts: int


class Submissions:
    """What services need of the queue's database; every method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def submit(self, job: NewJob, submission: Submission) -> Submitted:
        """Adds a job, unless its owner sent the same key before; owners take turns.

        Raises QUOTA_EXCEEDED, and KEY_REUSED where the key was another request's.
        """
        now = time.time()
        with self._database.writing() as connection:
            known = _known(connection, job.owner, submission)
            if known is not None:
                return Submitted(known, is_new=False)
            _check_quota(connection, job, submission.quota, now)
            (job_id,) = transitions.insert(connection, [new_row(job, now)], now)
            _take_turns(connection, job_id, job)
            _note_usage(connection, job, now)
            _forget(connection, now)
            if submission.key:
                connection.execute(
                    "INSERT INTO submissions VALUES (?, ?, ?, ?, ?)",
                    (job.owner, submission.key, submission.digest, job_id, now),
                )
            if submission.hook:
                connection.execute(
                    "INSERT INTO hooks (job, url) VALUES (?, ?)", (job_id, submission.hook)
                )
        return Submitted(job_id, is_new=True)

    def retry(self, job_id: int, quota: Quota) -> bool:
        """A failed or cancelled job waits again, if its owner may have one more; else
        QUOTA_EXCEEDED. False for a job that has not ended so."""
        ends, again = {State.FAILED, State.CANCELLED}, Transition(State.QUEUED)
        with self._database.writing() as connection:
            moved = transitions.transition(connection, job_id, ends, again)
            if moved:
                owner = connection.execute(
                    "SELECT owner FROM jobs WHERE id = ?", (job_id,)
                ).fetchone()[0]
                # It is one of them now. What it takes of a day was counted when it was sent.
                _check_jobs(connection, owner, quota.jobs + 1 if quota.jobs else 0)
        return moved

    def known(self, owner: str, submission: Submission) -> int | None:
        """The job that came under this key within the last day; KEY_REUSED as `submit`."""
        with self._database.reading() as connection:
            return _known(connection, owner, submission)

    def newest(
        self,
        *,
        owner: str | None = None,
        states: Collection[State] = (),
        batch: str | None = None,
        before: int | None = None,
        limit: int = 50,
    ) -> list[Job]:
        """Jobs by number, the newest first: of one owner or all, in some states or all.

        `before` is the number of the last one of the page before.
        """
        clauses: list[str] = ["1"]
        values: list[object] = []
        for clause, value in (("owner = ?", owner), ("batch = ?", batch), ("id < ?", before)):
            if value is not None:
                clauses.append(clause)
                values.append(value)
        where = " AND ".join(clauses)
        order = "ORDER BY id DESC LIMIT ?"
        # An index has the jobs of one owner or batch by state: the newest of each are looked up.
        each = tuple(states) or (tuple(State) if owner is not None or batch is not None else ())
        parts = [
            f"SELECT * FROM (SELECT id FROM jobs WHERE {where} AND state = ? {order})" for _ in each
        ] or [f"SELECT * FROM (SELECT id FROM jobs WHERE {where} {order})"]
        of_parts = [(*values, state.value, limit) for state in each] or [(*values, limit)]
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT {COLUMNS} FROM jobs WHERE id IN ({' UNION ALL '.join(parts)}) {order}",
                (*(value for part in of_parts for value in part), limit),
            ).fetchall()
        return [job_of(row) for row in rows]

    def is_written(self, folder: Path) -> bool:
        """Whether a job's output lies, or will lie, in a folder."""
        inside = target_key(folder / "_")[:-1]
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT 1 FROM jobs WHERE target >= ? AND target < ? LIMIT 1",
                (inside, inside + "\U0010ffff"),
            ).fetchone()
        return row is not None

    def changed(self, after: int, limit: int = 500) -> list[Job]:
        """Jobs that changed after a revision, in the order of their changes."""
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT {COLUMNS} FROM jobs WHERE revision > ? ORDER BY revision LIMIT ?",
                (after, limit),
            ).fetchall()
        return [job_of(row) for row in rows]

    def due_hooks(self, limit: int = 20) -> list[Hook]:
        """Whom to tell now of which job's end.

        What is due more than a day from now was put off by a clock that was wrong.
        """
        now = time.time()
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT job, url, attempts, ended FROM hooks "
                "WHERE ended IS NOT NULL AND (due <= ? OR due > ?) ORDER BY due LIMIT ?",
                (now, now + _DAY, limit),
            ).fetchall()
        return [Hook(row["job"], row["url"], row["ended"], row["attempts"]) for row in rows]

    def close_hook(self, hook: Hook) -> None:
        """The end of the job is told, or is not worth more attempts."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE hooks SET told = ended, ended = NULL WHERE job = ? AND ended = ?",
                (hook.job, hook.ended),
            )

    def delay_hook(self, hook: Hook, seconds: float) -> None:
        """The address did not answer: another attempt after so many seconds."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE hooks SET attempts = ?, due = ? WHERE job = ? AND ended = ?",
                (hook.attempts + 1, time.time() + seconds, hook.job, hook.ended),
            )


def _known(connection: sqlite3.Connection, owner: str, submission: Submission) -> int | None:
    if not submission.key:
        return None
    row = connection.execute(
        "SELECT job, digest FROM submissions WHERE owner = ? AND key = ? AND created >= ?",
        (owner, submission.key, time.time() - _DAY),
    ).fetchone()
    if row is None:
        return None
    if row["digest"] != submission.digest:
        raise MouthpieceError(
            ErrorCode.KEY_REUSED,
            f"The key {submission.key} belongs to another request, that of job {row['job']}.",
            "Send each new request with a key of its own.",
        )
    return int(row["job"])


def _check_quota(connection: sqlite3.Connection, job: NewJob, quota: Quota, now: float) -> None:
    _check_jobs(connection, job.owner, quota.jobs)
    if quota.speech_seconds:
        used = connection.execute(
            "SELECT total(seconds) FROM usage WHERE owner = ? AND created BETWEEN ? AND ?",
            (job.owner, now - _DAY, now + _DAY),
        ).fetchone()[0]
        if used + (job.speech_seconds or 0.0) > quota.speech_seconds:
            raise MouthpieceError(
                ErrorCode.QUOTA_EXCEEDED,
                f"{job.owner} has asked for {used / 60:.1f} minutes of speech in the last 24 hours "
                f"and may have {quota.speech_seconds / 60:.1f}.",
                "Send a shorter recording, or send it later.",
            )


def _check_jobs(connection: sqlite3.Connection, owner: str, most: int) -> None:
    """QUOTA_EXCEEDED for an owner who has `most` unfinished jobs; 0 is no limit."""
    if not most:
        return
    unfinished = connection.execute(
        f"SELECT count(*) FROM jobs WHERE owner = ? AND {_UNFINISHED}", (owner,)
    ).fetchone()[0]
    if unfinished >= most:
        raise MouthpieceError(
            ErrorCode.QUOTA_EXCEEDED,
            f"{owner} has as many jobs that have not ended as they may have.",
            "Send it again when one of them has ended.",
        )


def _note_usage(connection: sqlite3.Connection, job: NewJob, now: float) -> None:
    """What counts in a day does so even when the job is forgotten."""
    if job.speech_seconds:
        connection.execute(
            "INSERT INTO usage VALUES (?, ?, ?)", (job.owner, now, job.speech_seconds)
        )


def _forget(connection: sqlite3.Connection, now: float) -> None:
    """What is older than a day; or younger than now, by a clock that was wrong."""
    for table in ("submissions", "usage"):
        connection.execute(
            f"DELETE FROM {table} WHERE created < ? OR created > ?", (now - _DAY, now + _DAY)
        )


def _take_turns(connection: sqlite3.Connection, job_id: int, job: NewJob) -> None:
    """Owners take turns: the third waiting job of one stands before the fourth of every other."""
    mine = connection.execute(
        f"SELECT count(*) FROM jobs WHERE owner = ? AND priority = ? AND {_WAITS}",
        (job.owner, job.priority),
    ).fetchone()[0]
    behind = connection.execute(
        _BEHIND, {"priority": job.priority, "turns": mine, "owner": job.owner}
    ).fetchone()
    if behind is not None:
        transitions.reorder(connection, [job_id], behind["id"])
