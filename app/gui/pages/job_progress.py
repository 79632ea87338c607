"""How the job that a panel has begun stands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.gui.jobs.fixes import Fix, fix_word, missing_model
from app.gui.services.context import Context
from app.gui.texts.names import error_words
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, Note, Tone, empty, label, spaced
from app.jobs.kind import JobRequest
from app.queue.control import new_job
from app.queue.job import JobError
from talker.errors import MouthpieceError

_HEIGHT = 34  # of the button: nothing moves when it comes and goes


class JobProgress(QWidget):
    """A sentence, a bar and *Stop*, and below them what went wrong; the panel says the sentence.

    `due` asks the panel to look at the job again, as long as it goes on.
    """

    due = Signal()

    def __init__(self, context: Context, every_ms: int) -> None:
        super().__init__()
        self._context = context
        self._job: int | None = None
        self.state = label("soft", wrap=True)
        self._bar = QProgressBar()
        self._stop = Button("quiet", "stop")
        self._trouble = spaced(QVBoxLayout(), 0, GRID)
        self._timer = QTimer(self)
        self._timer.setInterval(every_ms)
        column = spaced(QVBoxLayout(self), 0, GRID)
        above = spaced(QHBoxLayout(), 0, GRID)
        above.addStrut(_HEIGHT)
        above.addWidget(self.state, 1)
        above.addWidget(self._bar)
        above.addWidget(self._stop)
        column.addLayout(above)
        column.addLayout(self._trouble)
        self._bar.setTextVisible(False)
        self._stop.clicked.connect(self._cancel)
        self._timer.timeout.connect(self.due)
        self._update()
        self.retranslate()

    @property
    def following(self) -> bool:
        """Whether a job is followed that has not ended."""
        return self._timer.isActive()

    def retranslate(self) -> None:
        """Sets all texts in the present language."""
        self._stop.say(self.tr("Stop"))

    def begin(
        self,
        request: JobRequest,
        begun: Callable[[int], None],
        failed: Callable[[MouthpieceError], None],
    ) -> None:
        """Puts `request` into the queue, tells the panel the number of its job and follows that."""
        store = self._context.store

        def add() -> int:
            (job,) = store.add([new_job(store, request)])
            return job

        def follow(job: int) -> None:
            begun(job)
            self._follow(job)

        self._context.tasks.run(add, follow, failed, owner=self)

    def show_steps(self, done: int, total: int, *, ended: bool) -> None:
        """So many steps are made; what has `ended` is followed no longer."""
        self._bar.setMaximum(max(total, 1))
        self._bar.setValue(done)
        if ended:
            self._timer.stop()
        self._update()

    def say(self, text: str) -> None:
        """The sentence; nothing is wrong."""
        empty(self._trouble)
        self.state.setText(text)

    def say_problem(self, failure: JobError) -> None:
        """What went wrong, with a button where a model helps."""
        self.say("")
        error = MouthpieceError(failure.code, failure.message, failure.hint)
        model = missing_model(failure)
        note = Note(Tone.PROBLEM, *error_words(error), fix_word(Fix.GET_MODEL) if model else "")
        note.acted.connect(lambda: self._context.events.fetch_models([model]))
        self._trouble.addWidget(note)

    def _follow(self, job: int) -> None:
        self._job = job
        empty(self._trouble)
        self._context.events.work_added.emit([job])
        self._timer.start()
        self._update()

    def _update(self) -> None:
        self._stop.setVisible(self.following)
        self._bar.setVisible(self.following)

    def _cancel(self) -> None:
        if self._job is not None:
            self._context.job_actions.cancel([self._job])
