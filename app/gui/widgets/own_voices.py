"""The user's own voices: which there are, and why files among them cannot be used."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.services.context import Context
from app.gui.texts.names import bad_voice_words
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, Note, Tone, empty, label, spaced
from app.gui.widgets.translated import Translated
from app.preview.script_messages import BadVoice, ListVoices, VoicesFound
from speech_gen.voice_files import OWN, own_voices_folder


class BadVoices(Translated, QWidget):
    """A note for each file that should be a voice and is none."""

    def __init__(self) -> None:
        super().__init__()
        self._notes = spaced(QVBoxLayout(self), 0, GRID)
        self._bad: tuple[BadVoice, ...] = ()

    def show_bad(self, bad: Iterable[BadVoice]) -> None:
        """These, in the place of earlier ones."""
        self._bad = tuple(bad)
        self.retranslate()

    @override
    def retranslate(self) -> None:
        self.setVisible(bool(self._bad))
        empty(self._notes)
        for one in self._bad:
            self._notes.addWidget(Note(Tone.WARNING, bad_voice_words(one)))


class OwnVoicesView(Translated, QWidget):
    """The voices in the home, in the settings; read again each time the page is shown."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._found = VoicesFound(voices=())
        self._how = label("soft", wrap=True)
        self._names = label(wrap=True)
        self._folder = Button("quiet", "folder")
        self.bad = BadVoices()
        column = spaced(QVBoxLayout(self), 0, GRID)
        column.addWidget(self._how)
        column.addWidget(self._names)
        column.addWidget(self.bad)
        row = spaced(QHBoxLayout(), 0, GRID)
        row.addWidget(self._folder)
        row.addStretch()
        column.addLayout(row)
        self._folder.clicked.connect(self._open)
        self.retranslate()

    def look(self) -> None:
        """Reads the folder again."""
        self._context.preview.ask(ListVoices(), VoicesFound, self._show, lambda _: None, owner=self)

    @override
    def retranslate(self) -> None:
        self._how.setText(
            self.tr(
                "Voices that were made for Kokoro-82M, as files with the ending .npy, .bin, "
                ".safetensors or .pt; a .toml file beside each says what it speaks."
            )
        )
        self._folder.say(self.tr("Open the folder of your voices"))
        self._show(self._found)

    def _show(self, found: VoicesFound) -> None:
        self._found = found
        own = [one for one in found.voices if one.id.startswith(f"{OWN}:")]
        names = ", ".join(f"{one.title} ({one.languages[0]})" for one in own)
        self._names.setText(names or self.tr("There are none yet."))
        self.bad.show_bad(found.bad)

    def _open(self) -> None:
        folder = own_voices_folder(self._context.home)
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
