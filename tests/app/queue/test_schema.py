"""The queue's file: made, brought up to date, refused when it is newer or no queue at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.queue.migrations import MIGRATIONS
from app.queue.schema import connect
from app.queue.store import JobStore
from talker.errors import ErrorCode, MouthpieceError
from tests.app.queue.work import plain_job, together

_NEXT = """
ALTER TABLE jobs ADD COLUMN colour TEXT NOT NULL DEFAULT 'red';
CREATE TRIGGER painted AFTER UPDATE OF colour ON jobs BEGIN
    UPDATE jobs SET label = NEW.colour WHERE id = NEW.id;
END;
UPDATE jobs SET colour = 'blue';
"""


def test_a_new_queue_is_safe_against_power_cuts_and_wrong_references(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "new folder" / "q.sqlite3")) as connection:
        values = [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "user_version")
        ]
    assert values == ["wal", 2, 1, len(MIGRATIONS)]


def test_an_older_queue_is_brought_up_to_date_with_its_jobs(tmp_path: Path) -> None:
    path = tmp_path / "q.sqlite3"
    with JobStore(path) as store:
        store.add([plain_job("a"), plain_job("b")])
    with closing(connect(path, (*MIGRATIONS, _NEXT))) as connection:
        labels = [row["label"] for row in connection.execute("SELECT label FROM jobs")]
        assert connection.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS) + 1
    assert labels == ["blue", "blue"]


def test_a_step_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "q.sqlite3"
    connect(path).close()
    broken = "ALTER TABLE jobs ADD COLUMN colour TEXT;\nINSERT INTO nowhere VALUES (1);"
    with pytest.raises(MouthpieceError) as caught:
        connect(path, (*MIGRATIONS, broken))
    assert caught.value.code is ErrorCode.QUEUE_UNUSABLE
    with closing(connect(path)) as connection:
        columns = {row["name"] for row in connection.execute("PRAGMA table_info(jobs)")}
    assert "colour" not in columns


def test_a_newer_queue_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "q.sqlite3"
    connect(path, (*MIGRATIONS, _NEXT)).close()
    with pytest.raises(MouthpieceError) as caught:
        JobStore(path)
    assert caught.value.code is ErrorCode.QUEUE_NEWER


def test_a_file_that_is_no_queue_is_named(tmp_path: Path) -> None:
    path = tmp_path / "q.sqlite3"
    path.write_bytes(b"something else entirely " * 100)
    with pytest.raises(MouthpieceError) as caught:
        JobStore(path)
    assert caught.value.code is ErrorCode.QUEUE_UNUSABLE
    assert str(path) in caught.value.message


def test_the_database_refuses_a_running_job_without_a_worker(tmp_path: Path) -> None:
    with JobStore(tmp_path / "q.sqlite3") as store:
        store.add([plain_job()])
    with (
        closing(connect(tmp_path / "q.sqlite3")) as connection,
        pytest.raises(sqlite3.IntegrityError),
    ):
        connection.execute("UPDATE jobs SET state = 'running'")


def test_many_processes_may_make_the_same_queue_at_once(tmp_path: Path) -> None:
    path = tmp_path / "q.sqlite3"
    assert together("JobStore(path).counts()", path, 4) == [""] * 4


def test_a_locked_queue_is_told_from_a_damaged_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "q.sqlite3"
    connect(path).close()
    monkeypatch.setattr("app.queue.schema._BUSY_SECONDS", 0.1)
    with JobStore(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(MouthpieceError) as caught:
            store.add([plain_job()])
        assert caught.value.code is ErrorCode.QUEUE_LOCKED
        assert "not damaged" in caught.value.message
        other.execute("ROLLBACK")
        assert store.add([plain_job()]) == [1]


def test_a_file_system_that_shares_nothing_is_refused_and_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "q.sqlite3"
    monkeypatch.setattr("app.queue.schema._BUSY_SECONDS", 0.1)
    # The system's way without locks: SQLite says no to its shared memory as on such a disk.
    real = sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda name, **it: real(f"file:{name}?vfs=unix-none", uri=True, **it)
    )
    with pytest.raises(MouthpieceError) as caught:
        connect(path)
    assert caught.value.code is ErrorCode.QUEUE_UNUSABLE
    assert "network drives" in caught.value.hint
