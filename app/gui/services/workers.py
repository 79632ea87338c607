"""The workers of the window: processes that make the videos while there are any to make."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.gui.services.jobs_feed import JobsFeed, Outlook
from app.queue.job import Share, State
from app.queue.store import JobStore
from app.settings.store import load_settings
from app.worker.shutdown import StopRequest
from app.worker.stand_in import wait_for_stand_in
from talker.errors import MouthpieceError

if TYPE_CHECKING:
    from app.worker.messages import Message
    from app.worker.supervisor import RunSummary, Supervisor


class Workers(QObject):
    """Runs a Supervisor in a thread whenever it is on and jobs wait; workers cost nothing idle.

    `on_changed` when switched; `busy_changed` when processes begin or have all ended; `ended`
    (RunSummary) when nothing is left to do; `failed` when workers cannot even begin.
    """

    on_changed = Signal(bool)
    busy_changed = Signal(bool)
    ended = Signal(object)
    failed = Signal(object)
    _over = Signal(object, int)

    def __init__(
        self,
        store: JobStore,
        feed: JobsFeed,
        home: Path,
        count: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._feed = feed
        self._home = home
        self._count = count
        self._on = False
        self._stop = StopRequest()
        self._thread: threading.Thread | None = None
        self._supervisor: Supervisor | None = None
        self._over.connect(self._ended)
        feed.outlook_changed.connect(self._look)

    @property
    def on(self) -> bool:
        """Whether videos are made as soon as there are any."""
        return self._on

    @property
    def busy(self) -> bool:
        """Whether there are worker processes, or they are just ending."""
        return self._thread is not None

    @property
    def pids(self) -> list[int]:
        """The processes of the workers that run now."""
        supervisor = self._supervisor
        return [] if supervisor is None else [process.pid for process in supervisor.processes]

    def start(self) -> None:
        """Switches on."""
        self._switch(True)
        self._look(self._feed.outlook)

    def stop(self) -> None:
        """Switches off: running videos go back to the queue and keep what is made of them."""
        self._switch(False)
        self._stop.request()

    def set_count(self, count: int) -> None:
        """Another number of videos at a time; those that run go on from their last segment."""
        if count == self._count:
            return
        self._count = count
        self._feed.set_workers(count)
        self._stop.request()  # if on, they begin again in the new number

    def close(self) -> None:
        """Stops and waits until all processes have ended."""
        self.stop()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _switch(self, on: bool) -> None:
        if on != self._on:
            self._on = on
            self.on_changed.emit(on)

    def _look(self, outlook: Outlook) -> None:
        if self._on and self._thread is None and outlook.counts[State.QUEUED]:
            self._begin()

    def _begin(self) -> None:
        self._stop = stop = StopRequest()

        def run() -> None:
            from app.worker.supervisor import Supervisor  # no start of the window waits for it

            result: RunSummary | MouthpieceError
            waiting = 0
            try:
                wait_for_stand_in(self._home, stop)
                # Made here: it asks the driver how many GPUs there are.
                farm = load_settings(self._home).farm.use
                count = 1 if farm else self._count  # one process speaks for all computers
                self._supervisor = Supervisor(
                    self._store,
                    count,
                    _ignore,
                    share=Share.FARM if farm else Share.ALL,
                    home=self._home,
                )
                result = self._supervisor.run(stop)
                # Read now: what the feed told last may be older than the last video.
                waiting = self._store.counts()[State.QUEUED]
            except MouthpieceError as error:
                result = error
            self._over.emit(result, waiting)

        # A thread of Python's own: its end need not wait for the window's event loop.
        self._thread = threading.Thread(target=run, name="supervisor", daemon=True)
        self._thread.start()
        self.busy_changed.emit(True)

    def _ended(self, result: RunSummary | MouthpieceError, waiting: int) -> None:
        if self._thread is not None:
            self._thread.join()
        self._thread = self._supervisor = None
        self._feed.refresh()
        if isinstance(result, MouthpieceError):
            self._switch(False)
            self.busy_changed.emit(False)
            self.failed.emit(result)
        elif self._on and waiting:
            self._begin()  # another number of workers, or a video that came at the last moment
        else:
            self.busy_changed.emit(False)
            if not result.stopped:
                self.ended.emit(result)


def _ignore(_: Message) -> None:
    """The feed reads everything from the queue itself."""
