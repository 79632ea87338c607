"""The leases of many jobs at once: renewed in time, and asked for what users want of them."""

from __future__ import annotations

import time
from collections.abc import Sequence

from app.queue.job import Lease, State
from app.queue.store import LEASE_SECONDS, JobStore

_POLL_SECONDS = 0.25
_RENEW_SECONDS = 2.0
_JOBS_A_SECOND = 400  # that are asked for, at most


class LeaseKeeper:
    """The leases of one run. Everything may raise what the store raises."""

    def __init__(self, store: JobStore) -> None:
        self._store = store
        self._renewed = time.monotonic()
        self._next_poll = self._next_renewal = 0.0

    def stops(self, leases: Sequence[Lease], now: float) -> list[tuple[Lease, State | None]]:
        """Jobs that shall not go on, with the state that they shall have; None: lost to others."""
        if now < self._next_poll:
            return []
        self._next_poll = now + max(_POLL_SECONDS, len(leases) / _JOBS_A_SECOND)
        states = self._store.desired_states(leases)
        return [
            (lease, desired)
            for lease, desired in zip(leases, states, strict=True)
            if desired is not State.RUNNING
        ]

    def renew(self, leases: Sequence[Lease], now: float) -> bool:
        """Renews all leases every other second; whether this was the moment."""
        if now < self._next_renewal:
            return False
        self._next_renewal = now + _RENEW_SECONDS
        self._store.renew_all(leases)
        self._renewed = now
        return True

    def lapsed(self, now: float) -> bool:
        """Whether others may have taken the jobs by now."""
        return now - self._renewed > LEASE_SECONDS
