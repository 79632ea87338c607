"""Keeps what is begun on the pages: a moment after the last change, and when the window closes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

from app.drafts import Draft, load_draft, save_draft
from app.gui.services.tasks import Tasks

_PAUSE_MS = 1000  # a crash costs at most what was done in it
D = TypeVar("D", bound=Draft)


class Drafts(QObject):
    """One draft of each kind. A full disk is told elsewhere; the next change tries again."""

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._waiting: dict[str, Draft] = {}
        self._writer = Tasks(threads=1, parent=self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._write)

    def load(self, kind: type[D]) -> D | None:
        """What was begun when the window was last open; None for nothing."""
        return load_draft(kind, self._home)

    def keep(self, draft: Draft) -> None:
        """What is begun now; while more changes come nothing is written."""
        self._waiting[draft.name] = draft
        self._timer.start()

    def finish(self) -> None:
        """Writes the last state and waits for it."""
        self._timer.stop()
        self._write()
        self._writer.finish()

    def _write(self) -> None:
        for draft in self._waiting.values():
            self._writer.run(partial(save_draft, draft, self._home))
        self._waiting.clear()
