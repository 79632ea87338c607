"""Follows one job at the foot of the page Create: how far it is, and its video in the end."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget
from typing_extensions import override

from app.gui.jobs.texts import failure_words, span_words
from app.gui.services.context import Context
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, IconButton, label, restyle, spaced
from app.gui.widgets.translated import Translated
from app.queue.estimate import queue_seconds
from app.queue.job import ENDS, Job, State
from app.queue.queries import Load
from app.queue.store import JobStore
from talker.progress import Stage

NOTE_ROOM = 44  # pixels of height: a button or two lines of text, and room around them
_LOOK_MS = 400


@dataclass(frozen=True)
class _Ahead:
    """What is made before a job: what waits, and what is being made."""

    waiting: list[Load]
    running: list[Job]

    @property
    def count(self) -> int:
        return sum(load.jobs for load in self.waiting) + len(self.running)


@dataclass(frozen=True)
class _Look:
    """A job, and while it waits what is made before it."""

    job: Job
    ahead: _Ahead | None


def _look_at(store: JobStore, job_id: int) -> _Look:
    job = store.get(job_id)
    if job.state is not State.QUEUED:
        return _Look(job, None)
    return _Look(job, _Ahead(store.load(before=job_id), store.page([State.RUNNING])))


class JobNote(Translated, QFrame):
    """Hidden until `follow`; `ended` when the job is done, failed or cancelled."""

    ended = Signal(object)  # Job

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._id: int | None = None
        self._job: Job | None = None
        self._ahead: _Ahead | None = None
        self.setMinimumHeight(NOTE_ROOM)
        self._words = label(wrap=True)
        self._bar = QProgressBar()
        self._open = Button("quiet", "play")
        self._queue = Button("quiet", "queue")
        self._close = IconButton("close")
        self._looks = QTimer(self)
        self._looks.setInterval(_LOOK_MS)
        self._looks.timeout.connect(self._look)
        self.setProperty("role", "note")
        row = spaced(QHBoxLayout(self), 0, GRID)
        row.setContentsMargins(GRID, GRID // 2, GRID // 2, GRID // 2)
        row.addWidget(self._words, 1)  # the buttons are no wider than they must be
        row.addWidget(self._bar, 1)
        for button in (self._open, self._queue, self._close):
            row.addWidget(button)
        self._open.clicked.connect(self._play)
        self._queue.clicked.connect(lambda: context.events.show_page.emit("queue"))
        self._close.clicked.connect(self.hide)
        self.retranslate()
        self.hide()

    @property
    def over(self) -> bool:
        """Whether nothing more is to be said of the job: it is done, or was cancelled."""
        return self._job is not None and self._job.state in ENDS - {State.FAILED}

    def follow(self, job_id: int) -> None:
        """Shows this job from now on."""
        self._id, self._job, self._ahead = job_id, None, None
        self._show()
        self.show()
        self.raise_()
        self._looks.start()

    @override
    def retranslate(self) -> None:
        self._open.say(self.tr("Play"), self.tr("Play the finished video"))
        self._queue.say(self.tr("Show in queue"))
        self._close.say(self.tr("Hide"))
        self._bar.setAccessibleName(self.tr("Progress"))
        self._show()

    def _look(self) -> None:
        number = self._id
        if number is None:
            return
        store = self._context.store
        self._context.tasks.run(
            lambda: _look_at(store, number), self._heard, lambda _: self._looks.stop(), owner=self
        )

    def _heard(self, look: _Look) -> None:
        job = look.job
        if job.id != self._id:
            return
        before = self._job
        self._job, self._ahead = job, look.ahead
        self._show()
        if job.state in ENDS:
            self._looks.stop()
            if before is None or before.state not in ENDS:
                self.ended.emit(job)

    def _show(self) -> None:
        job = self._job
        state = State.QUEUED if job is None else job.state
        self.setProperty("role", "problem" if state is State.FAILED else "note")
        restyle(self)
        self._bar.setVisible(state is State.RUNNING)
        self._open.setVisible(state is State.DONE)
        self._words.setText("" if self._id is None else self._text(state, job))
        if job is not None and state is State.RUNNING:
            rendering = job.stage is Stage.RENDER and job.total > 1
            self._bar.setRange(0, job.total if rendering else 0)
            self._bar.setValue(job.done if rendering else 0)

    def _text(self, state: State, job: Job | None) -> str:
        name = "" if job is None else job.label
        match state:
            case State.RUNNING:
                return self.tr("Making {name}").format(name=name)
            case State.DONE:
                return self.tr("{name} is done.").format(name=name)
            case State.FAILED if job is not None and job.error is not None:
                return " ".join(failure_words(job)).strip()
            case State.CANCELLED:
                return self.tr("{name} was cancelled.").format(name=name)
            case State.PAUSED:
                return self.tr("{name} is paused.").format(name=name)
            case _:
                return self._waiting_words()

    def _waiting_words(self) -> str:
        """How many are made before it, and about when it begins."""
        ahead, workers = self._ahead, self._context.workers
        if not workers.on:
            return self.tr("The video waits until the queue is started.")
        if ahead is None or not ahead.count:
            return self.tr("The video waits for its turn.")
        words = self.tr("%n video(s) are made before it.", "", ahead.count)
        paces = self._context.jobs.outlook.paces
        if paces is None:
            return words
        count = self._context.settings.window.workers
        left = queue_seconds(paces, ahead.waiting, ahead.running, count, time.time())
        begins = self.tr("It begins in about {time}.").format(time=span_words(left))
        return f"{words} {begins}"

    def _play(self) -> None:
        if self._job is not None and self._job.output is not None:
            from app.gui.widgets.player_dialog import PlayerDialog

            PlayerDialog(self._job.output, self._job.label, self).open()
