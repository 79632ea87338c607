"""The models as the window sees them: what is here, what is under way, what went wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from app.gui.services.settings_model import SettingsModel
from app.gui.services.tasks import Tasks
from talker.errors import Cancelled, MouthpieceError
from talker.progress import CancelToken

if TYPE_CHECKING:
    from app.models.events import Event
    from app.models.status import ModelStatus
    from app.models.store import ModelStore


@dataclass(frozen=True)
class Activity:
    """What is being done with a model: bytes `done` of `total`, or `paused`, or an error."""

    done: int = 0
    total: int = 0
    checking: bool = False
    note: str = ""
    error: MouthpieceError | None = None
    running: bool = True


class ModelsFeed(QObject):
    """Asks the store in threads. `changed` after a look at all; `moved` for one model's progress.

    `busy` says that the store is being searched.
    """

    changed = Signal()
    moved = Signal(str)
    busy = Signal(bool)
    imported = Signal(int)
    damaged = Signal(object)  # list[Path]
    failed = Signal(object)  # MouthpieceError
    _event_received = Signal(str, object)

    def __init__(self, home: Path, settings: SettingsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._settings = settings
        self._tasks = Tasks(threads=3, parent=self)
        self._statuses: list[ModelStatus] = []
        self._activities: dict[str, Activity] = {}
        self._cancels: dict[str, CancelToken] = {}
        self._busy_count = 0
        self._making = threading.Lock()
        self._store: ModelStore | None = None
        self._event_received.connect(self._on_event, Qt.ConnectionType.QueuedConnection)
        settings.changed.connect(self._settings_changed)

    @property
    def statuses(self) -> list[ModelStatus]:
        """In the catalogue's order; empty before the first refresh."""
        return self._statuses

    def activity(self, model_id: str) -> Activity | None:
        """What is done to a model right now; None while nothing is."""
        return self._activities.get(model_id)

    def folder(self) -> Path:
        """Where models are put."""
        return self._settings.models.folder or self._home / "models"

    def refresh(self) -> None:
        """Looks through all folders again."""
        self._count_busy(1)
        cancel = CancelToken()
        self._cancels[""] = cancel
        self._tasks.run(
            lambda: self._open().status(cancel=cancel),
            self._on_statuses,
            self._on_failed,
            owner=self,
        )

    def get(self, model_id: str, *, accept_unverified: bool = False) -> None:
        """Brings a model; what arrived before is kept."""

        def work(cancel: CancelToken, on_event: Callable[[Event], None]) -> None:
            self._open().get([model_id], on_event, cancel, accept_unverified=accept_unverified)

        self._begin(model_id, work)

    def pause(self, model_id: str) -> None:
        """Stops bringing; `get` goes on with what is there."""
        if model_id in self._cancels:
            self._cancels[model_id].cancel()

    def verify(self, model_id: str) -> None:
        """Reads the model's files again; `damaged` tells which are not what they should be."""

        def work(cancel: CancelToken, on_event: Callable[[Event], None]) -> list[Path]:
            return self._open().verify([model_id], on_event, cancel)

        self._begin(model_id, work, self.damaged.emit)

    def import_from(self, path: Path, *, accept_unverified: bool = False) -> None:
        """Imports from a folder, a stick, a pack or a file; `imported` tells how many files."""
        self._count_busy(1)

        def work() -> int:
            from app.models.transfer import import_models

            return import_models(
                self._open(),
                path,
                lambda _: None,
                CancelToken(),
                accept_unverified=accept_unverified,
            )

        def done(count: int) -> None:
            self._count_busy(-1)
            self.imported.emit(count)
            self.refresh()

        self._tasks.run(work, done, self._on_failed, owner=self)

    def remove(self, model_id: str) -> None:
        """Deletes the model's files from the store; those elsewhere stay."""
        self._tasks.run(
            lambda: self._open().remove([model_id]),
            lambda _: self.refresh(),
            self.failed.emit,
            owner=self,
        )

    def close(self) -> None:
        """Stops everything; unfinished files stay for the next time."""
        for cancel in self._cancels.values():
            cancel.cancel()
        self._tasks.finish()

    def _begin(
        self,
        model_id: str,
        work: Callable[[CancelToken, Callable[[Event], None]], object],
        answer: Callable[[object], None] = lambda _: None,
    ) -> None:
        if model_id in self._cancels:
            return
        cancel = self._cancels[model_id] = CancelToken()
        self._set(model_id, Activity())

        def on_event(event: Event) -> None:
            self._event_received.emit(model_id, event)

        def done(result: object) -> None:
            self._end(model_id, None)
            answer(result)
            self.refresh()

        def failed(error: MouthpieceError) -> None:
            stopped = isinstance(error, Cancelled)
            self._end(model_id, None if stopped else Activity(error=error, running=False))
            self.refresh()

        self._tasks.run(lambda: work(cancel, on_event), done, failed, owner=self)

    def _end(self, model_id: str, activity: Activity | None) -> None:
        self._cancels.pop(model_id, None)
        self._set(model_id, activity)

    def _set(self, model_id: str, activity: Activity | None) -> None:
        if activity is None:
            self._activities.pop(model_id, None)
        else:
            self._activities[model_id] = activity
        self.moved.emit(model_id)

    def _on_event(self, model_id: str, event: Event) -> None:
        from app.models.events import Checking, DownloadError, Transfer

        activity = self._activities.get(model_id)
        if activity is None or not activity.running:
            return
        match event:
            case Transfer():
                self._set(model_id, Activity(event.done, event.total))
            case Checking():
                self._set(model_id, Activity(event.done, event.total, checking=True))
            case DownloadError():
                self._set(model_id, replace(activity, note=event.reason))

    def _open(self) -> ModelStore:
        """The store; made in a thread, for it reads files and loads what no start waits for."""
        from app.models.store import ModelStore

        with self._making:
            if self._store is None:
                self._store = ModelStore(self._home, self._settings.models)
            return self._store

    def _settings_changed(self) -> None:
        with self._making:
            same = self._store is None or self._store.settings == self._settings.models
            if not same:
                self._store = None
        if not same:
            self.refresh()

    def _on_statuses(self, statuses: list[ModelStatus]) -> None:
        self._statuses = statuses
        self._count_busy(-1)
        self.changed.emit()

    def _on_failed(self, error: MouthpieceError) -> None:
        self._count_busy(-1)
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

    def _count_busy(self, step: int) -> None:
        self._busy_count += step
        self.busy.emit(self._busy_count > 0)
