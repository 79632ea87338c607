"""The jobs as the window sees them: read in a thread, told of when they change."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.gui.tasks import Tasks
from app.queue.store import Changes, JobStore

_LOOK_MS = 400
_AT_ONCE = 500


class JobsFeed(QObject):
    """Emits what changed since the last look, some hundred jobs at a time."""

    changed = Signal(list, list)  # list[Job], ids of removed jobs

    def __init__(self, store: JobStore, tasks: Tasks) -> None:
        super().__init__()
        self._store = store
        self._tasks = tasks
        self._revision = 0
        self._asking = False
        self._looks = QTimer(self)
        self._looks.setInterval(_LOOK_MS)
        self._looks.timeout.connect(self.look)

    def start(self) -> None:
        """Looks now, and then again and again."""
        self._looks.start()
        self.look()

    def stop(self) -> None:
        self._looks.stop()

    def look(self) -> None:
        """Asks for changes, unless an answer is still on its way."""
        if self._asking:
            return
        self._asking = True
        after = self._revision
        self._tasks.run(
            lambda: self._store.changed(after, _AT_ONCE), self._heard, self._not_heard, owner=self
        )

    def _heard(self, changes: Changes) -> None:
        self._asking = False
        self._revision = changes.revision
        if changes.jobs or changes.removed:
            self.changed.emit(list(changes.jobs), list(changes.removed))
        if changes.more:
            self.look()

    def _not_heard(self, _: object) -> None:
        self._asking = False  # a locked or full disk: the next look may do better
