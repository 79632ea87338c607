"""Small work off the window's thread: a disk that sleeps must not freeze the window."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from talker.errors import MouthpieceError

T = TypeVar("T")
Failed = Callable[[MouthpieceError], None]


class Tasks(QObject):
    """Runs functions in threads, in turn where `threads` is 1; answers come in our own thread."""

    failed = Signal(object)  # MouthpieceError that nobody else takes
    _over = Signal(object)

    def __init__(self, threads: int = 4, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Not Qt's own pool: it deletes its runnables while Python still holds them, and another
        # object that comes to lie at the same place is then taken for one.
        self._pool = ThreadPoolExecutor(threads, "task")
        self._begun: set[Future[None]] = set()
        self._finished = False
        self._over.connect(lambda call: call(), Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way; the last answer may still be on its way here."""
        return not self._begun

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        owner: QObject | None = None,
    ) -> None:
        """Calls `work` in a thread, then `done` or `failed` here, unless `owner` is gone by then.

        Only MouthpieceError is expected; anything else goes to sys.excepthook.
        """

        def answer() -> None:
            if owner is not None and not shiboken6.isValid(owner):
                return
            if isinstance(result, MouthpieceError):
                (failed or self.failed.emit)(result)
            elif done is not None:
                done(result)

        result: Any = None

        def call() -> None:
            nonlocal result
            try:
                result = work()
            except MouthpieceError as error:
                result = error
            if shiboken6.isValid(self):
                self._over.emit(answer)

        if self._finished:
            return
        future = self._pool.submit(call)
        self._begun.add(future)
        future.add_done_callback(self._end)

    def finish(self, seconds: float = 10.0) -> bool:
        """Waits for what was begun; whether it ended in time. Nothing can be begun afterwards."""
        self._finished = True
        begun = set(self._begun)
        self._pool.shutdown(wait=False)
        return not wait(begun, seconds).not_done

    def _end(self, future: Future[None]) -> None:
        self._begun.discard(future)
        error = None if future.cancelled() else future.exception()
        if error is not None:
            sys.excepthook(type(error), error, error.__traceback__)
