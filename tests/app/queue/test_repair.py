"""A damaged queue is noticed at the start, saved as far as it can be read, and kept."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.cli import main
from app.queue.job import State
from app.queue.migrations import MIGRATIONS
from app.queue.repair import repair
from app.queue.schema import connect
from app.queue.store import JobStore, queue_path
from talker.errors import ErrorCode, MouthpieceError
from tests.app.queue.work import claimed, damage, plain_job

_JOBS = 400


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A queue of many jobs, one of them running, all in one file."""
    monkeypatch.setenv("MOUTHPIECE_HOME", str(tmp_path))
    path = queue_path(tmp_path)
    with JobStore(path) as store:
        store.add([plain_job(f"job {number}", batch="night") for number in range(_JOBS)])
        claimed(store)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def test_a_damaged_file_is_noticed_at_the_start(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damage(path)
    with pytest.raises(MouthpieceError) as caught:
        JobStore(path)
    assert caught.value.code is ErrorCode.QUEUE_UNUSABLE
    assert "queue repair" in caught.value.hint
    assert main(["queue", "list"]) == 1
    assert "INTERNAL" not in capsys.readouterr().err


def test_nothing_is_written_before_the_file_was_looked_at(path: Path) -> None:
    damage(path)
    before = path.read_bytes()
    with JobStore(path, check_now=False) as store:
        assert store.counts()[State.QUEUED] == _JOBS - 1
        for _ in range(2):
            with pytest.raises(MouthpieceError) as caught:
                store.add([plain_job("one more")])
            assert caught.value.code is ErrorCode.QUEUE_UNUSABLE
            with pytest.raises(MouthpieceError):
                store.check()
    assert path.read_bytes() == before


def test_a_file_is_looked_at_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with JobStore(path, check_now=False) as store:
        store.check()
        damage(path)
        monkeypatch.setattr("app.queue.database.check", None)
        store.check()


def test_what_can_be_read_is_saved_and_the_damaged_file_kept(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damage(path)
    before = path.read_bytes()
    assert main(["queue", "repair", "--json"]) == 6
    said = json.loads(capsys.readouterr().out)
    assert 0 < said["lost"] < 40
    assert said["jobs"] == _JOBS - said["lost"]
    assert Path(said["damaged"]).read_bytes() == before
    with JobStore(path) as store:
        jobs = store.page(limit=_JOBS)
        assert len(jobs) == said["jobs"]
        assert {job.state for job in jobs} == {State.QUEUED}
        assert [job.label for job in jobs] == [f"job {job.id - 1}" for job in jobs]
        assert store.counts("night")[State.QUEUED] == said["jobs"]
        assert store.add([plain_job("new")]) == [_JOBS + 1]
    assert main(["queue", "repair"]) == 0
    assert "nothing was changed" in capsys.readouterr().out


def test_letters_that_are_none_cost_no_job(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE jobs SET label = CAST(x'ff41' AS TEXT) WHERE id = 7")
    made = repair(path)
    assert (made.jobs, made.lost) == (_JOBS, 0)
    with JobStore(path) as store:
        assert store.get(7).label.endswith("A")


def test_a_queue_that_others_use_is_not_exchanged_under_them(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = "from app.queue.store import JobStore; s = JobStore(path); s.counts()"
    user = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import pathlib, sys; path = pathlib.Path(sys.argv[1]); {code}; print(); input()",
            path,
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert user.stdout is not None
        assert user.stdout.readline()  # it has looked at the queue while that was whole
        damage(path)
        before = sorted(file.name for file in path.parent.iterdir())
        assert main(["queue", "repair", "--json"]) == 1
        assert json.loads(capsys.readouterr().out)["code"] == "QUEUE_LOCKED"
        assert sorted(file.name for file in path.parent.iterdir()) == before
    finally:
        user.communicate(b"\n")
    assert repair(path).lost > 0


def test_of_what_is_no_database_nothing_is_left_but_it_is_kept(path: Path) -> None:
    path.write_bytes(b"something else entirely " * 1000)
    made = repair(path)
    assert made.jobs == 0
    assert made.damaged is not None
    assert made.damaged.read_bytes().startswith(b"something else")
    with JobStore(path) as store:
        assert store.page() == []


def test_a_queue_that_is_not_there_needs_no_repair(tmp_path: Path) -> None:
    assert repair(tmp_path / "none.sqlite3").damaged is None
    assert list(tmp_path.iterdir()) == []


def test_the_queue_of_an_earlier_version_is_kept_when_it_is_brought_up_to_date(path: Path) -> None:
    connect(path, (*MIGRATIONS, "ALTER TABLE jobs ADD COLUMN colour TEXT;")).close()
    (kept,) = path.parent.glob("*.version-*")
    with JobStore(kept) as store:
        assert sum(store.counts().values()) == _JOBS
