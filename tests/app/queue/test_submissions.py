"""Jobs of many people: what is theirs is found at once, counted for a day, and told of."""

from __future__ import annotations

import itertools
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from app.queue.job import NewJob, State, WorkerId
from app.queue.migrations import MIGRATIONS
from app.queue.queries import Load
from app.queue.rows import new_row
from app.queue.schema import connect
from app.queue.store import JobStore
from app.queue.submissions import Quota, Submission
from app.queue.transitions import Transition, insert
from talker.errors import ErrorCode, MouthpieceError
from tests.app.queue.work import plain_job

A_DAY = Quota(speech_seconds=60.0)


def of(owner: str, name: str = "a", **facts: object) -> NewJob:
    return plain_job(name, owner=owner, **facts)  # type: ignore[arg-type]


def test_the_newest_are_the_same_whatever_they_are_found_by(store: JobStore) -> None:
    owners, batches = ("anna", "berta"), ("one", None)
    for number, (whose, which) in enumerate(itertools.product(owners * 3, batches)):
        store.add([of(whose, str(number), batch=which)])
    for job in store.page()[::3]:
        store.request_stop(job.id, State.CANCELLED)
    for job in store.page([State.QUEUED])[::3]:
        store.request_stop(job.id, State.PAUSED)
    all_of_them = sorted(store.page(), key=lambda job: -job.id)
    wanted = itertools.product(
        (None, *owners, "nobody"),
        (None, "one"),
        ((), (State.QUEUED,), (State.PAUSED, State.CANCELLED)),
        (None, 7),
        (2, 50),
    )
    for owner, batch, states, before, limit in wanted:
        found = store.submissions.newest(
            owner=owner, batch=batch, states=states, before=before, limit=limit
        )
        expected = [
            job.id
            for job in all_of_them
            if (owner is None or job.owner == owner)
            and (batch is None or job.batch == batch)
            and (not states or job.state in states)
            and (before is None or job.id < before)
        ]
        assert [job.id for job in found] == expected[:limit]


@contextmanager
def counted(path: Path) -> Iterator[list[int]]:
    """How many hundreds of SQLite's own steps everything in the block takes."""
    steps, real = [0], sqlite3.connect

    def step() -> None:
        steps[0] += 1

    def opened(*arguments: object, **more: object) -> sqlite3.Connection:
        connection = real(*arguments, **more)  # type: ignore[call-overload]
        connection.set_progress_handler(step, 100)
        return connection

    with pytest.MonkeyPatch.context() as patch, JobStore(path):
        patch.setattr(sqlite3, "connect", opened)
        yield steps


def test_a_long_queue_costs_no_more_than_a_short_one(tmp_path: Path) -> None:
    path = tmp_path / "q.sqlite3"
    with JobStore(path) as store:
        store.add([of("anna", str(number), speech_seconds=1.0) for number in range(2000)])
        store.add([of("berta", "b", batch="few")])
        store.request_stop(1, State.CANCELLED)
    with counted(path) as steps, JobStore(path, check_now=False) as store:
        looks = (
            lambda: store.submissions.newest(limit=20),
            lambda: store.submissions.newest(before=1000, limit=20),
            lambda: store.submissions.newest(states=[State.CANCELLED, State.FAILED]),
            lambda: store.submissions.newest(owner="berta", states=[State.QUEUED]),
            lambda: store.submissions.newest(batch="few"),
            store.load,
            store.counts,
            store.submissions.due_hooks,
        )
        for look in looks:
            before = steps[0]
            assert look() is not None
            assert steps[0] - before < 40
        store.check()
        before = steps[0]
        store.submissions.submit(of("berta", "c"), Submission(quota=Quota(5, 60.0)))
        assert steps[0] - before < 60


