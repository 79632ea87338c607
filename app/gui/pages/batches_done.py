"""Says that a batch is done while the window was open, and offers its report."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.batch.batch_names import batch_title
from app.gui.services.context import Context
from app.gui.services.jobs_feed import Outlook
from app.gui.services.reports import export_report
from app.gui.theme import GRID
from app.gui.widgets.basic import Note, Tone, empty, spaced
from app.gui.widgets.translated import Translated
from app.queue.job import ENDS, State
from app.queue.queries import Batch
from app.queue.store import JobStore


class BatchesDone(Translated, QWidget):
    """Empty until the last video of a batch is made; one line then, for the latest such batch."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._ended: int | None = None  # jobs of all batches that had ended at the last look
        self._open: frozenset[str] = frozenset()
        self._done: Batch | None = None
        self._notes = spaced(QVBoxLayout(self), 0, GRID)
        context.jobs.outlook_changed.connect(self._look)
        self.hide()
        self._look(context.jobs.outlook)

    @override
    def retranslate(self) -> None:
        empty(self._notes)
        batch = self._done
        self.setVisible(batch is not None)
        if batch is None:
            return
        made, failed = batch.counts.get(State.DONE, 0), batch.counts.get(State.FAILED, 0)
        words = self.tr("The batch {name} is done: {made} of {all} made.").format(
            name=batch_title(batch.name), made=made, all=batch.jobs
        )
        if failed:
            words += " " + self.tr("%n failed.", "", failed)
        note = Note(Tone.WARNING if failed else Tone.NOTE, words, action=self.tr("Show the report"))
        note.acted.connect(lambda: self._export(batch.name))
        self._notes.addWidget(note)

    def _look(self, outlook: Outlook) -> None:
        """Asks about the batches when jobs have ended or come since."""
        ended = sum(outlook.counts.values()) * 2 + sum(outlook.counts[state] for state in ENDS)
        if ended != self._ended:
            self._ended = ended
            self._context.tasks.run(self._context.store.batches, self._take, owner=self)

    def _take(self, batches: list[Batch]) -> None:
        done = next((one for one in batches if one.ended and one.name in self._open), None)
        self._open = frozenset(one.name for one in batches if not one.ended)
        again = self._done is not None and self._done.name in self._open
        if done is not None or again:
            self._done = done
            self.retranslate()

    def _export(self, name: str) -> None:
        store = self._context.store
        self._context.tasks.run(
            lambda: _folder(store, name),
            lambda folder: self._write(name, folder),
            owner=self,
        )

    def _write(self, name: str, folder: Path | None) -> None:
        if folder is not None:
            export_report(self._context, name, folder, self)


def _folder(store: JobStore, batch: str) -> Path | None:
    """Where the videos of a batch go; None once its jobs were taken off the list."""
    jobs = store.page(batch=batch, limit=1)
    output = jobs[0].request.output if jobs else None
    return None if output is None else output.parent
