"""What is known of one presenter: the picture, the name, the owner, the consent."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout

from app.gui.pieces import Button, Note, Tone, empty, label, spaced
from app.gui.player import VideoView
from app.gui.theme import GRID
from app.presenters import Presenter, PresenterFacts

_WIDTH = 320
_TYPING_MS = 500  # after the last key what was typed is kept


class PresenterPanel(QFrame):
    """`use`, `changed` and `remove` bring the Presenter (with the new facts)."""

    use = Signal(object)
    changed = Signal(object, object)  # Presenter, PresenterFacts
    remove = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.presenter: Presenter | None = None
        self._picture = VideoView()
        self.name = QLineEdit()
        self.owner = QLineEdit()
        self.consent = QPlainTextEdit()
        self._titles = [label("soft") for _ in range(3)]
        self._notes = QVBoxLayout()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_TYPING_MS)
        self._use = Button("primary", "create")
        self._remove = Button("quiet", "delete")
        self._build()

    def show_presenter(self, presenter: Presenter) -> None:
        self._keep()
        self.presenter = presenter
        self._picture.show_image(QImage(str(presenter.portrait)))
        self.name.setText(presenter.facts.name)
        self.owner.setText(presenter.facts.owner)
        self.consent.setPlainText(presenter.facts.consent)
        self._show_notes()

    def forget(self) -> None:
        """Shows nobody; what was typed of a removed presenter is not kept."""
        self.presenter = None
        self.hide()

    def retranslate(self) -> None:
        words = (self.tr("Name"), self.tr("Owner"), self.tr("Consent"))
        for title, text, field in zip(
            self._titles, words, (self.name, self.owner, self.consent), strict=True
        ):
            title.setText(text)
            field.setAccessibleName(text)
        self.owner.setPlaceholderText(self.tr("Who holds the rights to this portrait"))
        self.owner.setToolTip(self.owner.placeholderText())
        self.consent.setPlaceholderText(
            self.tr("Who agreed to its use, to what, when, and where that is written down")
        )
        self.consent.setToolTip(self.consent.placeholderText())
        self.name.setToolTip(self.tr("What the presenter is called"))
        self._use.say(self.tr("Use for a video"), self.tr("Opens the page Create with it"))
        self._remove.say(self.tr("Remove…"), self.tr("Deletes the portrait and these notes"))
        self._show_notes()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        self._keep()
        super().hideEvent(event)

    def _build(self) -> None:
        self.setProperty("role", "card")
        self.setFixedWidth(_WIDTH)
        column = spaced(QVBoxLayout(self), GRID * 2, GRID)
        self._picture.setFixedHeight(220)
        self.consent.setFixedHeight(88)
        self.consent.setTabChangesFocus(True)
        column.addWidget(self._picture)
        for title, field in zip(self._titles, (self.name, self.owner, self.consent), strict=True):
            column.addWidget(title)
            column.addWidget(field)
        column.addLayout(self._notes)
        column.addStretch()
        row = spaced(QHBoxLayout(), 0, GRID)
        row.addWidget(self._remove)
        row.addStretch()
        row.addWidget(self._use)
        column.addLayout(row)
        self.name.editingFinished.connect(self._keep)
        self.owner.editingFinished.connect(self._keep)
        self.consent.textChanged.connect(self._soon.start)
        self._soon.timeout.connect(self._keep)
        self._use.clicked.connect(lambda: self.use.emit(self.presenter))
        self._remove.clicked.connect(lambda: self.remove.emit(self.presenter))

    def _keep(self) -> None:
        """Tells what was typed, once the field is left."""
        presenter = self.presenter
        if presenter is None:
            return
        typed = PresenterFacts(
            name=self.name.text().strip() or presenter.facts.name,
            owner=self.owner.text().strip(),
            consent=self.consent.toPlainText().strip(),
            created=presenter.facts.created,
        )
        if typed != presenter.facts:
            self.presenter = presenter.model_copy(update={"facts": typed})
            self._show_notes()
            self.changed.emit(presenter, typed)

    def _show_notes(self) -> None:
        empty(self._notes)
        if self.presenter is not None and not self.presenter.facts.consent:
            self._notes.addWidget(
                Note(
                    Tone.NOTE,
                    self.tr("No consent is noted."),
                    self.tr("Only show people who agreed to it."),
                )
            )
