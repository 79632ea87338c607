"""Small work off the window's thread: a disk that sleeps must not freeze the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

from talker.errors import MouthpieceError

T = TypeVar("T")
Failed = Callable[[MouthpieceError], None]


class Tasks(QObject):
    """Runs functions in threads, in turn where `threads` is 1; answers come in our own thread."""

    failed = Signal(object)  # MouthpieceError that nobody else takes
    _over = Signal(object)

    def __init__(self, threads: int = 4, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._over.connect(lambda call: call(), Qt.ConnectionType.QueuedConnection)

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

        # Not a QRunnable: the pool deletes it, and PySide then takes what comes to lie at its place
        # in memory for that runnable.
        self._pool.start(call)

    def finish(self, seconds: float = 10.0) -> bool:
        """Waits for what was begun; whether it ended in time."""
        return self._pool.waitForDone(int(seconds * 1000))
