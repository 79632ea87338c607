"""The state machine of jobs against a plain model, with random users and workers."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from app.queue.control import WAITING
from app.queue.job import Lease, State, WorkerId
from app.queue.leases import MAX_CRASHES
from app.queue.listing import NOTHING, STATES, Filter
from app.queue.store import JobStore
from app.queue.transitions import Transition
from tests.app.queue.work import plain_job

_ENDS = [State.DONE, State.FAILED, State.CANCELLED, State.PAUSED, State.QUEUED]


@dataclass
class Plain:
    """What the model knows of a job."""

    state: State = State.QUEUED
    priority: int = 0
    attempts: int = 0
    deaths: int = 0
    stop: State | None = None


class Queue(RuleBasedStateMachine):
    """Every rule does the same to the store and to a dictionary."""

    jobs: Bundle[int] = Bundle("jobs")
    holds: Bundle[Lease] = Bundle("holds")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.store = JobStore(Path(self.folder.name) / "q.sqlite3")
        self.model: dict[int, Plain] = {}
        self.order: list[int] = []  # of equal priority
        self.me = WorkerId.of_this_process("me")
        self.added = 0
        self.lapsed: set[int] = set()
        self.listing = NOTHING

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    @rule(target=jobs, priority=st.sampled_from([0, 0, 0, 1]))
    def add(self, priority: int) -> int:
        self.added += 1  # an output of its own: those who share one wait for each other
        (job_id,) = self.store.add([plain_job(str(self.added), priority=priority)])
        self.model[job_id] = Plain(priority=priority)
        self.order.append(job_id)
        return job_id

    @rule(target=holds, lapsed=st.booleans())
    def claim(self, lapsed: bool) -> Lease:
        self.free_lapsed()
        waiting = [one for one in self.order if self.model[one].state is State.QUEUED]
        expected = min(waiting, key=lambda one: -self.model[one].priority, default=None)
        job = self.store.claim(self.me, lease_seconds=-1 if lapsed else 1000)
        assert (None if job is None else job.id) == expected
        if job is None:
            return Lease(0, "nobody", 0)
        plain = self.model[job.id]
        plain.state, plain.attempts, plain.stop = State.RUNNING, plain.attempts + 1, None
        assert job.attempts == plain.attempts
        if lapsed:
            self.lapsed.add(job.id)
        return job.lease

    def free_lapsed(self) -> None:
        for job_id in self.lapsed:
            plain = self.model[job_id]
            if plain.state is not State.RUNNING:
                continue
            if plain.stop is not None:
                plain.state = plain.stop
            elif plain.deaths + 1 >= MAX_CRASHES:
                plain.state = State.FAILED
            else:
                plain.state, plain.deaths = State.QUEUED, plain.deaths + 1
            plain.stop = None
        self.lapsed.clear()

    @rule(hold=holds, end=st.sampled_from(_ENDS))
    def leave(self, hold: Lease, end: State) -> None:
        plain = self.model.get(hold.job_id)
        holds = (
            plain is not None and plain.state is State.RUNNING and plain.attempts == hold.attempt
        )
        moved = self.store.release(hold, Transition(end))
        assert moved == holds
        if holds and plain is not None:
            plain.state, plain.stop = end, None
            self.lapsed.discard(hold.job_id)

    @rule(hold=holds)
    def renew(self, hold: Lease) -> None:
        plain = self.model.get(hold.job_id)
        holds = (
            plain is not None and plain.state is State.RUNNING and plain.attempts == hold.attempt
        )
        assert self.store.renew(hold, 1000) == holds
        if holds:
            self.lapsed.discard(hold.job_id)

    @rule(job_id=jobs, to=st.sampled_from([State.PAUSED, State.CANCELLED, State.QUEUED]))
    def ask(self, job_id: int, to: State) -> None:
        will = self.store.request_stop(job_id, to)
        plain = self.model.get(job_id)
        if plain is None:
            assert not will
        elif plain.state is State.RUNNING:
            assert will == (plain.stop is not State.CANCELLED or to is State.CANCELLED)
            plain.stop = to if will else plain.stop
        elif plain.state in (State.QUEUED, State.PAUSED) and plain.state is not to:
            assert will
            plain.state = to
        else:
            assert not will

    @rule(job_id=jobs)
    def retry(self, job_id: int) -> None:
        moved = self.store.transition(job_id, {State.FAILED, State.CANCELLED}, State.QUEUED)
        plain = self.model.get(job_id)
        ended = plain is not None and plain.state in (State.FAILED, State.CANCELLED)
        assert moved == ended
        if moved and plain is not None:
            plain.state, plain.deaths = State.QUEUED, 0

    @rule(job_id=consumes(jobs))
    def clear_ended(self, job_id: int) -> None:
        del job_id
        gone = self.store.clear([State.DONE, State.CANCELLED])
        assert gone == [
            one
            for one in sorted(self.model)
            if self.model[one].state in (State.DONE, State.CANCELLED)
        ]
        for one in gone:
            del self.model[one]
            self.order.remove(one)

    @invariant()
    def the_store_says_what_the_model_says(self) -> None:
        found = {job.id: (job.state, job.stop) for job in self.store.page(limit=1000)}
        assert found == {one: (plain.state, plain.stop) for one, plain in self.model.items()}
        counts = self.store.counts()
        for state in State:
            assert counts[state] == sum(plain.state is state for plain in self.model.values())

    @invariant()
    def whoever_follows_the_listing_sees_the_same(self) -> None:
        before, now = self.listing, self.store.listing(Filter(), self.listing)
        self.listing = now
        states = [STATES[code] for code in now.codes]
        assert dict(zip(now.ids, states, strict=True)) == {
            one: plain.state for one, plain in self.model.items()
        }
        waiting = [one for one, state in zip(now.ids, states, strict=True) if state in WAITING]
        assert waiting == sorted(
            (one for one in self.order if self.model[one].state in WAITING),
            key=lambda one: -self.model[one].priority,
        )
        if now.moved is not None:  # all others stand as they stood
            assert [one for one in now.ids if one not in now.moved] == [
                one for one in before.ids if one not in now.moved
            ]
        if now.moved == ():
            assert now.ids is before.ids


TestQueue = Queue.TestCase
TestQueue.settings = settings(max_examples=30, stateful_step_count=30, deadline=None)
