"""Speech that is being written down for a page: how far it is, and how to stop it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.jobs.texts import failure_words, notice_words, running_word
from app.gui.services.context import Context
from app.gui.texts.names import error_words
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, Note, Tone, empty, label, spaced
from app.gui.widgets.translated import Translated
from app.queue.control import first_waiting, new_job
from app.queue.job import ENDS, Job, State
from talker.errors import MouthpieceError
from talker.options.transcribe import TranscribeRequest


class RecognitionNote(Translated, QWidget):
    """`written` brings the file of a job that is done.

    The page places `line`, which says how far it is; what went wrong stands here.
    """

    written = Signal(object)  # Path

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._job: int | None = None
        self._words = label("soft")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.stop = Button("quiet", "stop")
        self.line = QWidget()
        row = spaced(QHBoxLayout(self.line), 0, GRID)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(self.stop)
        self._notes = spaced(QVBoxLayout(), 0, GRID // 2)
        column = spaced(QVBoxLayout(self), 0, GRID // 2)
        column.addLayout(self._notes)
        self.line.hide()
        self.stop.clicked.connect(self.cancel)
        context.jobs.read.connect(self._read)
        self.retranslate()

    @property
    def busy(self) -> bool:
        """Whether something is being written down."""
        return self._job is not None

    def begin(self, request: TranscribeRequest) -> None:
        """Puts the recording before all that waits in the queue."""
        store = self._context.store
        empty(self._notes)

        def add() -> int:
            (job,) = store.add([new_job(store, request)])
            before = first_waiting(store, [job])
            if before is not None:
                store.reorder([job], before)
            return job

        self._context.tasks.run(add, self._added, self._fail, owner=self)

    def cancel(self) -> None:
        """Gives the job up; what was there before stays."""
        if self._job is not None:
            self._context.job_actions.cancel([self._job])

    def forget(self) -> None:
        """Another recording: the job goes on in the queue."""
        self._job = None
        self.line.hide()
        empty(self._notes)

    @override
    def retranslate(self) -> None:
        self.stop.say(self.tr("Stop"), self.tr("Stops writing down what is said"))
        self._bar.setAccessibleName(self.tr("How much is written down"))

    def _added(self, job: int) -> None:
        self._job = job
        self._bar.setRange(0, 0)
        self._words.setText(self.tr("Waiting"))
        self.line.show()
        self._context.events.work_added.emit([job])
        self._context.jobs.watch([job])

    def _read(self, jobs: list[Job]) -> None:
        job = next((one for one in jobs if one.id == self._job), None)
        if job is None:
            return
        if job.state in ENDS:
            self._end(job)
        elif job.state is State.RUNNING:
            self._words.setText(running_word(job))
            self._bar.setRange(0, job.total)
            self._bar.setValue(job.done)

    def _end(self, job: Job) -> None:
        self.forget()
        for notice in job.notices:
            self._notes.addWidget(Note(Tone.WARNING, *notice_words(job, notice)))
        if job.state is State.DONE and job.output is not None:
            self.written.emit(Path(job.output))
        elif job.state is State.FAILED:
            self._notes.addWidget(Note(Tone.PROBLEM, *failure_words(job)))

    def _fail(self, error: MouthpieceError) -> None:
        self.forget()
        self._notes.addWidget(Note(Tone.PROBLEM, *error_words(error)))
