"""The recording of the page Create: its waveform, playing it, and notes on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.pages.drop_zone import DropZone
from app.gui.pages.file_input import FileInput, Look
from app.gui.pages.idle_view import IdleView
from app.gui.pages.recorder import Recorder
from app.gui.pages.trim_tools import TrimTools
from app.gui.pages.waveform import Waveform
from app.gui.services.input_files import Kind
from app.gui.services.preview import PreviewService
from app.gui.texts.names import finding_words
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, Note, spaced
from app.gui.widgets.player import Player
from app.preview.messages import LookAtSpeech, Question, SpeechLook
from app.trimming import Trimming
from talker.options.render import RenderOptions
from talker.options.sound import SoundChoice


class SpeechInput(FileInput):
    """A recording, or the seconds that the presenter waits without one."""

    def __init__(self, preview: PreviewService, home: Path) -> None:
        content = QWidget()
        super().__init__(preview, DropZone(Kind.SPEECH, content), SpeechLook)
        self._home = home
        self._limit = 120.0
        self._choice = SoundChoice()
        self._waits = False
        self._apart = False
        self._shown: tuple[float, ...] | None = None  # the peaks that are drawn
        self._trim, self._cut = "", tuple[str, ...]()
        self.waveform = Waveform()
        self.tools = TrimTools(self.waveform)
        self.player = Player(picture=False)
        self.idle_view = IdleView()
        self._record = Button("", "microphone")
        self._wait = Button("quiet", "pause")
        self._faces = QStackedLayout(content)
        self._build()
        self.waveform.sought.connect(self.player.seek)
        self.waveform.trimmed.connect(self._trimmed)
        self.player.moved.connect(self._moved)
        self.idle_view.changed.connect(self.changed)
        self._record.clicked.connect(self.record)
        self._wait.clicked.connect(self._begin_waiting)
        self.retranslate()

    @property
    def answer(self) -> SpeechLook | None:
        """What is known; None while it is being looked at."""
        return self._look if isinstance(self._look, SpeechLook) else None

    @property
    def idle(self) -> float:
        """The seconds to wait instead of speaking; 0 where there is to be a recording."""
        return self.idle_view.seconds if self._waits else 0.0

    @property
    @override
    def looked(self) -> bool:
        return self._waits or super().looked

    @property
    @override
    def ready(self) -> bool:
        return self._waits or super().ready

    @property
    def seconds(self) -> float | None:
        """How long the video will be, where that is known."""
        if self._waits:
            return self.idle
        return None if self.answer is None else self.waveform.trimming.heard

    @property
    def trim(self) -> str:
        """The option `trim`: which stretch is heard."""
        return self._trim

    @property
    def cut(self) -> tuple[str, ...]:
        """The option `cut`: what is left out of it."""
        return self._cut

    def set_trimming(self, trim: str, cut: tuple[str, ...]) -> None:
        """What shall be heard of the recording, as the options say it."""
        self._trim, self._cut = trim, cut
        if self.path is not None:
            self.look_again()

    @override
    def set_path(self, path: Path | None) -> None:
        self._waits = False
        self._faces.setCurrentIndex(0)
        self._shown = None
        self._trim, self._cut = "", ()
        self.player.open(None)
        self.waveform.show_peaks((), Trimming.of(0.0))
        super().set_path(path)

    def set_idle(self, seconds: float) -> None:
        """No recording: the presenter waits."""
        self.set_path(None)
        self._waits = True
        self.idle_view.set_seconds(seconds)
        self._faces.setCurrentIndex(1)
        self._say_waiting()
        self.changed.emit()

    def set_options(self, options: RenderOptions) -> None:
        """The longest speech that is allowed, and what of it is heard."""
        asked = options.max_minutes, options.sound
        if asked != (self._limit, self._choice):
            self._limit, self._choice = asked
            if self.path is not None:
                self.look_again()

    def set_apart(self, apart: bool) -> None:
        """Whether each channel is a voice of its own: then nobody needs to be told."""
        if apart is not self._apart:
            self._apart = apart
            self.show_notes()

    @override
    def notes(self, path: Path) -> list[Note]:
        if not self._apart or self._look is None:
            return super().notes(path)
        found = [one for one in self._look.findings if one.code != "AUDIO_TWO_VOICES"]
        return [Note(self.tone(one), *finding_words(one, path.name)) for one in found]

    def record(self) -> None:
        """Opens the recorder."""
        recorder = Recorder(self._home, self)
        recorder.recorded.connect(lambda path: self.zone.dropped.emit([path]))
        recorder.open()

    @override
    def question(self, path: Path) -> Question:
        choice = self._choice
        return LookAtSpeech(
            path=path,
            max_minutes=self._limit,
            track=choice.track,
            channel=choice.channel,
            trim=self._trim,
            cut=self._cut,
        )

    @override
    def show_look(self, answer: Look) -> None:
        assert isinstance(answer, SpeechLook)
        if self._shown == answer.peaks:
            return  # only another part of it is heard
        self._shown = answer.peaks
        trimming = Trimming.of(answer.seconds, self._trim, self._cut)
        self.waveform.show_peaks(answer.peaks, trimming)
        if answer.seconds:
            self.player.open(self.path, seconds=answer.seconds)

    @override
    def retranslate(self) -> None:
        self.zone.say(
            self.tr("Drop a recording here"),
            self.tr("Speech as WAV, MP3, M4A or FLAC, or a video with sound."),
        )
        self._record.say(self.tr("Record…"), self.tr("Record with the microphone"))
        self._wait.say(
            self.tr("No recording"), self.tr("Let the presenter wait, without saying anything")
        )
        self.waveform.setAccessibleName(self.tr("Waveform"))
        self.waveform.setToolTip(
            self.tr(
                "Click to go to a place. Drag the ends to trim, or over a stretch to cut it out. "
                "Keys: I and O begin and end here, Delete cuts out."
            )
        )
        self.idle_view.retranslate()
        if self._waits:
            self._say_waiting()
        super().retranslate()

    def _build(self) -> None:
        heard = QWidget()
        column = spaced(QVBoxLayout(heard), 0, GRID)
        column.addWidget(self.waveform, 4)
        column.addWidget(self.tools)
        column.addWidget(self.player)
        column.addStretch(1)
        self._faces.addWidget(heard)
        self._faces.addWidget(self.idle_view)
        self.zone.extra.addWidget(self._record)
        self.zone.below.addWidget(self._wait, 0, Qt.AlignmentFlag.AlignCenter)

    def _trimmed(self, trimming: Trimming) -> None:
        """Asks again what is amiss; the shape stays as it is."""
        self._trim, self._cut = trimming.trim, trimming.cut
        self.look_again(keep=True)

    def _moved(self, second: float) -> None:
        """Follows the player, and lets it go on where something is heard."""
        self.waveform.set_position(second)
        trimming = self.waveform.trimming
        if not self.player.playing or trimming.whole:
            return
        heard = trimming.next_kept(second)
        if heard is None:
            self.player.toggle()
            self.player.seek(trimming.start)
        elif heard > second:
            self.player.seek(heard)

    def _begin_waiting(self) -> None:
        self.set_idle(self.idle_view.seconds)
        self.idle_view.take_focus()

    def _say_waiting(self) -> None:
        self.zone.fill_without(self.tr("No recording"))
