"""The recording of the page Create: its waveform, playing it, and notes on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QWidget
from typing_extensions import override

from app.gui.pages.drop_zone import DropZone
from app.gui.pages.file_input import FileInput, Look
from app.gui.services.input_files import Kind
from app.gui.services.preview import PreviewService
from app.gui.texts.names import finding_words
from app.gui.widgets.basic import Button, Note
from app.preview.messages import LookAtSpeech, Question, SpeechLook
from app.trimming import Trimming
from talker.options.render import RenderOptions
from talker.options.sound import SoundChoice

if TYPE_CHECKING:
    from app.gui.pages.idle_view import IdleView
    from app.gui.pages.speech_view import SpeechView


class SpeechInput(FileInput):
    """A recording, or the seconds that the presenter waits without one; what shows either is made
    when it is first seen."""

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
        self._view: SpeechView | None = None
        self._idle_view: IdleView | None = None
        self._record = Button("", "microphone")
        self._wait = Button("quiet", "pause")
        self._faces = QStackedLayout(content)
        self.zone.extra.addWidget(self._record)
        self.zone.below.addWidget(self._wait, 0, Qt.AlignmentFlag.AlignCenter)
        self._record.clicked.connect(self.record)
        self._wait.clicked.connect(self._begin_waiting)
        self.retranslate()

    @property
    def answer(self) -> SpeechLook | None:
        """What is known; None while it is being looked at."""
        return self._look if isinstance(self._look, SpeechLook) else None

    @property
    def view(self) -> SpeechView:
        """The recording as it is seen and heard."""
        if self._view is None:
            from app.gui.pages.speech_view import SpeechView

            self._view = SpeechView()
            self._view.waveform.trimmed.connect(self._trimmed)
            self._faces.addWidget(self._view)
            self._say_waveform()
        return self._view

    @property
    def idle_view(self) -> IdleView:
        """How long the presenter waits."""
        if self._idle_view is None:
            from app.gui.pages.idle_view import IdleView

            self._idle_view = IdleView()
            self._idle_view.changed.connect(self.changed)
            self._idle_view.retranslate()
            self._faces.addWidget(self._idle_view)
        return self._idle_view

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
        return None if self.answer is None else self.view.waveform.trimming.heard

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
        self._shown = None
        self._trim, self._cut = "", ()
        if path is not None or self._view is not None:
            self._faces.setCurrentWidget(self.view)
            self.view.let_go()
        super().set_path(path)

    def set_idle(self, seconds: float) -> None:
        """No recording: the presenter waits."""
        self.set_path(None)
        self._waits = True
        self.idle_view.set_seconds(seconds)
        self._faces.setCurrentWidget(self.idle_view)
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
        from app.gui.pages.recorder import Recorder

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
        assert self.path is not None
        trimming = Trimming.of(answer.seconds, self._trim, self._cut)
        self.view.show_recording(self.path, answer.peaks, trimming)

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
        self._say_waveform()
        if self._idle_view is not None:
            self._idle_view.retranslate()
        if self._waits:
            self._say_waiting()
        super().retranslate()

    def _say_waveform(self) -> None:
        if self._view is None:
            return
        waveform = self._view.waveform
        waveform.setAccessibleName(self.tr("Waveform"))
        waveform.setToolTip(
            self.tr(
                "Click to go to a place. Drag the ends to trim, or over a stretch to cut it out. "
                "Keys: I and O begin and end here, Delete cuts out."
            )
        )

    def _trimmed(self, trimming: Trimming) -> None:
        """Asks again what is amiss; the shape stays as it is."""
        self._trim, self._cut = trimming.trim, trimming.cut
        self.look_again(keep=True)

    def _begin_waiting(self) -> None:
        self.set_idle(self.idle_view.seconds)
        self.idle_view.take_focus()

    def _say_waiting(self) -> None:
        self.zone.fill_without(self.tr("No recording"))
