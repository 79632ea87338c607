"""What the user does to jobs: asked of the queue in a thread, in the order of the clicks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.gui.services.jobs_feed import JobsFeed
from app.gui.services.tasks import Tasks
from app.jobs.kind import JobRequest
from app.library import Library
from app.queue.control import first_waiting
from app.queue.job import State
from app.queue.joblog import delete_logs
from app.queue.listing import Filter
from app.queue.store import JobStore


class JobActions(QObject):
    """Every method returns at once; the feed tells what came of it."""

    retried = Signal()
    failed = Signal(object)  # MouthpieceError

    def __init__(
        self, store: JobStore, feed: JobsFeed, home: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._feed = feed
        self._home = home
        self._library = Library(store, home)
        self._tasks = Tasks(threads=1, parent=self)
        self._tasks.failed.connect(self.failed)

    def pause(self, ids: Sequence[int]) -> None:
        """Pauses jobs that wait or run."""
        self._do(partial(self._store.request_stops, ids, State.PAUSED))

    def resume(self, ids: Sequence[int]) -> None:
        """Lets paused jobs go on."""
        self._do(partial(self._store.resume, ids), self.retried.emit)

    def cancel(self, ids: Sequence[int]) -> None:
        """Gives jobs up."""
        self._do(partial(self._store.request_stops, ids, State.CANCELLED))

    def retry(self, ids: Sequence[int]) -> None:
        """Tries failed and cancelled jobs again."""
        self._do(partial(self._store.retry, ids), self.retried.emit)

    def retry_failed(self) -> None:
        """Tries every failed job again."""

        def retry() -> None:
            failed = self._store.listing(Filter(states=frozenset({State.FAILED})))
            self._store.retry(failed.ids)

        self._do(retry, self.retried.emit)

    def retry_with(self, job_id: int, request: JobRequest) -> None:
        """Tries a failed job again with another file, as the same video of its batch."""
        self._do(partial(self._store.retry_with, job_id, request), self.retried.emit)

    def move(self, ids: Sequence[int], before: int | None) -> None:
        """Puts waiting jobs before another one, or at the end."""
        self._do(partial(self._store.reorder, ids, before))

    def move_first(self, ids: Sequence[int]) -> None:
        """Puts waiting jobs before all others."""

        def move() -> None:
            before = first_waiting(self._store, ids)
            if before is not None:
                self._store.reorder(ids, before)

        self._do(move)

    def clear(self, states: Collection[State]) -> None:
        """Removes ended jobs from the list; their videos stay."""

        def clear() -> None:
            delete_logs(self._library.forget(states), self._home)

        self._do(clear)

    def remove(self, ids: Sequence[int]) -> None:
        """Takes jobs off the list, giving up those that wait; running ones stay."""

        def remove() -> None:
            delete_logs(self._library.forget_jobs(ids), self._home)

        self._do(remove)

    def finish(self) -> None:
        """Waits for what was begun."""
        self._tasks.finish()

    def _do(self, work: Callable[[], object], then: Callable[[], None] = lambda: None) -> None:
        def done(_: object) -> None:
            self._feed.refresh()
            then()

        self._tasks.run(work, done)
