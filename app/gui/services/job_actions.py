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
from app.queue.control import first_waiting, select
from app.queue.job import State
from app.queue.joblog import delete_logs
from app.queue.listing import Filter
from app.queue.store import JobStore, Removed

_MOST = 2000  # jobs that can be put back; more of them would fill the memory


class JobActions(QObject):
    """Every method returns at once; the feed tells what came of it.

    `removed` and `cancelled` tell what can be taken back, with `put_back` and `take_back`.
    """

    removed = Signal(object)  # list[Removed]
    cancelled = Signal(object)  # list[int]
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
        self._logs: list[int] = []  # of removed jobs that can still be put back
        self._again: set[int] = set()  # jobs that are on their way to be cancelled, but shall not
        feed.outlook_changed.connect(self._try_again)

    def pause(self, ids: Sequence[int]) -> None:
        """Pauses jobs that wait or run."""
        self._do(partial(self._store.request_stops, ids, State.PAUSED))

    def resume(self, ids: Sequence[int]) -> None:
        """Lets paused jobs go on."""
        self._do(partial(self._store.resume, ids), self.retried.emit)

    def cancel(self, ids: Sequence[int]) -> None:
        """Gives jobs up."""
        self._again.difference_update(ids)
        self._do(
            partial(self._store.request_stops, ids, State.CANCELLED),
            lambda: self.cancelled.emit(ids),
        )

    def take_back(self, ids: Sequence[int]) -> None:
        """Jobs that were cancelled wait again, also those that are still on their way there."""
        self._again.update(ids)
        self._try_again()

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

        def clear() -> list[Removed]:
            ids = select(self._store, list(states))
            if len(ids) <= _MOST:
                return self._library.forget_jobs(ids)
            delete_logs(self._library.forget(states), self._home)
            return []

        self._remove(clear)

    def remove(self, ids: Sequence[int]) -> None:
        """Takes jobs off the list, giving up those that wait; running ones stay."""
        self._remove(partial(self._library.forget_jobs, ids))

    def put_back(self, removed: Sequence[Removed]) -> None:
        """Jobs that were removed are in the list again."""
        self._logs.clear()
        self._do(partial(self._store.put_back, removed))

    def finish(self) -> None:
        """Waits for what was begun; what was removed stays so."""
        self._tasks.run(partial(delete_logs, self._logs, self._home))
        self._tasks.finish()

    def _remove(self, work: Callable[[], list[Removed]]) -> None:
        """Only the last removal can be taken back, so the logs of those before are deleted."""
        logs, self._logs = self._logs, []

        def remove() -> list[Removed]:
            delete_logs(logs, self._home)
            return work()

        def done(removed: list[Removed]) -> None:
            self._logs = [row["id"] for row in removed]
            self._feed.refresh()
            if removed:
                self.removed.emit(removed)

        self._tasks.run(remove, done)

    def _try_again(self) -> None:
        """Whatever has arrived at being cancelled waits again; what has not is tried later."""
        ids = list(self._again)
        if not ids:
            return

        def retry() -> set[int]:
            self._store.retry(ids)
            jobs = self._store.jobs(ids)
            return {job.id for job in jobs if job.state is State.RUNNING and job.stop}

        def done(left: set[int]) -> None:
            self._again.intersection_update(left | (self._again - set(ids)))
            self._feed.refresh()
            self.retried.emit()

        self._tasks.run(retry, done)

    def _do(self, work: Callable[[], object], then: Callable[[], None] = lambda: None) -> None:
        def done(_: object) -> None:
            self._feed.refresh()
            then()

        self._tasks.run(work, done)
