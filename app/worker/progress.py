"""Passes on what a render says: to the queue now and then, to the parent more often."""

from __future__ import annotations

import logging
import time

from app.queue.estimate import Clock
from app.queue.job import Lease
from app.queue.store import JobStore
from app.worker.messages import Advanced, Listener, Noticed
from talker.errors import MouthpieceError
from talker.progress import CancelToken, Notice, Progress

_STORE_SECONDS = 0.5
_SAY_SECONDS = 0.1
_log = logging.getLogger(__name__)


class ProgressReporter:
    """A listener for talker.render; cancels it when the job is no longer ours."""

    def __init__(
        self,
        store: JobStore,
        hold: Lease,
        say: Listener,
        cancel: CancelToken,
        store_seconds: float = _STORE_SECONDS,
    ) -> None:
        self._store_seconds = store_seconds
        self._store = store
        self._hold = hold
        self._say = say
        self._cancel = cancel
        self._clock = Clock()
        self._said: Progress | None = None
        self._said_at = self._stored_at = 0.0

    def report(self, said: Progress | Notice) -> None:
        if isinstance(said, Notice):
            _log.info("%s: %s", said.code, said.message)
            self._say(
                Noticed(
                    worker=self._hold.worker,
                    job=self._hold.job_id,
                    code=str(said.code),
                    message=said.message,
                )
            )
            return
        now = time.monotonic()
        left = self._clock.left(said, now)
        begins = self._said is None or said.stage is not self._said.stage
        news = begins or said.done == said.total
        if said == self._said:
            return
        self._said = said
        # The begin of a stage is always on the disk before the stage does anything.
        if begins or now - self._stored_at >= self._store_seconds:
            self._stored_at = now
            self._keep(said, left)
        if begins:
            _log.info("%s begins", said.stage)
        if news or now - self._said_at >= _SAY_SECONDS:
            self._said_at = now
            self._say(
                Advanced(
                    worker=self._hold.worker,
                    job=self._hold.job_id,
                    stage=said.stage,
                    done=said.done,
                    total=said.total,
                    eta_s=None if left is None else round(left, 2),
                )
            )

    def _keep(self, said: Progress, left: float | None) -> None:
        try:
            if not self._store.progress(self._hold, said.stage, said.done, said.total, left):
                self._cancel.cancel()
        except MouthpieceError as error:  # no room for a number; the work itself may still fit
            _log.warning("progress was not kept: %s", error.message)
