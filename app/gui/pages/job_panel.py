"""One job in full: how it stands, what it was made from, its video, its log, what to do next."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from app.gui.context import Context
from app.gui.pieces import Button, Note, Tone, empty, label, spaced
from app.gui.player import Player
from app.gui.theme import GRID
from app.gui.words import job_error_words, option_title, state_word
from app.queue.job import Job, State
from app.queue.joblog import read_log
from talker.errors import ErrorCode
from talker.request import RenderOptions

_MODEL_CODES = frozenset({ErrorCode.MODEL_MISSING, ErrorCode.MODEL_DAMAGED})


class JobPanel(QFrame):
    """Shows a job, or nothing. `remake` asks to make it again with other options."""

    remake = Signal(object)  # RenderRequest

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._job: Job | None = None
        self._log = ""
        self.setProperty("role", "card")
        column = spaced(QVBoxLayout(self), GRID * 2, GRID)
        self._name = label("heading", wrap=True)
        self._state = label("soft", wrap=True)
        self._notes = spaced(QVBoxLayout(), 0, GRID)
        self._player = Player()
        self._options = label("faint", wrap=True)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._play = Button("quiet", "open")
        self._folder = Button("quiet", "folder")
        self._again = Button("quiet", "copy")
        buttons = spaced(QHBoxLayout(), 0, GRID // 2)
        for button in (self._play, self._folder, self._again):
            buttons.addWidget(button)
        buttons.addStretch()
        for widget in (self._name, self._state):
            column.addWidget(widget)
        column.addLayout(self._notes)
        column.addWidget(self._player, 1)
        column.addLayout(buttons)
        column.addWidget(self._options)
        column.addWidget(self._text, 1)
        self._play.clicked.connect(lambda: self._open(self._output()))
        self._folder.clicked.connect(lambda: self._open(self._place()))
        self._again.clicked.connect(self._ask_remake)
        self.retranslate()

    def show_job(self, job: Job | None) -> None:
        """Shows a job as it is now; its log is read in a thread."""
        before = self._job
        self._job = job
        self.setVisible(job is not None)
        output = self._output()
        if before is None or job is None or before.id != job.id or before.state != job.state:
            self._player.open(output if output and output.exists() else None)
        if job is not None:
            number = job.id
            self._context.tasks.run(
                lambda: (number, read_log(number, self._context.own_home)),
                self._logged,
                owner=self,
            )
        self._show()

    def retranslate(self) -> None:
        self._play.say(self.tr("Open"), self.tr("Open the video in the system's player"))
        self._folder.say(self.tr("Show in folder"))
        self._again.say(self.tr("Make again…"), self.tr("Change options and make it once more"))
        self._text.setAccessibleName(self.tr("Log"))
        self._text.setToolTip(self.tr("What happened while it was made"))
        self._player.retranslate()
        self._show()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _show(self) -> None:
        job = self._job
        if job is None:
            return
        done = job.state is State.DONE
        self._name.setText(job.label)
        self._state.setText(self._standing(job))
        self._player.setVisible(done)
        self._play.setVisible(done)
        self._options.setText(_changed_options(job))
        self._text.setVisible(bool(self._log))
        empty(self._notes)
        if job.error is not None:
            self._add_error(job)
        for notice in job.notices:
            tone = Tone.NOTE if notice.code == ErrorCode.ENGINE_CHOSEN else Tone.WARNING
            self._notes.addWidget(Note(tone, notice.message))

    def _standing(self, job: Job) -> str:
        words = state_word(job.state)
        if job.frames is not None and job.started and job.ended:
            seconds = job.ended - job.started
            return self.tr("{state} · {frames} frames in {seconds} s · {engine}").format(
                state=words, frames=job.frames, seconds=f"{seconds:.0f}", engine=job.engine or ""
            )
        return words

    def _add_error(self, job: Job) -> None:
        assert job.error is not None
        text, hint = job_error_words(job.error)
        code = job.error.code
        models = code in _MODEL_CODES
        note = Note(Tone.PROBLEM, text, hint, self.tr("Models…") if models else "")
        note.acted.connect(lambda: self._context.wishes.show_page.emit("models"))
        self._notes.addWidget(note)

    def _logged(self, read: tuple[int, str]) -> None:
        number, text = read
        if self._job is None or self._job.id != number or text == self._log:
            return
        self._log = text
        self._text.setPlainText(text)
        self._text.setVisible(bool(text))

    def _output(self) -> Path | None:
        return None if self._job is None else self._job.output

    def _place(self) -> Path | None:
        if self._job is None or self._job.request.output is None:
            return None
        return self._job.request.output.parent

    def _open(self, path: Path | None) -> None:
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _ask_remake(self) -> None:
        if self._job is not None:
            self.remake.emit(self._job.request)


def _changed_options(job: Job) -> str:
    """The options that are not what they are by default."""
    plain = RenderOptions()
    given = job.request.options
    return " · ".join(
        f"{option_title(info)}: {getattr(given, name)}"
        for name, info in RenderOptions.model_fields.items()
        if getattr(given, name) != getattr(plain, name)
    )
