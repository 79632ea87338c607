"""What is known of one presenter: picture, name, usual voice and preset, and the consent."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.pages.presenter_fields import PresetField, TextVoiceField, VoiceField
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, Note, Tone, empty, fields_column, label, scrolled, spaced
from app.gui.widgets.day_field import DayField
from app.gui.widgets.translated import Translated
from app.gui.widgets.video_view import VideoView
from app.presenters import Presenter
from talker.consent import Consent

_WIDTH = 336
_PICTURE_HEIGHT = 180


class PresenterPanel(Translated, QFrame):
    """All bring the Presenter; `changed` with the new facts and consent."""

    use = Signal(object)
    another = Signal(object)
    changed = Signal(object, object, object)  # Presenter, PresenterFacts, Consent
    remove = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.presenter: Presenter | None = None
        self._picture = VideoView()
        self.name = QLineEdit()
        self.owner = QLineEdit()
        self.source = QLineEdit()
        self.scope = QLineEdit()
        self.expires = DayField()
        self.voice = VoiceField()
        self.preset = PresetField()
        self.text_voice = TextVoiceField()
        self._lines = (self.name, self.owner, self.source, self.scope)
        self._fields: tuple[QWidget, ...] = (
            self.name,
            self.voice,
            self.text_voice,
            self.preset,
            *self._lines[1:],
            self.expires,
        )
        self._titles = [label("soft") for _ in self._fields]
        self._notes = QVBoxLayout()
        self._use = Button("primary", "create")
        self._another = Button("", "retry")
        self._remove = Button("quiet", "delete")
        self._build()

    def show_presenter(self, presenter: Presenter) -> None:
        """Shows another presenter; edits of the one before are written first."""
        self._keep()
        self.presenter = presenter
        self._picture.show_image(QImage(str(presenter.portrait)))
        self.name.setText(presenter.facts.name)
        self.voice.set_path(presenter.facts.voice)
        self.preset.set_value(presenter.facts.preset)
        self.text_voice.set_value(presenter.facts.text_voice)
        consent = presenter.consent
        self.owner.setText(consent.owner)
        self.source.setText(consent.source)
        self.scope.setText(consent.scope)
        self.expires.set_day(consent.expires)
        self._show_notes()

    def set_presets(self, names: Sequence[str]) -> None:
        """The presets that there are."""
        self.preset.set_known(names)

    def forget(self) -> None:
        """Shows nobody; what was typed of a removed presenter is not kept."""
        self.presenter = None
        self.hide()

    @override
    def retranslate(self) -> None:
        words = (
            (self.tr("Name"), self.tr("What the presenter is called")),
            (self.tr("Voice"), self.tr("The recording for videos that name none of their own")),
            (self.tr("Voice for texts"), self.tr("Who speaks the texts of videos with it")),
            (self.tr("Preset"), self.tr("The options for videos that name none of their own")),
            (self.tr("Owner"), self.tr("Who holds the rights to this portrait")),
            (self.tr("Consent"), self.tr("Where it is written down")),
            (self.tr("Covers"), self.tr("What was agreed to")),
            (self.tr("Until"), self.tr("The last day; empty: no end")),
        )
        for title, (text, tip), field in zip(self._titles, words, self._fields, strict=True):
            title.setText(text)
            field.setAccessibleName(text)
            field.setToolTip(tip)
        self.expires.say(self.tr("Until"), self.tr("The last day; empty: no end"))
        self.owner.setPlaceholderText(self.tr("Anna Berg"))
        self.source.setPlaceholderText(self.tr("letter of 3 May"))
        self.scope.setPlaceholderText(self.tr("our product videos"))
        self._use.say(self.tr("Use for a video"), self.tr("Opens the page Create with it"))
        self._another.say(
            self.tr("Another picture"),
            self.tr("Draws the same face in other clothes, elsewhere, cut otherwise"),
        )
        self._remove.say(self.tr("Remove…"), self.tr("Deletes the portrait and these notes"))
        self._show_notes()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._keep()
        super().hideEvent(event)

    def _build(self) -> None:
        self.setProperty("role", "card")
        self.setFixedWidth(_WIDTH)
        column = spaced(QVBoxLayout(self), GRID * 2, GRID)
        inside, fields = fields_column()
        self._picture.setFixedHeight(_PICTURE_HEIGHT)
        fields.addWidget(self._picture)
        grid = spaced(QGridLayout(), 0, GRID)
        grid.setColumnStretch(1, 1)
        for row, (title, field) in enumerate(zip(self._titles, self._fields, strict=True)):
            grid.addWidget(title, row, 0)
            grid.addWidget(field, row, 1)
        for line in self._lines:
            line.editingFinished.connect(self._keep)
        self.voice.changed.connect(self._keep)
        self.preset.activated.connect(self._keep)
        self.text_voice.activated.connect(self._keep)
        fields.addLayout(grid)
        fields.addLayout(self._notes)
        fields.addStretch()
        column.addWidget(scrolled(inside), 1)
        column.addWidget(self._another)
        buttons = spaced(QHBoxLayout(), 0, GRID)
        buttons.addWidget(self._remove)
        buttons.addStretch()
        buttons.addWidget(self._use)
        column.addLayout(buttons)
        self.expires.changed.connect(self._keep)
        self._another.clicked.connect(lambda: self.another.emit(self.presenter))
        self._use.clicked.connect(lambda: self.use.emit(self.presenter))
        self._remove.clicked.connect(lambda: self.remove.emit(self.presenter))

    def _keep(self) -> None:
        """Tells what was typed or chosen, once the field is left."""
        presenter = self.presenter
        if presenter is None:
            return
        name = self.name.text().strip() or presenter.facts.name
        usual = {
            "voice": self.voice.path,
            "preset": self.preset.value,
            "text_voice": self.text_voice.value,
        }
        facts = presenter.facts.model_copy(update={"name": name, **usual})
        consent = Consent(
            owner=self.owner.text().strip(),
            source=self.source.text().strip(),
            scope=self.scope.text().strip(),
            expires=self.expires.day if self.expires.fits else presenter.consent.expires,
        )
        if (facts, consent) != (presenter.facts, presenter.consent):
            self.presenter = presenter.model_copy(
                update={"facts": facts, "consent": consent, "problem": ""}
            )
            self._show_notes()
            self.changed.emit(presenter, facts, consent)

    def _show_notes(self) -> None:
        empty(self._notes)
        presenter = self.presenter
        if presenter is None:
            return
        if presenter.problem:
            note = Note(Tone.PROBLEM, presenter.problem)
        elif presenter.consent.ended():
            note = Note(
                Tone.PROBLEM,
                self.tr("The consent has ended."),
                self.tr("No video is made with this portrait until it is renewed."),
            )
        elif presenter.consent == Consent():
            note = Note(
                Tone.NOTE,
                self.tr("No consent is noted."),
                self.tr("Only show people who agreed to it."),
            )
        else:
            return
        self._notes.addWidget(note)
