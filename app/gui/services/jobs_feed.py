"""Follows the queue from a thread of its own and tells the window what changed."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from app.queue.estimate import Paces, learn, queue_seconds
from app.queue.job import Job, State
from app.queue.listing import NOTHING, Filter
from app.queue.store import JobStore
from talker.errors import ErrorCode, MouthpieceError

_POLL_MS = 300
_REST = 3
_RETRY_MS = 3000
_LEARN_SECONDS = 5.0
_HISTORY = 200
# So many jobs at the top are read before anybody asks: they are seen at once.
_HEAD = 50
_KEPT = 1000
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outlook:
    """How the whole queue stands: jobs by state, seconds left (None before the first video)."""

    counts: dict[State, int]
    seconds: float | None = None
    paces: Paces | None = None

    @property
    def open(self) -> int:
        """Jobs that wait or run; paused ones do not count."""
        return self.counts[State.QUEUED] + self.counts[State.RUNNING]


class RecentJobs:
    """Jobs by id, of which the latest thousand are kept.

    Two of them that are told the same keep the same.
    """

    def __init__(self) -> None:
        self._jobs: dict[int, Job] = {}

    def __len__(self) -> int:
        return len(self._jobs)

    def __contains__(self, job_id: int) -> bool:
        return job_id in self._jobs

    @property
    def ids(self) -> Collection[int]:
        """Of those that are kept."""
        return self._jobs.keys()

    def get(self, job_id: int) -> Job | None:
        """The job; None when it is not kept."""
        return self._jobs.get(job_id)

    def put(self, jobs: Sequence[Job]) -> None:
        """Keeps jobs as they are now; a known one keeps its place."""
        self._jobs.update((job.id, job) for job in jobs)
        for job_id in list(self._jobs)[:-_KEPT]:
            del self._jobs[job_id]


class JobsFeed(QObject):
    """Which jobs there are, in their order, and of those that are looked at what they are.

    Of a hundred thousand jobs only some hundred are ever read: the first ones of the listing, those
    that are asked for with `watch`, and of these again those that change.
    """

    listed = Signal(object)  # Listing, whenever its order changed
    read = Signal(object)  # list[Job]: watched ones, now and at each change
    outlook_changed = Signal(object)  # Outlook
    failed = Signal(object)  # MouthpieceError; the feed tries again by itself
    _wake = Signal()
    _filter = Signal(object)
    _watch = Signal(object)
    _workers = Signal(int)

    def __init__(self, store: JobStore, workers: int = 1, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.outlook = Outlook(dict.fromkeys(State, 0))
        self._thread = QThread()
        self._thread.setObjectName("jobs feed")
        self._reader = reader = _Reader(store, workers)
        reader.moveToThread(self._thread)
        reader.listed.connect(self.listed)
        reader.read.connect(self.read)
        reader.failed.connect(self.failed)
        reader.outlook.connect(self._take_outlook)
        self._wake.connect(reader.refresh_now)
        self._filter.connect(reader.set_filter)
        self._watch.connect(reader.watch)
        self._workers.connect(reader.set_workers)
        self._thread.started.connect(reader.begin)
        self._thread.finished.connect(reader.end)

    def start(self) -> None:
        """Begins to follow; connect to the signals before."""
        self._thread.start()

    def refresh(self) -> None:
        """Reads the queue at once: something was just changed here."""
        self._wake.emit()

    def set_filter(self, wanted: Filter) -> None:
        """Lists these jobs from now on; without this none are."""
        self._filter.emit(wanted)

    def watch(self, ids: Sequence[int]) -> None:
        """Reads these jobs now and at each change, until a thousand others were asked for."""
        self._watch.emit(ids)

    def set_workers(self, count: int) -> None:
        """How many videos are made at a time, for the time that is left."""
        self._workers.emit(count)

    def close(self) -> None:
        """Ends the thread."""
        self._thread.quit()
        self._thread.wait()

    def _take_outlook(self, outlook: Outlook) -> None:
        self.outlook = outlook
        self.outlook_changed.emit(outlook)


def _typed(error: Exception) -> MouthpieceError:
    if isinstance(error, MouthpieceError):
        return error
    _log.error("the queue was not read", exc_info=error)
    return MouthpieceError(
        ErrorCode.QUEUE_UNUSABLE,
        f"The queue cannot be read: {error}.",
        "Try: mouthpiece queue repair",
    )


class _Reader(QObject):
    """Lives in the thread."""

    listed = Signal(object)
    read = Signal(object)
    outlook = Signal(object)
    failed = Signal(object)

    def __init__(self, store: JobStore, workers: int) -> None:
        super().__init__()
        self._store = store
        self._workers = workers
        self._revision = -1
        self._wanted: Filter | None = None
        self._listing = NOTHING
        self._watched = RecentJobs()
        self._asked: list[int] = []
        self._last_outlook: Outlook | None = None
        self._paces: Paces | None = None
        self._learned = 0.0
        self._timer: QTimer | None = None

    @Slot()
    def begin(self) -> None:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self._look()

    @Slot()
    def end(self) -> None:
        if self._timer is not None:
            self._timer.stop()

    @Slot()
    def refresh_now(self) -> None:
        if self._timer is not None:
            self._timer.start(0)

    @Slot(object)
    def set_filter(self, wanted: Filter) -> None:
        self._wanted = wanted
        self.refresh_now()

    @Slot(object)
    def watch(self, ids: Sequence[int]) -> None:
        self._asked += ids
        self.refresh_now()

    @Slot(int)
    def set_workers(self, count: int) -> None:
        self._workers = count
        self._learned = 0.0
        self._last_outlook = None

    def _look(self) -> None:
        assert self._timer is not None
        began = time.monotonic()
        try:
            self._tell(self._asked)
            self._asked = []
            revision = self._store.revision()
            if revision != self._revision:
                self._tell(list(self._watched.ids), self._revision)
                self._revision = revision
                self._emit_outlook()
            elif self._last_outlook is None:
                self._emit_outlook()
            if self._wanted is not None:
                self._list(self._wanted)
        except Exception as error:  # noqa: BLE001 - without this thread the window shows nothing
            self.failed.emit(_typed(error))
            self._timer.start(_RETRY_MS)
            return
        # While everything changes at once this thread leaves most of the time to the others.
        took = (time.monotonic() - began) * 1000
        self._timer.start(max(_POLL_MS, round(took * _REST)))

    def _list(self, wanted: Filter) -> None:
        """Tells the order, and before it the jobs that will be seen first in it."""
        listing = self._store.listing(wanted, self._listing)
        if listing.ids is not self._listing.ids:
            seen = {*listing.ids[:_HEAD], *(listing.moved or ())}
            self._tell([job_id for job_id in seen if job_id not in self._watched])
            self.listed.emit(listing)
        self._listing = listing

    def _tell(self, ids: Sequence[int], after_revision: int = -1) -> None:
        jobs = self._store.jobs(ids, after_revision) if ids else []
        if jobs:
            self._watched.put(jobs)
            self.read.emit(jobs)

    def _emit_outlook(self) -> None:
        counts = self._store.counts()
        seconds = None
        now = time.monotonic()
        if now - self._learned > _LEARN_SECONDS:
            self._learned = now
            self._paces = learn(self._store.history((State.DONE,), _HISTORY))
        if self._paces is not None:
            running = self._store.page([State.RUNNING])
            seconds = queue_seconds(
                self._paces, self._store.load(), running, self._workers, time.time()
            )
        outlook = Outlook(counts, seconds, self._paces)
        if outlook != self._last_outlook:
            self._last_outlook = outlook
            self.outlook.emit(outlook)
