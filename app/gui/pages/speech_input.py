"""The recording of the page Create: its shape, playing it, and what is to be said of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.gui.inputs import Kind
from app.gui.pages.drop_zone import DropZone
from app.gui.pages.recorder import Recorder
from app.gui.pages.waveform import Waveform
from app.gui.pieces import Button, Note, Tone, empty, spaced
from app.gui.player import Player
from app.gui.preview_service import PreviewService
from app.gui.theme import GRID
from app.gui.words import error_words, finding_words
from app.preview.messages import LookAtSpeech, SpeechLook
from talker.errors import MouthpieceError


class SpeechInput(QWidget):
    """`changed` when the file, or what is known about it, changes."""

    changed = Signal()

    def __init__(self, preview: PreviewService, home: Path) -> None:
        super().__init__()
        self._preview = preview
        self._home = home
        self._asked: int | None = None
        self._answer: SpeechLook | None = None
        self._limit = 120.0
        self.waveform = Waveform()
        self.player = Player(picture=False)
        inside = QWidget()
        content = spaced(QVBoxLayout(inside), 0, GRID)
        content.addStretch(1)
        content.addWidget(self.waveform, 4)
        content.addWidget(self.player)
        content.addStretch(1)
        self.zone = DropZone(Kind.SPEECH, inside)
        self._record = Button("", "microphone")
        self.zone.extra.addWidget(self._record)
        self._notes = spaced(QVBoxLayout(), 0, GRID)
        column = spaced(QVBoxLayout(self), 0, GRID)
        column.addWidget(self.zone, 1)
        column.addLayout(self._notes)
        column.addStretch()
        self.zone.removed.connect(lambda: self.set_path(None))
        self.waveform.sought.connect(self.player.seek)
        self.player.moved.connect(self.waveform.set_position)
        self._record.clicked.connect(self.record)
        self.retranslate()

    @property
    def path(self) -> Path | None:
        return self.zone.path

    @property
    def ready(self) -> bool:
        """Whether a video can be made of it."""
        answer = self._answer
        return answer is not None and not any(one.stops for one in answer.findings)

    @property
    def answer(self) -> SpeechLook | None:
        """What is known; None while it is being looked at."""
        return self._answer

    @property
    def seconds(self) -> float | None:
        return None if self._answer is None else self._answer.seconds

    def set_path(self, path: Path | None) -> None:
        self.zone.set_path(path)
        self.player.open(None)
        self.waveform.show_peaks((), 0.0)
        self._ask()

    def set_limit(self, minutes: float) -> None:
        """The longest speech that is allowed."""
        if minutes != self._limit:
            self._limit = minutes
            self._ask()

    def record(self) -> None:
        """Opens the recorder."""
        recorder = Recorder(self._home, self)
        recorder.recorded.connect(lambda path: self.zone.dropped.emit([path]))
        recorder.open()

    def retranslate(self) -> None:
        self.zone.say(
            self.tr("Drop a recording here"),
            self.tr("Speech as WAV, MP3, M4A or FLAC, or a video with sound."),
        )
        self._record.say(self.tr("Record…"), self.tr("Record with the microphone"))
        self.waveform.setAccessibleName(self.tr("Waveform"))
        self.waveform.setToolTip(self.tr("Click to go to a place in the recording."))
        self._show_notes()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _ask(self) -> None:
        if self._asked is not None:
            self._preview.cancel(self._asked)
            self._asked = None
        self._answer = None
        if self.path is not None:
            question = LookAtSpeech(path=self.path, max_minutes=self._limit)
            self._asked = self._preview.ask(
                question, SpeechLook, self._show, self._fail, owner=self
            )
        else:
            empty(self._notes)
        self.changed.emit()

    def _show(self, answer: SpeechLook) -> None:
        self._asked = None
        self._answer = answer
        self.waveform.show_peaks(answer.peaks, answer.seconds)
        if answer.seconds:
            self.player.open(self.path)
        self._show_notes()
        self.changed.emit()

    def _show_notes(self) -> None:
        empty(self._notes)
        if self._answer is None or self.path is None:
            return
        for finding in self._answer.findings:
            tone = Tone.PROBLEM if finding.stops else Tone.WARNING
            self._notes.addWidget(Note(tone, *finding_words(finding, self.path.name)))

    def _fail(self, error: MouthpieceError) -> None:
        self._asked = None
        empty(self._notes)
        self._notes.addWidget(Note(Tone.PROBLEM, *error_words(error)))
        self.changed.emit()
