"""Says which models the chosen options need, and offers to get them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.pages.job_note import NOTE_ROOM
from app.gui.services.context import Context
from app.gui.texts.names import model_text
from app.gui.texts.sizes import size_text
from app.gui.theme import GRID
from app.gui.widgets.basic import Note, Tone, empty, spaced
from app.preview.messages import LookAtNeeds, Need, NeedsLook
from talker.errors import MouthpieceError
from talker.options.engines import AUTO
from talker.options.render import RenderOptions


class NeedsNote(QWidget):
    """`changed` when it becomes known which `engine` will render and what it is `missing`."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._question = LookAtNeeds(options=RenderOptions())
        self.engine = AUTO
        self._asked: int | None = None
        self.missing: tuple[Need, ...] = ()
        self._notes = spaced(QVBoxLayout(self), 0, GRID)
        context.models.changed.connect(self._ask)
        self.hide()

    def show_options(
        self, options: RenderOptions, *, reference: bool = False, pair: bool = False
    ) -> None:
        """What will be made, whether a reference video is to be followed, whether two speak."""
        question = LookAtNeeds(options=options, reference=reference, pair=pair)
        if question != self._question:
            self._question = question
            self._ask()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._show_notes()
        super().changeEvent(event)

    def _ask(self) -> None:
        if self._asked is not None:
            self._context.preview.cancel(self._asked)
        self._asked = self._context.preview.ask(
            self._question, NeedsLook, self._show, self._fail, owner=self
        )

    def _show(self, answer: NeedsLook) -> None:
        self._asked = None
        self.engine, self.missing = answer.engine, answer.missing
        self._show_notes()
        self.changed.emit()

    def _fail(self, _: MouthpieceError) -> None:
        """The worker finds out what is missing: nothing is lost but the early word."""
        self._asked = None

    def _show_notes(self) -> None:
        empty(self._notes)
        self.setVisible(bool(self.missing))
        if not self.missing:
            return
        named = [f"{model_text(model.title)} ({size_text(model.size)})" for model in self.missing]
        if len(named) == 1:
            text = self.tr("These options need the model {title}.").format(title=named[0])
            action = self.tr("Get it")
        else:
            text = self.tr("These options need the models {titles}.").format(
                titles=", ".join(named)
            )
            action = self.tr("Get them")
        note = Note(Tone.WARNING, text, action=action)
        note.setMinimumHeight(NOTE_ROOM)
        note.acted.connect(self._get)
        self._notes.addWidget(note)

    def _get(self) -> None:
        self._context.events.fetch_models([need.id for need in self.missing])
