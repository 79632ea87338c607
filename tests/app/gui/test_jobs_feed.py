"""The feed reads the order of all jobs, and of the jobs themselves those that are looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.gui.services.jobs_feed import JobsFeed, RecentJobs
from app.queue.job import Job, State
from app.queue.listing import Filter, Listing
from app.queue.store import JobStore
from talker.progress import Stage
from tests.app.queue.work import claimed, plain_job

_JOBS = 2000


class Follower:
    """A feed on a queue of its own, and what it told."""

    def __init__(self, store: JobStore, qtbot: QtBot) -> None:
        self.store = store
        self.ids = store.add([plain_job(f"job {number}") for number in range(_JOBS)])
        self.listings: list[Listing] = []
        self.read: list[int] = []
        self.jobs = RecentJobs()
        self.feed = JobsFeed(store)
        self.feed.listed.connect(self.listings.append)
        self.feed.read.connect(self._take)
        self._qtbot = qtbot

    def until(self, ids: list[int]) -> None:
        """Waits for this listing."""
        self.feed.refresh()
        self._qtbot.waitUntil(lambda: bool(self.listings) and self.listings[-1].ids == ids)

    def _take(self, jobs: list[Job]) -> None:
        self.read += [job.id for job in jobs]
        self.jobs.put(jobs)


@pytest.fixture
def follower(tmp_path: Path, qtbot: QtBot) -> Iterator[Follower]:
    with JobStore(tmp_path / "queue.sqlite3") as store:
        made = Follower(store, qtbot)
        made.feed.start()
        yield made
        made.feed.close()


def test_nothing_is_listed_before_somebody_wants_it(follower: Follower, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: follower.feed.outlook.counts[State.QUEUED] == _JOBS)
    assert (follower.listings, follower.read) == ([], [])


def test_only_the_first_jobs_are_read_and_those_that_are_asked_for(
    follower: Follower, qtbot: QtBot
) -> None:
    follower.feed.set_filter(Filter())
    follower.until(follower.ids)
    assert sorted(follower.read) == follower.ids[:50]
    wanted = follower.ids[1000:1100]
    follower.feed.watch(wanted[:50])
    follower.feed.watch(wanted[50:])  # both, although the second came before the first was read
    qtbot.waitUntil(lambda: len(follower.read) >= 150)
    assert sorted(follower.read[50:]) == wanted


def test_work_that_goes_on_is_told_without_another_listing(
    follower: Follower, qtbot: QtBot
) -> None:
    held = claimed(follower.store)
    follower.feed.set_filter(Filter())
    follower.until(follower.ids)
    before = len(follower.read)
    follower.store.progress(held.lease, Stage.RENDER, 7, 9, None)
    follower.feed.refresh()
    qtbot.waitUntil(lambda: getattr(follower.jobs.get(held.id), "done", 0) == 7)
    assert follower.read[before:] == [held.id]
    assert len(follower.listings) == 1


def test_of_jobs_that_all_change_only_those_that_are_looked_at_are_read(
    follower: Follower,
) -> None:
    follower.feed.set_filter(Filter())
    follower.until(follower.ids)
    before = len(follower.read)
    follower.store.request_stops(follower.ids, State.CANCELLED)
    follower.until(sorted(follower.ids, reverse=True))
    assert follower.listings[-1].moved is None
    # What was watched, and what came to the top, at each of the looks that were taken meanwhile.
    assert len(follower.read) - before <= 100 * len(follower.listings)
    follower.store.clear([State.CANCELLED])
    follower.until([])


def test_a_search_is_answered_with_the_jobs_that_it_shows(follower: Follower) -> None:
    follower.feed.set_filter(Filter(text="job 19"))
    found = [one for one in follower.ids if f"job {one - 1}".startswith("job 19")]
    follower.until(found)
    assert all(one in follower.jobs for one in found[:50])
    follower.feed.set_filter(Filter(frozenset({State.DONE})))
    follower.until([])


def test_two_that_are_told_the_same_keep_the_same(store_jobs: list[Job]) -> None:
    one, other = RecentJobs(), RecentJobs()
    for begin in range(0, len(store_jobs), 90):
        for kept in (one, other):
            kept.put(store_jobs[begin : begin + 90])
            kept.put(store_jobs[:3])
    assert list(one.ids) == list(other.ids)
    assert len(one) == 1000
    assert store_jobs[-1].id in one
    assert store_jobs[100].id not in one


@pytest.fixture
def store_jobs(tmp_path: Path) -> list[Job]:
    with JobStore(tmp_path / "queue.sqlite3") as store:
        return store.jobs(store.add([plain_job(f"{number}") for number in range(1500)]))
