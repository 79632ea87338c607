"""The queue's workers as the window keeps them: started with work, asked to end with the window."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.gui.settings_model import SettingsModel
from app.gui.tasks import Tasks
from app.queue.job import State
from app.queue.messages import Message
from app.queue.stopping import Stop
from app.queue.store import JobStore
from app.queue.supervisor import RunSummary, Supervisor
from talker.errors import MouthpieceError

_IDLE_MS = 2000
_JOIN_SECONDS = 15.0


class Workers(QObject):
    """Runs a supervisor in a thread while there is work. `ended` when the queue has run dry."""

    ended = Signal(object)  # RunSummary
    failed = Signal(object)  # MouthpieceError
    running_changed = Signal(bool)
    _over = Signal(object)

    def __init__(
        self, store: JobStore, settings: SettingsModel, tasks: Tasks, own_home: Path | None
    ) -> None:
        super().__init__()
        self._store = store
        self._settings = settings
        self._tasks = tasks
        self._home = own_home
        self._stop = Stop()
        self._thread: threading.Thread | None = None
        self._again = False
        self._over.connect(self._finished)
        self._looks = QTimer(self)
        self._looks.setInterval(_IDLE_MS)
        self._looks.timeout.connect(self._look)

    @property
    def running(self) -> bool:
        """Whether workers are at work."""
        return self._thread is not None

    def watch(self) -> None:
        """Begins to look for work that waits, also work that was added elsewhere."""
        self._looks.start()
        self._look()

    def start(self) -> None:
        """Sets workers to work; they end by themselves when nothing is left."""
        if self._thread is not None:
            self._again = True
            return
        self._stop = Stop()
        self._thread = threading.Thread(target=self._work, args=(self._stop,), name="workers")
        self._thread.start()
        self.running_changed.emit(True)

    def close(self) -> None:
        """Asks all workers to end and waits: running videos go back to the queue."""
        self._looks.stop()
        self._stop.set()
        if self._thread is not None:
            self._thread.join(_JOIN_SECONDS)
            self._thread = None

    def leave_running(self) -> None:
        """A process of its own goes on with the queue when the window is gone."""
        self.close()
        windows = sys.platform == "win32"
        command = [sys.executable, "-P", "-m", "app.cli", "queue", "run", "--json"]
        command += ["--workers", str(self._settings.window.workers)]
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=not windows,
            creationflags=0x08000208 if windows else 0,  # no window, detached, own group
        )

    def _work(self, stop: Stop) -> None:
        supervisor = Supervisor(
            self._store, self._settings.window.workers, _unheard, home=self._home
        )
        result: RunSummary | MouthpieceError
        try:
            result = supervisor.run(stop)
        except MouthpieceError as error:
            result = error
        self._over.emit(result)

    def _finished(self, result: RunSummary | MouthpieceError) -> None:
        self._thread = None
        self.running_changed.emit(False)
        if isinstance(result, MouthpieceError):
            self._looks.stop()
            self.failed.emit(result)
        elif self._again:
            self._again = False
            self.start()
        elif not result.stopped:
            self.ended.emit(result)

    def _look(self) -> None:
        if self._thread is None:
            self._tasks.run(self._store.counts, self._counted, owner=self)

    def _counted(self, counts: dict[State, int]) -> None:
        if counts[State.QUEUED] and self._thread is None and self._looks.isActive():
            self.start()


def _unheard(message: Message) -> None:
    """The store tells the window everything that it shows."""
    del message
