"""The text of the page Create: a script, whoever speaks it, and how it sounds."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.pages.script_editor import ScriptEditor
from app.gui.pages.script_listening import ScriptListening
from app.gui.pages.sentence_panel import SentencePanel
from app.gui.services.preview import PreviewService
from app.gui.texts.choices import CHOICES
from app.gui.texts.names import code_words, error_words
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, IconButton, Note, Tone, beside, empty, label, spaced
from app.gui.widgets.flow import Flow
from app.gui.widgets.forms import DeclaredForm
from app.gui.widgets.in_front import InFront
from app.gui.widgets.own_voices import BadVoices
from app.gui.widgets.player import Player, clock
from app.gui.widgets.translated import Translated
from app.gui.widgets.voice_editor import VoiceEditor
from app.preview.script_messages import (
    ListVoices,
    LookAtScript,
    ScriptLook,
    SpeakScript,
    VoicesFound,
)
from speech_gen.script.marks import EMPHASIS, MARKS
from talker.errors import ErrorCode, MouthpieceError
from talker.options.render import RenderOptions
from talker.options.spoken import SayOptions, VoiceOptions
from talker.progress import NoticeCode

_PAUSE_MS = 400  # after the last key, until the script is looked at
_FIRST = ("voice", "voice_speed")
_ALL_SECONDS = 86_400.0  # of a script: any sentence of it


class ScriptInput(Translated, InFront, QWidget):
    """`changed` when the text, or what is known of it, changes; `voice_changed` when another voice
    or delivery is chosen; `models_wanted` when the user gets what a voice lacks."""

    changed = Signal()
    voice_changed = Signal()
    models_wanted = Signal(object)  # list[str]

    def __init__(self, preview: PreviewService) -> None:
        super().__init__()
        self._preview = preview
        self._asked: int | None = None
        self._language = ""
        self._look: ScriptLook | None = None
        self._wanted: int | None = None  # the sentence to be heard once the script was looked at
        self.keep: Path | None = None
        self.editor = ScriptEditor()
        self.form = DeclaredForm(VoiceOptions, _FIRST)
        self.player = Player(picture=False)
        self.sentences = SentencePanel(preview)
        self._listening = ScriptListening(preview, self.player, self)
        self._marks = Button("quiet", "add")
        self._menu = QMenu(self)
        self._listen = Button("", "play")
        self._status = label("faint")
        self._notes = spaced(QVBoxLayout(), 0, GRID)
        self._kept = label("soft", wrap=True)
        self._bad = BadVoices()
        self._forget = IconButton("close")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._build()
        self._connect()
        self.retranslate()

    @property
    def text(self) -> str:
        """The script as it stands."""
        return self.editor.toPlainText()

    @property
    def filled(self) -> bool:
        """Whether something is written."""
        return bool(self.text.strip())

    @property
    def looked(self) -> bool:
        """Whether it is known what the script holds."""
        return self._look is not None

    @property
    def ready(self) -> bool:
        """Whether it can be spoken."""
        look = self._look
        return look is not None and look.problem is None and not look.missing

    def models_changed(self) -> None:
        """Asks again for what lacked a model."""
        if self._look is not None and self._look.missing:
            self.look_again()

    @property
    def seconds(self) -> float | None:
        """About how long the video will be, where that is known."""
        return self._look.seconds if self._look is not None and self.ready else None

    def set_options(self, options: RenderOptions) -> None:
        """Who speaks, and the language."""
        values = {name: getattr(options, name) for name in VoiceOptions.model_fields}
        voice, before = VoiceOptions(**values), self.form.options
        if (voice, options.language) != (before, self._language):
            self._language = options.language
            self.form.set_options(voice)
            self.look_again()

    def set_text(self, text: str, keep: Path | None = None) -> None:
        """Another script; of the video `keep` the sentences that stay as they are will be taken."""
        self.keep = keep
        self.editor.setPlainText(text)
        self._show_kept()
        if keep is not None:
            self.sentences.open(True)

    def look_again(self) -> None:
        """Asks whether the script can be spoken, a moment after the last key."""
        self._look = self._wanted = None
        self._listen.setEnabled(False)
        self.sentences.show_script(self.text if self.filled else "", self._options)
        self._timer.start()
        self.changed.emit()

    def listen(self) -> None:
        """Speaks the beginning of the script."""
        self._begin_to_speak()
        self._listening.start(SpeakScript(text=self.text, options=self._options))

    def play_sentence(self, number: int) -> None:
        """Speaks one sentence, counted from 0; as soon as it is known that it can be spoken."""
        self._wanted = None if self.looked else number
        if not self.ready:
            return
        self._begin_to_speak()
        self._listening.play(
            SpeakScript(
                text=self.text, options=self._options, seconds=_ALL_SECONDS, sentence=number
            )
        )

    def _begin_to_speak(self) -> None:
        self._listen.setEnabled(False)
        self._status.setText(self.tr("The voice is speaking…"))

    @override
    def retranslate(self) -> None:
        self.editor.setPlaceholderText(
            self.tr("Write what is to be said. [pause 0.5] is silence, [nod] a nod, *word* stress.")
        )
        self.editor.setAccessibleName(self.tr("Script"))
        self.editor.setToolTip(self.tr("Script"))
        self._marks.say(self.tr("Mark"), self.tr("Put a mark where the cursor is"))
        self._listen.say(self.tr("Listen"), self.tr("Hear the first half minute of the script"))
        self._forget.say(self.tr("Make every sentence anew"))
        self._fill_menu()
        self._show_kept()
        self._show_look()

    @property
    def _options(self) -> SayOptions:
        return SayOptions(**dict(self.form.options), language=self._language)

    def _build(self) -> None:
        column = spaced(QVBoxLayout(self), 0, GRID)
        self.editor.setMinimumHeight(180)
        column.addWidget(self.editor, 1)
        row = Flow()
        row.addWidget(beside(self._marks, self._listen))
        row.addWidget(self._status)
        column.addLayout(row)
        kept = spaced(QHBoxLayout(), 0, GRID)
        kept.addWidget(self._kept, 1)
        kept.addWidget(self._forget)
        column.addLayout(kept)
        column.addWidget(self.sentences)
        self.player.hide()
        column.addWidget(self.player)
        column.addLayout(self._notes)
        column.addWidget(self._bad)
        column.addWidget(self.form)
        self._marks.setMenu(self._menu)

    def _connect(self) -> None:
        self.editor.textChanged.connect(self.look_again)
        self.form.changed.connect(self._voice_edited)
        self._timer.timeout.connect(self._ask)
        self._listen.clicked.connect(self.listen)
        self.sentences.play_wanted.connect(self.play_sentence)
        self.sentences.rewritten.connect(self.editor.replace)
        self._listening.spoke.connect(self.sentences.look_again)
        self._listening.heard.connect(self._heard)
        self._listening.failed.connect(self._fail)
        self._forget.clicked.connect(self._forget_kept)

    def _fill_menu(self) -> None:
        self._menu.clear()
        for mark in MARKS:
            opening, _, closing = mark.example.partition("…")
            action = self._menu.addAction(
                f"{mark.example}   {QCoreApplication.translate(CHOICES, mark.meaning)}"
            )
            action.triggered.connect(
                lambda _=False, pair=(opening, closing): self.editor.insert_mark(*pair)
            )
        opening, _, closing = EMPHASIS.partition("…")
        stress = self._menu.addAction(f"{EMPHASIS}   {self.tr('Stress')}")
        stress.triggered.connect(lambda: self.editor.insert_mark(opening, closing))

    def _ask(self) -> None:
        if self._asked is not None:
            self._preview.cancel(self._asked)
            self._asked = None
        if not self.filled:
            self._show_look()
            return
        question = LookAtScript(text=self.text, options=self._options)
        self._asked = self._preview.ask(question, ScriptLook, self._take, self._fail, owner=self)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Each time: the user may have put voices into the home, or mended them.
        self._preview.ask(ListVoices(), VoicesFound, self._offer, self._fail, owner=self)

    def _offer(self, found: VoicesFound) -> None:
        self._bad.show_bad(found.bad)
        editor = self.form.editor("voice")
        assert isinstance(editor, VoiceEditor)
        editor.offer(found.voices)

    def _take(self, look: ScriptLook) -> None:
        self._asked = None
        self._look = look
        self._show_look()
        self.changed.emit()
        if self._wanted is not None:
            self.play_sentence(self._wanted)

    def _fail(self, error: MouthpieceError) -> None:
        empty(self._notes)
        self._notes.addWidget(Note(Tone.PROBLEM, *error_words(error)))
        self._status.setText("")
        self._listen.setEnabled(self.ready)

    def _heard(self) -> None:
        self._show_look()
        self.player.show()

    def _voice_edited(self) -> None:
        self.look_again()
        self.voice_changed.emit()

    def _forget_kept(self) -> None:
        self.keep = None
        self._show_kept()
        self.changed.emit()

    def _show_kept(self) -> None:
        shown = self.keep is not None
        self._kept.setVisible(shown)
        self._forget.setVisible(shown)
        if self.keep is not None:
            text = self.tr("Sentences that stay as they are come from {name}.")
            self._kept.setText(text.format(name=self.keep.name))

    def _show_look(self) -> None:
        """Words and length, or what is wrong and where."""
        empty(self._notes)
        look = self._look if self.filled else None
        self._listen.setEnabled(self.ready and self.filled)
        if look is None:
            self._status.setText("")
            self.editor.underline(0, 0)
            return
        problem = look.problem
        if problem is None:
            self.editor.underline(0, 0)
            words = self.tr("{count} words, about {time}")
            self._status.setText(words.format(count=look.words, time=clock(look.seconds)))
            self._status.setToolTip(", ".join(look.voices))
            if look.missing:
                self._offer_models(look.missing)
            for code, message in look.notices:
                told = code_words(NoticeCode(code), message, "", None)
                self._notes.addWidget(Note(Tone.NOTE, *told))
            return
        self._status.setText("")
        self.editor.underline(problem.start, problem.stop)
        told = code_words(ErrorCode(problem.code), problem.message, problem.hint, None)
        self._notes.addWidget(
            Note(Tone.PROBLEM, self._place(problem.start, problem.stop), " ".join(told))
        )

    def _offer_models(self, missing: tuple[str, ...]) -> None:
        text = self.tr("The voice needs the model {title}.").format(title=", ".join(missing))
        note = Note(Tone.WARNING, text, action=self.tr("Get it"))
        note.acted.connect(lambda: self.models_wanted.emit(list(missing)))
        self._notes.addWidget(note)

    def _place(self, start: int, stop: int) -> str:
        """Where something is wrong, in words; empty for the whole script."""
        if stop <= start:
            return ""
        before = self.text[:start]
        line, column = before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1
        shown = self.text[start:stop]
        short = shown if len(shown) <= 40 else f"{shown[:40]}…"
        text = self.tr("Line {line}, column {column}, at “{text}”:")
        return text.format(line=line, column=column, text=short)
