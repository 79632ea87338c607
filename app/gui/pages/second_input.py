"""What the other of two faces says: a second recording, or the other channel of the first."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.gui.pages.drop_zone import DropZone
from app.gui.pages.file_input import FileInput, Look
from app.gui.services.input_files import Kind
from app.gui.services.preview import PreviewService
from app.gui.texts.names import finding_words
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, Note, label, spaced
from app.preview.messages import LookAtSpeech, Question, SpeechLook
from talker.options.render import RenderOptions

_RIGHT = 2  # the usual channel of the second voice


class SecondInput(FileInput):
    """Shown where a picture has several faces. `swapped`: the faces shall change their voices."""

    swapped = Signal()

    def __init__(self, preview: PreviewService) -> None:
        inside = QWidget()
        super().__init__(preview, DropZone(Kind.SECOND_SPEECH, inside, compact=True), SpeechLook)
        self.zone.set_recent(())
        self._limit = 120.0
        self._channel = 0
        self._possible = False
        self._who = label("soft", wrap=True)
        self._swap = Button("quiet")
        self._swap.setObjectName("swap_faces")
        self._by_channel = Button("quiet", "speech")
        self._by_channel.setObjectName("voice_by_channel")
        self.zone.extra.addWidget(self._by_channel)
        row = spaced(QHBoxLayout(inside), 0, GRID)
        row.addWidget(self._who, 1)
        row.addWidget(self._swap)
        self._swap.clicked.connect(self.swapped)
        self._by_channel.clicked.connect(lambda: self.take(None, _RIGHT))
        self.retranslate()
        self._update()

    @property
    def speaks(self) -> bool:
        """Whether a second face speaks."""
        return self._possible and (self.path is not None or self._channel > 0)

    @property
    def channel(self) -> int:
        """The channel of the second voice; 0 for the mix of a second recording."""
        return self._channel if self.speaks else 0

    @property
    def seconds(self) -> float | None:
        """How long a second recording is, where that is known."""
        return self._look.seconds if isinstance(self._look, SpeechLook) else None

    @override
    def set_path(self, path: Path | None) -> None:
        self.take(path, 0)

    def take(self, path: Path | None, channel: int) -> None:
        """A second recording, or the channel of the only one; neither where nobody else speaks."""
        self._channel = channel
        super().set_path(path)
        self._update()

    def set_possible(self, possible: bool) -> None:
        """Whether there is a face that could speak."""
        if possible is not self._possible:
            self._possible = possible
            self._update()

    def set_options(self, options: RenderOptions) -> None:
        """The longest speech that is allowed."""
        if options.max_minutes != self._limit:
            self._limit = options.max_minutes
            if self.path is not None:
                self.look_again()

    @override
    def question(self, path: Path) -> Question:
        return LookAtSpeech(path=path, max_minutes=self._limit, channel=self._channel)

    @override
    def show_look(self, answer: Look) -> None:
        pass  # its notes say all there is to say

    @override
    def notes(self, path: Path) -> list[Note]:
        # Who speaks second is silent at first.
        found = () if self._look is None else self._look.findings
        kept = [one for one in found if one.code != "AUDIO_LATE"]
        return [Note(self.tone(one), *finding_words(one, path.name)) for one in kept]

    @override
    def retranslate(self) -> None:
        self.zone.say(
            self.tr("Second recording"),
            self.tr("What the other face says."),
        )
        self._by_channel.say(
            self.tr("One voice a channel"),
            self.tr("Each channel of the recording is the voice of one face"),
        )
        self._swap.say(self.tr("Swap"), self.tr("Let each face speak what the other one says"))
        self._say_who()
        super().retranslate()

    def _say_who(self) -> None:
        if self.path is not None:
            self._who.setText(self.tr("Face 1 speaks the first recording, face 2 this one."))
        elif self._channel:
            self.zone.fill_without(self.tr("One voice a channel"))
            text = self.tr("Face 2 speaks channel {number}, face 1 the other one.")
            self._who.setText(text.format(number=self._channel))

    def _update(self) -> None:
        self.setVisible(self._possible)
        self._say_who()
        self.changed.emit()
