"""Follows the queue from a thread of its own and tells the window what changed."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from app.queue.estimate import Paces, learn, queue_seconds
from app.queue.job import ENDS, State
from app.queue.store import JobStore
from talker.errors import ErrorCode, MouthpieceError

OPEN = frozenset(State) - ENDS
_POLL_MS = 300
# A thread that computes keeps the window from its turn: small parts, and a breath after each.
_CHUNK = 100
_BREATH_MS = 15
_RETRY_MS = 3000
_LEARN_SECONDS = 5.0
_HISTORY = 200
ENDED_PART = 500
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


class JobsFeed(QObject):
    """All jobs that have not ended, and the latest of those that have; more on `load_older`.

    `changed` brings jobs as they are now, new or known, at most a hundred at a time.
    """

    loaded = Signal()  # all jobs that were there at the beginning were reported
    changed = Signal(object)  # list[Job]
    removed = Signal(object)  # list[int]
    outlook_changed = Signal(object)  # Outlook
    failed = Signal(object)  # MouthpieceError; the feed tries again by itself
    _wake = Signal()
    _anew = Signal()
    _older = Signal()
    _workers = Signal(int)

    def __init__(self, store: JobStore, workers: int = 1, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.outlook = Outlook(dict.fromkeys(State, 0))
        self._thread = QThread()
        self._thread.setObjectName("jobs feed")
        self._reader = reader = _Reader(store, workers)
        reader.moveToThread(self._thread)
        reader.loaded.connect(self.loaded)
        reader.changed.connect(self.changed)
        reader.removed.connect(self.removed)
        reader.failed.connect(self.failed)
        reader.outlook.connect(self._take_outlook)
        self._wake.connect(reader.refresh_now)
        self._anew.connect(reader.emit_all)
        self._older.connect(reader.load_older)
        self._workers.connect(reader.set_workers)
        self._thread.started.connect(reader.begin)
        self._thread.finished.connect(reader.end)

    def start(self) -> None:
        """Begins to follow; connect to the signals before."""
        self._thread.start()

    def refresh(self) -> None:
        """Reads the queue at once: something was just changed here."""
        self._wake.emit()

    def emit_all(self) -> None:
        """Emits everything once more, for who has just connected."""
        self._anew.emit()

    def load_older(self) -> None:
        """Asks for further jobs that ended earlier."""
        self._older.emit()

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
    """Lives in the thread; everything it does is a step of at most `_CHUNK` jobs."""

    loaded = Signal()
    changed = Signal(object)
    removed = Signal(object)
    outlook = Signal(object)
    failed = Signal(object)

    def __init__(self, store: JobStore, workers: int) -> None:
        super().__init__()
        self._store = store
        self._workers = workers
        self._revision = -1
        self._last_outlook: Outlook | None = None
        self._paces: Paces | None = None
        self._learned = 0.0
        self._ended_wanted = 0
        self._ended_known: set[int] = set()
        self._no_older = False
        self._timer: QTimer | None = None
        self._steps: Iterator[None] = iter(())

    @Slot()
    def begin(self) -> None:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)
        self._steps = self._load()
        self._step()

    @Slot()
    def end(self) -> None:
        if self._timer is not None:
            self._timer.stop()

    @Slot()
    def refresh_now(self) -> None:
        if self._timer is not None:
            self._timer.start(0)

    @Slot()
    def emit_all(self) -> None:
        self._ended_known.clear()
        self._no_older = False
        self._steps = self._load()
        self.refresh_now()

    @Slot()
    def load_older(self) -> None:
        if not self._no_older and len(self._ended_known) >= self._ended_wanted:
            self._ended_wanted += ENDED_PART
            self.refresh_now()

    @Slot(int)
    def set_workers(self, count: int) -> None:
        self._workers = count
        self._learned = 0.0
        self._last_outlook = None

    def _step(self) -> None:
        assert self._timer is not None
        try:
            more = next(self._steps, self) is None
            if not more:
                more = self._follow()
        except Exception as error:  # noqa: BLE001 - without this thread the window shows nothing
            self.failed.emit(_typed(error))
            if self._revision < 0:
                self._steps = self._load()
            self._timer.start(_RETRY_MS)
            return
        self._timer.start(_BREATH_MS if more else _POLL_MS)

    def _load(self) -> Iterator[None]:
        """The jobs at the beginning: open ones in order, then the latest that have ended."""
        revision = self._store.revision()
        self._emit_outlook()
        while True:
            seen: set[int] = set()
            offset = 0
            while part := self._store.page(OPEN, offset=offset, limit=_CHUNK):
                self.changed.emit(part)
                seen.update(job.id for job in part)
                offset += len(part)
                yield
            # Jobs that ended meanwhile let others slip through between two pages.
            counts = self._store.counts()
            if len(seen) >= sum(counts[state] for state in OPEN):
                break
        self._ended_wanted = ENDED_PART
        yield from self._ended()
        self._revision = revision
        self.loaded.emit()

    def _ended(self) -> Iterator[None]:
        known = self._ended_known
        found = self._store.history(limit=self._ended_wanted)
        fresh = [job for job in found if job.id not in known]
        known.update(job.id for job in fresh)
        for begin in range(0, len(fresh), _CHUNK):
            self.changed.emit(fresh[begin : begin + _CHUNK])
            yield
        if len(found) < self._ended_wanted:
            self._no_older = True  # what ends from now on is reported as a change
            self._ended_wanted = 0

    def _follow(self) -> bool:
        """Tells what changed since the last time; whether there is more."""
        if self._ended_wanted > len(self._ended_known):
            self._steps = self._ended()
            return True
        changes = self._store.changed(self._revision, _CHUNK)
        news = changes.revision != self._revision
        self._revision = changes.revision
        if changes.removed:
            self._ended_known.difference_update(changes.removed)
            self._ended_wanted = min(self._ended_wanted, len(self._ended_known))
            self.removed.emit(list(changes.removed))
        if changes.jobs:
            self.changed.emit(list(changes.jobs))
        if (news and not changes.more) or self._last_outlook is None:
            self._emit_outlook()
        return changes.more

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
