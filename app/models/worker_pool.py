"""Runs several transfers side by side and stops all of them at once."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Sequence
from typing import Protocol

from app.models.events import Event, OnEvent
from talker.errors import Cancelled, MouthpieceError
from talker.progress import CancelToken

_POLL_SECONDS = 0.05
_FAREWELL_SECONDS = 2.0


class Transferable(Protocol):
    """Work that waits for a line most of the time."""

    def run(self, cancel: CancelToken, on_event: OnEvent) -> None:
        """Does the work; raises MouthpieceError when it fails."""
        ...

    def abort(self) -> None:
        """Makes `run` end soon; called from another thread."""
        ...


def run_all(
    jobs: Sequence[Transferable], parallel: int, cancel: CancelToken, on_event: OnEvent
) -> None:
    """Runs all jobs, `parallel` at a time; `on_event` is called in the calling thread.

    A job that fails does not stop the others; the first error is raised when all have ended.
    Cancelling returns at once: a thread that hangs in a connection attempt is left behind.
    """
    waiting: queue.SimpleQueue[Transferable] = queue.SimpleQueue()
    for job in jobs:
        waiting.put(job)
    events: queue.SimpleQueue[Event | BaseException | None] = queue.SimpleQueue()
    inner = CancelToken()  # set too when `on_event` raises or Ctrl-C comes
    threads = [
        threading.Thread(target=_work, args=(waiting, inner, events), daemon=True)
        for _ in range(min(parallel, len(jobs)))
    ]
    errors: list[BaseException] = []
    try:
        for thread in threads:
            thread.start()
        busy = len(threads)
        while busy:
            cancel.check()
            try:
                message = events.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                continue
            if message is None:
                busy -= 1
            elif isinstance(message, BaseException):
                errors.append(message)
            else:
                on_event(message)
    finally:
        inner.cancel()
        for job in jobs:
            job.abort()
        deadline = time.monotonic() + _FAREWELL_SECONDS
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))
    if errors:
        raise errors[0]


def _work(
    waiting: queue.SimpleQueue[Transferable],
    cancel: CancelToken,
    events: queue.SimpleQueue[Event | BaseException | None],
) -> None:
    """One thread: job after job until none is left."""
    try:
        while not cancel.cancelled:
            try:
                job = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                job.run(cancel, events.put)
            except Cancelled:
                return
            except MouthpieceError as error:
                events.put(error)
    except BaseException as error:  # a bug: it must reach the caller, not die with the thread
        events.put(error)
        raise
    finally:
        events.put(None)
