"""Asks for a film and the words that it is to say."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.gui.pages.film_input import FilmInput
from app.gui.services.input_files import Kind
from app.gui.services.preview import PreviewService
from app.gui.texts.names import error_words, option_title
from app.gui.widgets.basic import Button, Note, Tone, label
from app.gui.widgets.dialog import Dialog
from app.gui.widgets.forms import DeclaredForm
from app.gui.widgets.player_dialog import PlayerDialog
from app.gui.widgets.setting_editors import FileEditor
from app.preview.film_messages import MakeJoin
from app.preview.messages import Made
from talker.errors import MouthpieceError
from talker.options.dub import DubOptions, DubRequest
from talker.options.spoken import VoiceOptions

_SIZE = QSize(600, 760)
_FIRST = ("engine", "extend", "ending", "film_sound")


class DubDialog(Dialog):
    """`chosen` brings the DubRequest, whose output lies in `folder`."""

    chosen = Signal(object)

    def __init__(self, folder: Path, preview: PreviewService, parent: QWidget) -> None:
        super().__init__(parent, "add", _SIZE)
        self._folder = folder
        self._preview = preview
        self.form = DeclaredForm(DubOptions, _FIRST, VoiceOptions.model_fields)
        self.film = FilmInput(preview)
        self.speech = FileEditor(DubRequest.model_fields["speech"], Kind.SPEECH)
        self.speech.setObjectName("file_speech")
        self._title = label("soft")
        self.join = Button("quiet", "play")
        self._asked: int | None = None
        self.add_scrolled(self.film, self._title, self.speech, self.form)
        self.add_button(self.join)
        for part in (self.form, self.film, self.speech):
            part.changed.connect(self._update)
        self.film.face_chosen.connect(lambda number: self.form.apply({"face": number}))
        self.join.clicked.connect(self._ask_join)
        self.retranslate()

    @override
    def retranslate(self) -> None:
        self.say(
            self.tr("New words for a film"),
            self.tr(
                "The person in the film says something else. Only lips and chin are drawn anew; "
                "all else stays as it was filmed."
            ),
            self.tr("Add to queue"),
        )
        self.film.retranslate()
        self.speech.retranslate()
        self._title.setText(option_title(self.speech.info))
        self.join.say(
            self.tr("See the join"),
            self.tr("Where the film goes on when the speech is longer, or ends when it is shorter"),
        )
        self._update()

    def _update(self) -> None:
        self.film.set_face(self.form.options.face)
        self.join.setEnabled(self.film.ready and self.form.valid and self._asked is None)
        given = self.film.ready and self.speech.value is not None
        fits = self.form.valid and not self.form.options.lacks_label_reason
        self.take.setEnabled(given and fits)

    @override
    def finish(self) -> None:
        clip, speech = self.film.path, self.speech.value
        assert clip is not None
        assert speech is not None
        if self.lacks((clip, speech)):
            return
        paths = {"clip": clip, "speech": speech}
        output = self._folder / f"{clip.stem}_{speech.stem}.mp4"
        values = dict(self.form.options) | paths | {"output": output}
        self.chosen.emit(DubRequest.model_validate(values))
        self.accept()

    def _ask_join(self) -> None:
        path = self.film.path
        if path is None:
            return
        self.show_notes(Note(Tone.NOTE, self.tr("The film is looked through…")))
        speech = self.speech.value
        heard = speech if speech is not None and speech.is_file() else None
        question = MakeJoin(path=path, options=self.form.options, speech=heard)
        self._asked = self._preview.ask(
            question, Made, self._show_join, self._tell_failure, owner=self
        )
        self._update()

    def _show_join(self, made: Made) -> None:
        self._asked = None
        self.show_notes()
        self._update()
        if made.path is not None:
            PlayerDialog(made.path, self.join.text(), self).open()

    def _tell_failure(self, error: MouthpieceError) -> None:
        self._asked = None
        self.show_notes(Note(Tone.PROBLEM, *error_words(error)))
        self._update()
