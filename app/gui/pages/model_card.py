"""One model in the list: what it is for, its licence and size, how it stands, what can be done."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.gui.services.models_feed import Activity
from app.gui.texts.names import error_words, model_text
from app.gui.texts.sizes import size_text
from app.gui.theme import GRID, look
from app.gui.widgets.basic import Button, keeps_place, label, restyle, spaced
from app.models.catalogue import Model
from app.models.status import ModelStatus, State


class ModelCard(QFrame):
    """The buttons only ask: the page acts."""

    get = Signal(str)
    pause = Signal(str)
    verify = Signal(str)
    remove = Signal(str)

    def __init__(self, model: Model, parent: QWidget) -> None:
        super().__init__(parent)
        self.model = model
        self._status: ModelStatus | None = None
        self._activity: Activity | None = None
        self._title = label("heading")
        self._state = label("soft")
        self._purpose = label("", wrap=True)
        self._facts = label("soft", wrap=True)
        self._facts.setTextFormat(Qt.TextFormat.RichText)  # a link, in words of our own
        self._facts.setOpenExternalLinks(True)
        self._trouble = label("bad", wrap=True)
        self._bar = keeps_place(QProgressBar())
        self._get = Button("", "download")
        self._pause = Button("", "pause")
        self._verify = Button("quiet", "check")
        self._remove = Button("quiet", "delete")
        self._build()
        look().changed.connect(self.retranslate)  # a link keeps the colour that it was set with

    def show_status(self, status: ModelStatus, activity: Activity | None) -> None:
        """How the model stands, and what is done to it right now."""
        if (status, activity) != (self._status, self._activity):
            self._status, self._activity = status, activity
            self.retranslate()

    def retranslate(self) -> None:
        """Sets all texts in the present language."""
        model = self.model
        self._title.setText(model_text(model.title))
        self._purpose.setText(model_text(model.purpose))
        uses = ", ".join(html.escape(model_text(use)) for use in model.needed_by)
        where, name = html.escape(model.licence.url), html.escape(model.licence.name)
        colour = look().tokens.accent
        licence = f'<a href="{where}" style="color: {colour}">{name}</a>'
        if not model.licence.commercial:
            licence += " · " + self.tr("not for sale")
        self._facts.setText(
            self.tr("{size} · {licence} · for: {uses}").format(
                size=size_text(model.size), licence=licence, uses=uses
            )
        )
        self._get.say(self._get_word())
        self._pause.say(self.tr("Pause"), self.tr("What arrived is kept"))
        self._verify.say(self.tr("Verify"), self.tr("Read the files again and check them"))
        self._remove.say(self.tr("Remove"), self.tr("Delete the files to free space"))
        self._bar.setAccessibleName(self.tr("Progress"))
        self.setAccessibleName(self._title.text())
        self._show_state()

    def _build(self) -> None:
        self.setProperty("role", "card")
        column = spaced(QVBoxLayout(self), GRID * 2, GRID // 2)
        head = spaced(QHBoxLayout(), 0, GRID)
        head.addWidget(self._title)
        head.addWidget(self._state, 1)
        for button, signal in (
            (self._verify, self.verify),
            (self._remove, self.remove),
            (self._pause, self.pause),
            (self._get, self.get),
        ):
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(self.model.id))
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for widget in (self._purpose, self._facts, self._bar, self._trouble):
            column.addWidget(widget)

    def _get_word(self) -> str:
        begun = self._status is not None and self._status.state is State.PARTIAL
        return self.tr("Resume") if begun else self.tr("Get")

    def _show_state(self) -> None:
        status, activity = self._status, self._activity
        running = activity is not None and activity.running
        ready = status is not None and status.ready
        stored = status is not None and any(file.state is State.INSTALLED for file in status.files)
        self._offer(
            {
                self._get: not ready and not running,
                self._pause: running,
                self._verify: ready and not running,
                self._remove: stored and not running,
            }
        )
        self._bar.setVisible(running)
        if activity is not None and running:
            self._bar.setRange(0, 1000 if activity.total else 0)
            self._bar.setValue(round(1000 * activity.done / max(1, activity.total)))
        self._state.setText(self._words())
        self._state.setProperty("role", "good" if ready else "soft")
        restyle(self._state)
        error = None if activity is None else activity.error
        note = "" if activity is None else activity.note
        self._trouble.setText(note if error is None else " ".join(error_words(error)))
        self._trouble.setVisible(bool(self._trouble.text()))

    def _offer(self, shown: dict[Button, bool]) -> None:
        """Shows these buttons. The focus stays on the card: a second key press hits no other."""
        fitting = [button for button, fits in shown.items() if fits]
        for button in fitting:
            button.show()
        held = self.window().focusWidget()
        if fitting and any(button is held and not fits for button, fits in shown.items()):
            fitting[0].setFocus()
        for button, fits in shown.items():
            button.setVisible(fits)

    def _words(self) -> str:
        status, activity = self._status, self._activity
        if activity is not None and activity.running:
            if activity.checking:
                return self.tr("Checking")
            return self.tr("{done} of {total}").format(
                done=size_text(activity.done), total=size_text(activity.total)
            )
        match None if status is None else status.state:
            case State.INSTALLED:
                return self.tr("Installed")
            case State.ELSEWHERE:
                return self.tr("Found on this computer")
            case State.PARTIAL if status is not None:
                return self.tr("{done} of {total} are here").format(
                    done=size_text(status.present), total=size_text(status.size)
                )
            case _:
                return ""
