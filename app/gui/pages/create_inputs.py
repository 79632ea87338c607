"""What a video is made from: a portrait, a recording or a text, sometimes a second recording and a
reference video."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.drafts import CreateDraft
from app.gui.pages.file_input import FileInput
from app.gui.pages.portrait_input import PortraitInput
from app.gui.pages.reference_input import ReferenceInput
from app.gui.pages.second_input import SecondInput
from app.gui.pages.speech_input import SpeechInput
from app.gui.services.input_files import Dropped, Kind
from app.gui.services.preview import PreviewService
from app.gui.theme import GRID
from app.gui.widgets.basic import label, spaced
from app.gui.widgets.in_front import FrontTabs, InFront, room_for
from app.gui.widgets.late_tab import put_in_tab
from app.gui.widgets.translated import Translated
from talker.options.engines import AUTO, engine_facts
from talker.options.render import RenderOptions, RenderRequest
from talker.options.spoken import VoiceOptions

if TYPE_CHECKING:
    from app.gui.pages.script_input import ScriptInput

_BESIDE = 560  # pixels that two inputs beside each other need
_RECORDING, _TEXT = 0, 1  # the tabs


class _Nothing(InFront, QWidget):
    """Stands in a tab until somebody wants what belongs there."""


class CreateInputs(Translated, QWidget):
    """`changed` after any change; `dropped` brings files and the kind of the zone they fell on;
    `voice_changed` and `models_wanted` are those of the script.

    The script is made when somebody turns to it, or brings one: most videos have a recording.
    """

    changed = Signal()
    dropped = Signal(object, object)  # list[Path], Kind
    voice_changed = Signal(object)  # VoiceOptions
    models_wanted = Signal(object)  # list[str]

    def __init__(self, preview: PreviewService, home: Path) -> None:
        super().__init__()
        self.portrait = PortraitInput(preview)
        self.speech = SpeechInput(preview, home)
        self.second = SecondInput(preview)
        self._preview = preview
        self._script: ScriptInput | None = None
        self._options = RenderOptions()
        self.tabs = FrontTabs()
        self.tabs.setUsesScrollButtons(False)
        self.reference = ReferenceInput(preview)
        self._chosen = AUTO
        self._renders = AUTO
        self._usual: Path | None = None  # the recording that came with the last presenter
        self._portrait_title = label("soft")  # as high as the tabs beside it
        self._portrait_title.setIndent(GRID * 2)
        portrait = spaced(QVBoxLayout(), 0, 0)
        portrait.addWidget(self._portrait_title)
        portrait.addWidget(self.portrait, 1)
        self._beside = beside = spaced(QBoxLayout(QBoxLayout.Direction.LeftToRight), 0, GRID * 2)
        beside.addLayout(portrait, 1)
        beside.addWidget(self.tabs, 1)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for tab in (self.speech, _Nothing()):
            self.tabs.addTab(tab, "")
        self.tabs.currentChanged.connect(self._turned)
        column = spaced(QVBoxLayout(self), 0, GRID * 2)
        column.addLayout(beside, 1)
        column.addWidget(self.second)
        column.addWidget(self.reference)
        inputs: dict[Kind, FileInput] = {
            Kind.PORTRAIT: self.portrait,
            Kind.SPEECH: self.speech,
            Kind.SECOND_SPEECH: self.second,
            Kind.REFERENCE: self.reference,
        }
        for kind, widget in inputs.items():
            widget.zone.dropped.connect(lambda paths, kind=kind: self.dropped.emit(paths, kind))
            widget.changed.connect(self._update)
        self.second.swapped.connect(self.portrait.swap)
        self.retranslate()
        self._turned()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where both have room, else one below the other."""
        wide = event.size().width() >= _BESIDE
        direction = QBoxLayout.Direction
        self._beside.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self._portrait_title.setVisible(wide)
        self._portrait_title.setFixedHeight(self.tabs.tabBar().sizeHint().height())
        super().resizeEvent(event)

    @override
    def retranslate(self) -> None:
        self._portrait_title.setText(self.tr("Portrait"))
        self.tabs.setAccessibleName(self.tr("What is heard"))
        for place, title in enumerate((self.tr("Recording"), self.tr("Text"))):
            self.tabs.setTabText(place, title)

    @property
    def script(self) -> ScriptInput:
        """The text that is spoken instead; made by the first who asks for it."""
        return self._make_script() if self._script is None else self._script

    def _make_script(self) -> ScriptInput:
        from app.gui.pages.script_input import ScriptInput

        self._script = script = ScriptInput(self._preview)
        script.set_options(self._options)
        script.changed.connect(self._update)
        script.voice_changed.connect(
            lambda: self.voice_changed.emit(VoiceOptions(**dict(script.form.options)))
        )
        script.models_wanted.connect(self.models_wanted)
        put_in_tab(self.tabs, _TEXT, script)
        room_for(self.tabs.currentWidget(), (self.speech, script))
        return script

    @property
    def speaks(self) -> bool:
        """Whether a text is spoken instead of a recording."""
        return self.tabs.currentIndex() == _TEXT

    def models_changed(self) -> None:
        """Asks again for what the script lacked."""
        if self._script is not None:
            self._script.models_changed()

    def set_request(self, request: RenderRequest | None) -> None:
        """What would be made now; None while something is missing."""
        if self._script is not None:
            self._script.sentences.set_request(request)

    def look_where_stopped(self) -> None:
        """Asks again for files that nothing can be made of: what stopped them may be mended."""
        for one in (self.portrait, self.speech, self.reference):
            if one.path is not None and one.looked and not one.ready:
                one.look_again()

    @property
    def values(self) -> dict[str, Any] | None:
        """The fields of a request that the inputs give; None while one is missing."""
        if not self.complete:
            return None
        return {
            "portrait": self.portrait.path,
            "face": self.portrait.face,
            **self._heard_values,
            "reference": self.reference.path if self.follows_reference else None,
            "reference_use": self.reference.use,
        }

    @property
    def seconds(self) -> float | None:
        """How long the video will be, where that is known."""
        if self.speaks:
            return self.script.seconds
        first = self.speech.seconds
        if first is None or not self.second.speaks or self.second.path is None:
            return first
        return None if self.second.seconds is None else max(first, self.second.seconds)

    @property
    def follows_reference(self) -> bool:
        """Whether a reference video is given and counts."""
        return self._follows and self.reference.path is not None and not self.second.speaks

    @property
    def empty(self) -> bool:
        """Whether nothing is given yet."""
        written = self._script is not None and self._script.filled
        return self.portrait.path is None and not self._heard and not written

    @property
    def complete(self) -> bool:
        """Whether all is given that a video needs."""
        return self.portrait.path is not None and self._heard

    @property
    def looked(self) -> bool:
        """Whether it is known what the files hold."""
        script = not self.speaks or self.script.looked
        return script and all(widget.looked for widget in self._given())

    @property
    def ready(self) -> bool:
        """Whether a video can be made of them."""
        script = not self.speaks or self.script.ready
        return self.complete and script and all(widget.ready for widget in self._given())

    def set_options(self, options: RenderOptions) -> None:
        """What the options say about the inputs."""
        self._options = options
        self._chosen = options.engine
        self.portrait.set_mode(options.mode)
        self.portrait.set_turn(options.turn)
        self.portrait.set_anyway(options.anyway)
        self.speech.set_options(options)
        self.second.set_options(options)
        if self._script is not None:
            self._script.set_options(options)
        self._update()

    def set_renders(self, engine: str) -> None:
        """Which engine will render, however it was chosen."""
        if engine != self._renders:
            self._renders = engine
            self.portrait.set_engine(engine)
            self._update()

    def take(self, files: Dropped) -> None:
        """Takes what was dropped; what was not stays."""
        for path, widget in (
            (files.portrait, self.portrait),
            (files.speech, self.speech),
            (files.second_speech, self.second),
            (files.reference, self.reference),
        ):
            if path is not None:
                widget.set_path(path)
        if files.speech is not None:
            self.tabs.setCurrentWidget(self.speech)

    def take_presenter(self, portrait: Path, voice: Path | None) -> None:
        """A portrait, and the recording that goes with it where the user has named none."""
        self.portrait.set_path(portrait)
        # The usual recording of another presenter is none that the user has named.
        lent = self._usual is not None and self.speech.path == self._usual
        if lent or not self._heard:
            self.speech.set_path(voice)
            self._usual = voice

    @property
    def draft(self) -> CreateDraft:
        """All that is given, also what does not count at the moment; without the options."""
        script = self._script
        return CreateDraft(
            portrait=self.portrait.path,
            face=self.portrait.face,
            second_face=self.portrait.second_face,
            speech=self.speech.path,
            idle=self.speech.idle,
            trim=self.speech.trim,
            cut=self.speech.cut,
            second_speech=self.second.path,
            second_channel=self.second.channel,
            reference=self.reference.path,
            reference_use=self.reference.use,
            text="" if script is None else script.text,
            keep=None if script is None else script.keep,
            spoken=self.speaks,
        )

    def take_draft(self, draft: CreateDraft) -> None:
        """Shows the inputs of another video."""
        self.set_options(draft.options)
        self.portrait.set_path(draft.portrait, draft.face, draft.second_face)
        self.second.take(draft.second_speech, draft.second_channel)
        self.tabs.setCurrentIndex(_TEXT if draft.spoken else _RECORDING)
        if self._script is not None or draft.text or draft.keep is not None:
            self.script.set_text(draft.text, draft.keep)
        if draft.idle:
            self.speech.set_idle(draft.idle)
        else:
            self.speech.set_path(draft.speech)
            self.speech.set_trimming(draft.trim, draft.cut)
        self.reference.set_use(draft.reference_use)
        self.reference.set_path(draft.reference)

    @property
    def _heard(self) -> bool:
        """Whether it is known what is to be heard, if anything."""
        if self.speaks:
            return self.script.filled
        return self.speech.path is not None or self.speech.idle > 0

    @property
    def _heard_values(self) -> dict[str, Any]:
        """What is heard, as a request says it."""
        if self.speaks:
            return {
                "text": self.script.text,
                "keep": self.script.keep,
                "idle": 0.0,
                "trim": "",
                "cut": (),
            }
        return {
            "speech": self.speech.path,
            "second_face": self.portrait.second_face if self.second.speaks else 0,
            "second_speech": self.second.path if self.second.speaks else None,
            "second_channel": self.second.channel,
            "idle": self.speech.idle,
            "trim": self.speech.trim,
            "cut": self.speech.cut,
        }

    @property
    def _follows(self) -> bool:
        """Whether the engine can follow a reference video; a given one asks for such an engine."""
        if self._chosen == AUTO and self.reference.path is not None:
            return True
        facts = engine_facts(self._renders if self._chosen == AUTO else self._chosen)
        return facts is not None and facts.follows_reference

    def _given(self) -> list[FileInput]:
        """The inputs that count."""
        given: list[FileInput] = [self.portrait, *([] if self.speaks else [self.speech])]
        if not self.speaks and self.second.speaks and self.second.path is not None:
            given.append(self.second)
        return [*given, self.reference] if self.follows_reference else given

    def _turned(self) -> None:
        if self.speaks and self._script is None:
            self._make_script()
        text = self.tabs.widget(_TEXT)
        assert text is not None
        room_for(self.tabs.currentWidget(), (self.speech, text))
        self._update()

    def _update(self) -> None:
        # A presenter who waits has nobody to talk to.
        self.second.set_possible(self.portrait.many and self.speech.idle == 0 and not self.speaks)
        self.portrait.set_pair(self.second.speaks)
        self.speech.set_apart(self.second.channel > 0)
        self.reference.setVisible(self._follows and not self.second.speaks)
        self.changed.emit()
