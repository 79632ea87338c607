"""Saves the jobs of a damaged queue into a new file; the damaged one stays beside it."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.queue.job import State
from app.queue.migrations import MIGRATIONS
from app.queue.schema import connect
from app.queue.transitions import FREE, insert
from talker.errors import ErrorCode, MouthpieceError
from talker.files import write_error

# SQLite keeps what was written last beside the file.
_PARTS = ("", "-wal", "-shm")
# What a process that has a database open locks of it, by SQLite's file format.
_SHARED_FIRST, _SHARED_SIZE = 0x4000_0002, 510
# How many ids are tried where the file does not say how many were given.
_MOST_IDS = 1_000_000
_ID_GAP = 10_000


@dataclass(frozen=True)
class Repair:
    """What came of a repair; `damaged` is where the old file is now, None when it was whole."""

    jobs: int
    lost: int
    damaged: Path | None


def repair(path: Path) -> Repair:
    """Makes a queue of whatever can be read of the one at `path`.

    Jobs keep their ids; those that were running wait again. QUEUE_LOCKED while other processes use
    the queue: what they write would be lost.
    """
    if not path.exists():
        return Repair(0, 0, None)
    try:
        return _repair(path)
    except OSError as error:  # no room, or no permission
        raise write_error(error, path) from error


def _repair(path: Path) -> Repair:
    _require_unused(path)
    with tempfile.TemporaryDirectory(prefix="repair-", dir=path.parent) as folder:
        copy, new = Path(folder) / "old.sqlite3", Path(folder) / "new.sqlite3"
        for part in _PARTS:
            with suppress(FileNotFoundError):
                shutil.copyfile(f"{path}{part}", f"{copy}{part}")
        with closing(sqlite3.connect(copy)) as old:
            old.row_factory = sqlite3.Row
            if jobs := _whole(old):
                return Repair(jobs - 1, 0, None)
            # What one wrong letter makes unreadable is read with another letter.
            old.text_factory = lambda raw: raw.decode("utf-8", "replace")
            with closing(connect(new)) as made:
                saved, lost = _copy(old, made)
                made.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _require_unused(path)
        return Repair(saved, lost, _exchange(path, new))


def _require_unused(path: Path) -> None:
    """Looks without opening the queue, which would change it already."""
    if _is_open(path):
        raise _in_use(path)


def _is_open(path: Path) -> bool:
    """Whether another process has the queue open: it then shares this range of its bytes.

    Windows gives a file that is open no other name, so there the exchange tells.
    """
    if sys.platform == "win32":
        return False
    import fcntl

    with path.open("rb+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
        except OSError as error:
            return error.errno in (errno.EAGAIN, errno.EACCES)
    return False


def _in_use(path: Path) -> MouthpieceError:
    return MouthpieceError(
        ErrorCode.QUEUE_LOCKED,
        f"Other processes use the queue {path}.",
        "Close the window, end `queue run` and workers, then repair it again.",
        path,
    )


def _whole(old: sqlite3.Connection) -> int:
    """One more than the number of jobs when every one can be read, else 0."""
    try:
        if old.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            return 0
        if old.execute("PRAGMA user_version").fetchone()[0] > len(MIGRATIONS):
            raise MouthpieceError(
                ErrorCode.QUEUE_NEWER,
                "The queue was made by a newer version of Mouthpiece.",
                "Update Mouthpiece.",
            )
        return sum(1 for _ in old.execute("SELECT * FROM jobs")) + 1
    except sqlite3.Error:
        return 0


def _copy(old: sqlite3.Connection, new: sqlite3.Connection) -> tuple[int, int]:
    """How many jobs were saved, and how many were there but cannot be read."""
    saved = lost = 0
    known = {row["name"] for row in new.execute("PRAGMA table_info(jobs)")} - {"revision"}
    for row in _rows(old):
        if row is None:
            lost += 1
            continue
        facts = {name: row[name] for name in row.keys() if name in known}  # noqa: SIM118 - a Row
        if facts.get("state") == State.RUNNING.value:
            facts |= FREE | {"state": State.QUEUED.value}
        position = facts.pop("position", None)
        new.execute("BEGIN IMMEDIATE")
        try:
            insert(new, [facts], time.time())
            if isinstance(position, float):
                new.execute("UPDATE jobs SET position = ? WHERE id = ?", (position, facts["id"]))
            new.execute("COMMIT")
            saved += 1
        except (sqlite3.Error, LookupError, TypeError):
            new.execute("ROLLBACK")
            lost += 1
    return saved, lost


def _rows(old: sqlite3.Connection) -> Iterator[sqlite3.Row | None]:
    """Each job by its id, so that a damaged page takes none with it but its own; None for those."""
    last, gap = _last_id(old), 0
    for job_id in range(1, (last or _MOST_IDS) + 1):
        try:
            row = old.execute("SELECT * FROM jobs WHERE id = ?", (job_id,)).fetchone()
        except sqlite3.Error:
            if last:
                yield None
            row = None
        if row is not None:
            yield row
        gap = 0 if row is not None else gap + 1
        if not last and gap >= _ID_GAP:
            return


def _last_id(old: sqlite3.Connection) -> int | None:
    for query in (
        "SELECT seq FROM sqlite_sequence WHERE name = 'jobs'",
        "SELECT max(id) FROM jobs",
    ):
        with suppress(sqlite3.Error, TypeError):
            found: Sequence[Any] = old.execute(query).fetchone()
            if isinstance(found[0], int) and 0 < found[0] <= _MOST_IDS:
                return found[0]
    return None


def _exchange(path: Path, new: Path) -> Path:
    """Puts the new queue in the old one's place; where the old one lies from now on."""
    damaged = path.with_name(f"{path.stem}.damaged-{time.strftime('%Y%m%d-%H%M%S')}{path.suffix}")
    try:
        for part in _PARTS:
            with suppress(FileNotFoundError):
                Path(f"{path}{part}").rename(f"{damaged}{part}")
        new.rename(path)
    except PermissionError as error:
        raise _in_use(path) from error
    except OSError as error:
        raise write_error(error, path) from error
    return damaged
