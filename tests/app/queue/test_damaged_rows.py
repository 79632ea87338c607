"""One row that nobody can read harms no other one, whoever reads the queue."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.cli import main
from app.queue.job import State, WorkerId
from app.queue.listing import Filter
from app.queue.store import JobStore
from app.worker.shutdown import StopRequest
from app.worker.worker import WorkEnd, Worker
from tests.app.queue.work import plain_job

DAMAGES = {
    "another version's option": ("request", '{"portrait": "p", "speech": "s", "new_option": 1}'),
    "request": ("request", '{"portrait"'),
    "wrong types": ("request", '{"portrait": "p", "deliverable": 7}'),
    "timings": ("timings", '["'),
    "timings of another kind": ("timings", "[1]"),
    "a timing without an end": ("timings", '{"render": 1' + "0" * 400 + "}"),
    "unknown stage": ("stage", "an unknown stage"),
    "notices": ("notices", '[["NO_SUCH_CODE", "x"]]'),
    "error": ("error", "[]"),
    "an error of other things than texts": ("error", '["DISK_FULL", 1, [], null]'),
    "frames that are a word": ("frames", "many"),
    "a time that never comes": ("created", float("inf")),
    "a label that is no text": ("label", b"\xff"),
}
# Text, by its type, whose bytes are no UTF-8.
NO_UTF8 = {
    f"a {column} that is not UTF-8": (column, value)
    for column, value in {
        "label": b"\xff",
        "request": b'{"portrait": "\xe4.png", "speech": "s"}',
        "notices": b'[["\xff", "x"]]',
        "error": b"\xff",
        "engine": b"\xff",
        "stage": b"\xff",
        "content_key": b"\xff",
    }.items()
}
DAMAGES |= NO_UTF8


@pytest.fixture(params=DAMAGES, ids=list(DAMAGES))
def damaged(request: pytest.FixtureRequest, store: JobStore) -> tuple[int, int]:
    """The ids of a damaged job and of a good one behind it."""
    bad, good = store.add([plain_job("bad"), plain_job("good")])
    column, value = DAMAGES[request.param]
    with closing(sqlite3.connect(store.path)) as raw, raw:
        text = f"CAST({column} AS TEXT)" if request.param in NO_UTF8 else column
        raw.execute(f"UPDATE jobs SET {column} = ? WHERE id = ?", (value, bad))
        raw.execute(f"UPDATE jobs SET {column} = {text} WHERE id = ?", (bad,))
    return bad, good


def test_every_reader_of_the_queue_goes_on(
    damaged: tuple[int, int],
    store: JobStore,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bad, good = damaged
    monkeypatch.setenv("MOUTHPIECE_HOME", str(home))
    for command in (["list"], ["show", str(bad)], ["log", str(bad)], ["reorder", str(good)]):
        place = ["--first"] if command[0] == "reorder" else []
        assert main(["queue", *command, *place]) == 0
        assert main(["queue", *command, *place, "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line[:1] == "{"]
    assert {line["id"] for line in lines if line["type"] == "job"} == {bad, good}
    assert set(store.listing(Filter()).ids) == {bad, good}
    assert store.listing(Filter(text="no such label")).ids == []
    assert {job.id for job in store.jobs([bad, good])} == {bad, good}
    for control in ("pause", "resume", "cancel", "retry", "pause"):
        assert main(["queue", control, str(bad)]) == 0
    assert main(["queue", "cancel", str(bad)]) == 0
    assert main(["queue", "clear"]) == 0
    assert [job.id for job in store.page()] == [good]


def test_a_worker_fails_it_with_a_reason_and_takes_the_next(
    damaged: tuple[int, int], store: JobStore, home: Path
) -> None:
    bad, good = damaged
    me = WorkerId.of_this_process("me")
    Worker(store, me, lambda _: None, StopRequest(), until=WorkEnd(empty=True), home=home).run()
    assert store.get(bad).state is State.FAILED
    assert store.get(good).error is not None  # its files are not there
    assert store.get(good).state is State.FAILED
