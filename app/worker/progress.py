"""Reports the progress of a job: to the queue now and then, to the parent more often."""

from __future__ import annotations

import logging
import time
from dataclasses import replace

from app.queue.job import Lease
from app.queue.stage_clock import StageClock
from app.queue.store import JobStore
from app.worker.live_frame import LiveFrame
from app.worker.messages import Advanced, Listener, Noticed
from talker.errors import MouthpieceError
from talker.progress import CancelToken, Notice, Progress

_STORE_SECONDS = 0.5
_EMIT_SECONDS = 0.1
_log = logging.getLogger(__name__)


class ProgressReporter:
    """A listener for talker.render; cancels it when the job is no longer ours."""

    def __init__(
        self,
        store: JobStore,
        lease: Lease,
        emit: Listener,
        cancel: CancelToken,
        store_seconds: float = _STORE_SECONDS,
        live: LiveFrame | None = None,
    ) -> None:
        self._live = live
        self._store_seconds = store_seconds
        self._store = store
        self._lease = lease
        self._emit = emit
        self._cancel = cancel
        self._clock = StageClock()
        self._last: Progress | None = None
        self._emitted_at = self._stored_at = 0.0

    def report(self, event: Progress | Notice) -> None:
        """Takes what a render reports; called in the thread that renders."""
        if isinstance(event, Notice):
            _log.info("%s: %s", event.code, event.message)
            self._emit(
                Noticed(
                    worker=self._lease.worker,
                    job=self._lease.job_id,
                    code=str(event.code),
                    message=event.message,
                )
            )
            return
        now = time.monotonic()
        left = self._clock.remaining(event, now)
        begins = self._last is None or event.stage is not self._last.stage
        urgent = begins or event.done == event.total
        if event.frame is not None and self._live is not None:
            self._live.offer(event.frame, now)
        if event == self._last:
            return
        self._last = event = replace(event, frame=None)  # it would keep whole pictures
        # The begin of a stage is always on the disk before the stage does anything.
        if begins or now - self._stored_at >= self._store_seconds:
            self._stored_at = now
            self._save(event, left)
        if begins:
            _log.info("%s begins", event.stage)
        if urgent or now - self._emitted_at >= _EMIT_SECONDS:
            self._emitted_at = now
            self._emit(
                Advanced(
                    worker=self._lease.worker,
                    job=self._lease.job_id,
                    stage=event.stage,
                    done=event.done,
                    total=event.total,
                    eta_s=None if left is None else round(left, 2),
                )
            )

    def _save(self, event: Progress, left: float | None) -> None:
        try:
            if not self._store.progress(self._lease, event.stage, event.done, event.total, left):
                self._cancel.cancel()
        except MouthpieceError as error:  # no room for a number; the work itself may still fit
            _log.warning("progress was not saved: %s", error.message)
