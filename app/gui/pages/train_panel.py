"""A model learns a person: pictures, consent and options at the left, how it goes at the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.file_names import safe_name
from app.gui.pages.job_progress import JobProgress
from app.gui.services.context import Context
from app.gui.services.train_status import TrainStatus, train_status
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, card, label, scrolled, spaced
from app.gui.widgets.day_field import DayField
from app.gui.widgets.file_choice import ask_folder
from app.gui.widgets.forms import DeclaredForm
from app.gui.widgets.translated import Translated
from app.gui.widgets.video_view import VideoView
from app.queue.job import State
from app.queue.stage_clock import span
from avatar_gen.train.request import TrainMode, TrainOptions, TrainRequest

FIRST = ("mode", "model", "word", "kind", "captions", "steps", "class_pictures")
_FORM_WIDTH = 420
_LEAST_WIDTH = 280  # where the window is small, what is drawn needs the rest
_LOOK_MS = 1000


class TrainPanel(Translated, QWidget):
    """Makes jobs that train, and follows the newest."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.folder: Path | None = None
        self._choose = Button("", "folder")
        self.name = QLineEdit()
        self.owner = QLineEdit()
        self.agreement = QLineEdit()
        self.expires = DayField()
        self._fields: tuple[QWidget, ...] = (self.name, self.owner, self.agreement, self.expires)
        self._titles = [label("soft") for _ in self._fields]
        self.form = DeclaredForm(TrainOptions, FIRST)
        self.train_button = Button("primary", "play")
        self.progress = JobProgress(context, _LOOK_MS)
        self.sheet = VideoView()
        self._job: tuple[int, Path] | None = None
        self._status: TrainStatus | None = None
        self._build()
        self.retranslate()

    @property
    def request(self) -> TrainRequest | None:
        """What would be trained now; None while something is missing."""
        if self._lacking() or self.folder is None:
            return None
        options = self.form.options
        folder = self._context.home / "addons"
        if options.mode is TrainMode.EMBEDDING:
            folder /= "embeddings"
        given = {
            "folder": self.folder,
            "output": folder / safe_name(self.name.text().strip(), ".safetensors"),
            "owner": self.owner.text().strip(),
            "agreement": self.agreement.text().strip(),
            "expires": self.expires.day,
        }
        return TrainRequest.model_validate(dict(options) | given)

    def take_request(self, request: TrainRequest) -> None:
        """Fills the panel with everything of another training."""
        self.form.set_options(request.options)
        self.owner.setText(request.owner)
        self.agreement.setText(request.agreement)
        self.expires.set_day(request.expires)
        self.set_folder(request.folder)
        self.name.setText(request.output.stem)

    def set_folder(self, folder: Path) -> None:
        """The pictures; the folder's name is the file's, until another is typed."""
        if not self.name.text().strip() or (self.folder and self.name.text() == self.folder.name):
            self.name.setText(folder.name)
        self.folder = folder
        self._update()

    def train(self) -> None:
        """Puts the request into the queue and shows what comes of it."""
        request = self.request
        if request is None:
            return

        def follow(job: int) -> None:
            self._job, self._status = (job, request.output), None
            self.sheet.show_image(QImage())
            self._update()

        self.progress.begin(request, follow, self._context.events.tell_error)

    @override
    def retranslate(self) -> None:
        """Sets all texts in the present language."""
        words = (
            (self.tr("Name"), self.tr("What the file is called, among the add-ons")),
            (self.tr("Person"), self.tr("Who is shown, and has agreed")),
            (self.tr("Consent"), self.tr("Where it is written down")),
            (self.tr("Until"), self.tr("The last day; empty: no end")),
        )
        for title, (text, tip), field in zip(self._titles, words, self._fields, strict=True):
            title.setText(text)
            field.setAccessibleName(text)
            field.setToolTip(tip)
        self.expires.say(self.tr("Until"), self.tr("The last day; empty: no end"))
        self.owner.setPlaceholderText(self.tr("Anna Berg"))
        self.agreement.setPlaceholderText(self.tr("letter of 3 May"))
        self.progress.retranslate()
        self.form.retranslate()
        self._say()
        self._update()

    def _build(self) -> None:
        row = spaced(QHBoxLayout(self), 0, GRID * 2)
        frame, inner = card(QVBoxLayout)
        left = QWidget()
        column = spaced(QVBoxLayout(left), 0, GRID)
        column.addWidget(self._choose)
        grid = spaced(QGridLayout(), 0, GRID)
        grid.setColumnStretch(1, 1)
        for line, (title, field) in enumerate(zip(self._titles, self._fields, strict=True)):
            grid.addWidget(title, line, 0)
            grid.addWidget(field, line, 1)
        column.addLayout(grid)
        column.addWidget(self.form)
        column.addStretch()
        inner.addWidget(scrolled(left), 1)
        inner.addWidget(self.train_button)
        frame.setMinimumWidth(_LEAST_WIDTH)
        frame.setMaximumWidth(_FORM_WIDTH)
        row.addWidget(frame, 1)
        right = spaced(QVBoxLayout(), 0, GRID)
        right.addWidget(self.progress)
        right.addWidget(self.sheet, 1)
        row.addLayout(right, 1)
        self._choose.clicked.connect(self._browse)
        for edit in (self.name, self.owner, self.agreement):
            edit.textChanged.connect(self._update)
        self.expires.changed.connect(self._update)
        self.form.changed.connect(self._update)
        self.train_button.clicked.connect(self.train)
        self.progress.due.connect(self._look)

    def _browse(self) -> None:
        path = ask_folder(self, self.tr("Choose the folder with the pictures"), self.folder)
        if path is not None:
            self.set_folder(path)

    def _update(self) -> None:
        lacking = self._lacking()
        self._choose.say_name(self.folder.name if self.folder else self.tr("Pictures…"))
        self.train_button.setEnabled(not lacking)
        self.train_button.say(self.tr("Train"), lacking)
        if self._job is None:
            self.progress.say(
                self.tr(
                    "Choose a folder with 10 to 30 pictures of one person who has agreed. "
                    "Training takes an hour or so on a graphics card, and far longer without."
                )
            )

    def _lacking(self) -> str:
        """Why nothing can be trained yet; empty when it can."""
        if self.folder is None:
            return self.tr("Choose the pictures first.")
        if not self.name.text().strip():
            return self.tr("Type a name for the file.")
        if not self.owner.text().strip():
            return self.tr("Type who has agreed.")
        fits = self.form.valid and self.expires.fits
        return "" if fits else self.tr("One of the options does not fit.")

    def _look(self) -> None:
        if self._job is None:
            return
        job, output = self._job
        store = self._context.store
        self._context.tasks.run(
            lambda: train_status(store, job, output),
            self._show,
            self._context.events.tell_error,
            owner=self,
        )

    def _show(self, status: TrainStatus) -> None:
        self.progress.show_steps(status.done, status.total, ended=status.ended)
        if status.sheet is not None:
            self.sheet.show_image(QImage(str(status.sheet)))
        self._status = status
        self._say()
        self._update()

    def _say(self) -> None:
        """How the training stands, in the language of the moment."""
        status = self._status
        if status is None:
            return
        if status.error is not None:
            self.progress.say_problem(status.error)
        elif status.state is State.QUEUED:
            self.progress.say(self.tr("Waiting in the queue"))
        elif status.state is State.DONE and self._job is not None:
            words = self.tr("{name} is trained. It is put on a model under LoRAs or Embeddings.")
            self.progress.say(words.format(name=self._job[1].name))
        elif status.ended:
            self.progress.say(self.tr("Stopped; the steps are kept."))
        elif status.left is None:
            self.progress.say(self.tr("Training"))
        else:
            words = self.tr("Step {done} of {total}, {left} left")
            self.progress.say(
                words.format(done=status.done, total=status.total, left=span(status.left))
            )
