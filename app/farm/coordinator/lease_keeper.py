"""Keeps the holds on many jobs, and hears what users want of them."""

from __future__ import annotations

import time
from collections.abc import Sequence

from app.farm.coordinator.job_run import JobRun
from app.queue.job import State
from app.queue.store import LEASE_SECONDS, JobStore

_LOOK_SECONDS = 0.25
_RENEW_SECONDS = 2.0
_JOBS_A_SECOND = 400  # that are looked at, at most


class LeaseKeeper:
    """The holds of one run. Everything may raise what the store raises."""

    def __init__(self, store: JobStore) -> None:
        self._store = store
        self._renewed = time.monotonic()
        self._next_look = self._next_renewal = 0.0

    def changes(self, makings: Sequence[JobRun], now: float) -> list[tuple[JobRun, State | None]]:
        """Jobs that shall not go on, with the state that they shall have; None: lost to others."""
        if now < self._next_look:
            return []
        self._next_look = now + max(_LOOK_SECONDS, len(makings) / _JOBS_A_SECOND)
        states = self._store.desired_states([one.lease for one in makings])
        return [
            (making, wanted)
            for making, wanted in zip(makings, states, strict=True)
            if wanted is not State.RUNNING and making.wanted is State.RUNNING
        ]

    def renew(self, makings: Sequence[JobRun], now: float) -> bool:
        """Renews all leases every other second; whether this was the moment."""
        if now < self._next_renewal:
            return False
        self._next_renewal = now + _RENEW_SECONDS
        self._store.renew_all([one.lease for one in makings])
        self._renewed = now
        return True

    def lapsed(self, now: float) -> bool:
        """Whether others may have taken the jobs by now."""
        return now - self._renewed > LEASE_SECONDS
