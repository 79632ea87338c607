"""The queue's database file: how it is opened, brought up to date, and looked at for damage."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from app.queue.migrations import MIGRATIONS
from talker.errors import ErrorCode, MouthpieceError
from talker.files import atomic_write, disk_full

_BUSY_SECONDS = 30.0
# The check at the start is a moment's: in it a queue of some thousand jobs is read through.
_CHECK_SECONDS = 0.1
_CHECK_STEPS = 1000


def connect(path: Path, migrations: Sequence[str] = MIGRATIONS) -> sqlite3.Connection:
    """Opens the queue at `path`, made or brought up to date first; the caller closes it.

    Raises MouthpieceError: QUEUE_NEWER, QUEUE_LOCKED, QUEUE_UNUSABLE, DISK_FULL.
    """
    with translated(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            connection.row_factory = sqlite3.Row
            connection.text_factory = _text
            # SQLite's own lower() knows the letters of ASCII alone.
            connection.create_function("casefold", 1, _casefold, deterministic=True)
            _set_wal(connection)
            # A finished job must still be finished after a power cut: wait for the disk.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            if _version(connection) != len(migrations):
                _migrate(connection, migrations, path)
        except (sqlite3.Error, MouthpieceError):
            connection.close()
            raise
    return connection


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turns what SQLite and the disk say inside the block into MouthpieceErrors."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            raise disk_full(path) from error
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise  # our own mistake
        if is_busy(error):
            raise locked(path) from error
        raise _unusable(path, error) from error
    except OSError as error:
        raise _unusable(path, error) from error


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another connection was in the way, and nothing is wrong with the file."""
    busy = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    # The lowest byte is the kind; the others say more about it.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in busy


def locked(path: Path) -> MouthpieceError:
    """The error for a queue that another process keeps for itself."""
    return MouthpieceError(
        ErrorCode.QUEUE_LOCKED,
        f"The queue {path} is in use by another process, which has not let go of it for "
        f"{_BUSY_SECONDS:.0f} seconds. It is not damaged.",
        "Try again. If that does not help: end programs that have the file open, backups and "
        "database viewers for example, or processes of Mouthpiece that are stopped.",
        path,
    )


def _text(raw: bytes) -> str | bytes:
    """What a column of text holds; as it is where that is no text, so that one row is damaged."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw


def _casefold(raw: bytes) -> str:
    return raw.decode(errors="replace").casefold()


def _unusable(path: Path, error: Exception) -> MouthpieceError:
    return MouthpieceError(
        ErrorCode.QUEUE_UNUSABLE,
        f"The queue {path} cannot be used: {error}.",
        "Check that its disk is there and writable; network drives and synced folders cannot hold "
        "a queue (MOUTHPIECE_HOME names another place). If the file is damaged, run mouthpiece "
        "queue repair: it saves what can be read of it; finished videos are not touched.",
        path,
    )


def _set_wal(connection: sqlite3.Connection) -> None:
    """Writers then never block readers. Kept in the file; SQLite does not wait to change it."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > deadline:
                raise
        else:
            if time.monotonic() > deadline:  # the file system knows none
                raise sqlite3.OperationalError("its file system cannot share it")
        time.sleep(0.02)  # another process is just making the same file


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _migrate(connection: sqlite3.Connection, migrations: Sequence[str], path: Path) -> None:
    """All missing steps in one transaction: another process sees the old version or the new."""
    _back_up(connection, len(migrations), path)
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection)  # another process may have been faster
        _refuse_newer(version, len(migrations), path)
        for script in migrations[version:]:
            for statement in _statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
        connection.execute("COMMIT")
    except (sqlite3.Error, MouthpieceError):
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _back_up(connection: sqlite3.Connection, known: int, path: Path) -> None:
    """Saves the queue of an earlier version beside it, under a name with that version."""
    version = _version(connection)
    if not 0 < version < known:
        return
    with (
        atomic_write(path.with_name(f"{path.stem}.version-{version}{path.suffix}")) as part,
        closing(sqlite3.connect(part)) as backup,
    ):
        connection.backup(backup)


def check(path: Path, connection: sqlite3.Connection) -> None:
    """QUEUE_UNUSABLE when the file is damaged, as far as a moment of looking shows."""
    deadline = time.monotonic() + _CHECK_SECONDS
    connection.set_progress_handler(lambda: time.monotonic() > deadline, _CHECK_STEPS)
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        return  # a large queue: nothing was found in the time
    finally:
        connection.set_progress_handler(None, 0)
    if found != "ok":
        raise _unusable(path, sqlite3.DatabaseError(found))


def _refuse_newer(version: int, known: int, path: Path) -> None:
    if version > known:
        raise MouthpieceError(
            ErrorCode.QUEUE_NEWER,
            f"The queue {path} was made by a newer version of Mouthpiece.",
            "Update Mouthpiece, or let MOUTHPIECE_HOME name another folder.",
            path,
        )


def _statements(script: str) -> Iterator[str]:
    """The statements of a script: executescript would end the transaction around it."""
    begun = ""
    for line in script.splitlines(keepends=True):
        begun += line
        if sqlite3.complete_statement(begun):
            yield begun
            begun = ""
    if begun.strip():
        raise ValueError(f"a migration ends within a statement: {begun.strip()[:60]}")