def test_what_is_forgotten_still_counts_for_a_day(store: JobStore) -> None:
    submissions = store.submissions
    first = submissions.submit(of("anna", "a", speech_seconds=40.0), Submission(quota=A_DAY))
    store.request_stop(first.job, State.CANCELLED)
    assert store.remove([first.job]) == [first.job]
    with pytest.raises(MouthpieceError) as caught:
        submissions.submit(of("anna", "b", speech_seconds=30.0), Submission(quota=A_DAY))
    assert caught.value.code is ErrorCode.QUOTA_EXCEEDED
    submissions.submit(of("anna", "c", speech_seconds=20.0), Submission(quota=A_DAY))
    submissions.submit(of("berta", "d", speech_seconds=60.0), Submission(quota=A_DAY))


def test_a_clock_that_was_wrong_holds_nobody_up(
    store: JobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    year = 365 * 86400.0
    now = time.time()
    clock = [now + year]
    monkeypatch.setattr("app.queue.submissions.time.time", lambda: clock[0])
    job = of("anna", speech_seconds=60.0)
    sent = Submission("key", "digest", "http://hook.example/", A_DAY)
    store.submissions.submit(job, sent)
    store.request_stop(1, State.CANCELLED)
    (hook,) = store.submissions.due_hooks()
    store.submissions.delay_hook(hook, 5.0)
    assert store.submissions.due_hooks() == []
    clock[0] = now
    assert store.submissions.due_hooks() != []
    store.submissions.submit(of("anna", "b", speech_seconds=60.0), Submission(quota=A_DAY))


def test_each_end_is_told_and_none_twice(store: JobStore) -> None:
    store.submissions.submit(of("anna"), Submission(hook="http://hook.example/"))
    assert store.submissions.due_hooks() == []
    job = store.claim(WorkerId.of_this_process("me"))
    assert job is not None
    assert store.submissions.due_hooks() == []
    store.release(job.lease, Transition(State.FAILED))
    (hook,) = store.submissions.due_hooks()
    store.retry([1])
    assert store.submissions.due_hooks() == []
    store.submissions.delay_hook(hook, 5.0)  # of an end that is none any more
    store.submissions.close_hook(hook)
    store.request_stop(1, State.CANCELLED)
    (other,) = store.submissions.due_hooks()
    assert (other.attempts, other.ended > hook.ended) == (0, True)
    store.submissions.close_hook(other)
    assert store.submissions.due_hooks() == []


@pytest.mark.parametrize("damage", [float("inf"), float("-inf"), "long", b"\xff", None])
def test_a_length_that_is_none_hurts_no_sum(store: JobStore, damage: object) -> None:
    store.add([plain_job("a", speech_seconds=3.0), plain_job("b", speech_seconds=2.0)])
    with closing(sqlite3.connect(store.path)) as raw, raw:
        raw.execute("UPDATE jobs SET speech_seconds = ? WHERE id = 1", (damage,))
    (load,) = store.load()
    assert (load.jobs, load.speech_seconds) == (2, 2.0)
    store.request_stops([1, 2], State.CANCELLED)
    assert store.load() == []


def test_an_older_queue_is_counted_and_tells_what_it_has_not_told(tmp_path: Path) -> None:
    path = tmp_path / "q.sqlite3"
    now = time.time()
    with closing(connect(path, MIGRATIONS[:2])) as old:
        rows = [new_row(of("anna", name, speech_seconds=25.0), now) for name in "abc"]
        insert(old, rows, now)
        for job, told in ((1, None), (2, now)):
            old.execute("UPDATE jobs SET state = 'done', ended = ? WHERE id = ?", (now, job))
            values = (job, f"http://hook.example/{job}", told)
            old.execute("INSERT INTO hooks (job, url, told) VALUES (?, ?, ?)", values)
    with JobStore(path) as store:
        (load,) = store.load()
        assert load == Load(load.kind, 1, 1, 25.0)
        assert [hook.job for hook in store.submissions.due_hooks()] == [1]
        with pytest.raises(MouthpieceError) as caught:
            store.submissions.submit(of("anna", "d"), Submission(quota=Quota(jobs=1)))
        assert caught.value.code is ErrorCode.QUOTA_EXCEEDED
        with pytest.raises(MouthpieceError):
            store.submissions.submit(of("anna", "d", speech_seconds=1.0), Submission(quota=A_DAY))
