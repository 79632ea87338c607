"""Player, waveform and the words of the chosen cue: what is clicked is heard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.gui.pages.waveform import Waveform
from app.gui.services.preview import PreviewService
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, spaced
from app.gui.widgets.player import Player
from app.gui.widgets.translated import Translated
from app.preview.messages import LookAtSpeech, SpeechLook
from app.trimming import Trimming
from talker.options.sound import Span
from talker.subtitles.cues import Cue
from talker.subtitles.side_files import words_in_text
from talker.words import Word

_POINTS = 1200
_MOST_MINUTES = 1440.0
_WORDS_HEIGHT = 76
_MARGIN = 0.04  # seconds around a word: its sound begins before and dies away behind it
_TICK_MS = 15


class CuePlayer(Translated, QWidget):
    """`times_wanted` brings the start and stop that the chosen cue is to have, `word_chosen` the
    letter of the cue's text with which the chosen word begins."""

    times_wanted = Signal(float, float)
    word_chosen = Signal(int)
    moved = Signal(float)

    def __init__(self, preview: PreviewService) -> None:
        super().__init__()
        self._preview = preview
        self._path: Path | None = None
        self._until: float | None = None  # where playing ends
        self._words: list[tuple[int, Word]] = []
        self.player = Player()
        self.words = QListWidget()
        self.waveform = Waveform(trims=False)
        self.hear = Button("quiet", "play")
        self.take = Button("quiet", "check")
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._build()
        self.retranslate()

    def open(self, path: Path | None) -> None:
        """Another video or recording."""
        self._path = path
        self._until = None
        self.player.open(path)
        self.waveform.show_peaks((), Trimming.of(0.0))
        self.show_cue(None)
        if path is not None:
            question = LookAtSpeech(path=path, points=_POINTS, max_minutes=_MOST_MINUTES)
            self._preview.ask(question, SpeechLook, self._show_peaks, lambda _: None, owner=self)

    def show_cue(self, cue: Cue | None) -> None:
        """Its words, and where it lies in the recording."""
        self.words.clear()
        self._words = [] if cue is None else [(at, word) for at, _, word in words_in_text(cue)]
        for _, word in self._words:
            self.words.addItem(QListWidgetItem(word.text))
        self.words.setVisible(bool(self._words))
        self.waveform.select(None if cue is None else Span(cue.start, cue.stop))
        self.hear.setEnabled(cue is not None)
        self._update()

    def play_span(self, start: float, stop: float) -> None:
        """Plays from `start` to `stop` seconds."""
        self._until = stop
        self.player.seek(start)
        if not self.player.playing:
            self.player.toggle()
        self._tick.start()

    def play_selection(self) -> None:
        """Plays the cue, or what is selected in the waveform instead."""
        chosen = self.waveform.selection
        if chosen is not None:
            self.play_span(chosen.start, chosen.stop)

    def play_word(self, item: QListWidgetItem) -> None:
        """Plays one word of the cue."""
        letter, word = self._words[self.words.row(item)]
        self.word_chosen.emit(letter)
        self.play_span(max(0.0, word.start - _MARGIN), word.stop + _MARGIN)

    @override
    def retranslate(self) -> None:
        self.words.setAccessibleName(self.tr("Words of the chosen row"))
        self.words.setToolTip(self.tr("Click a word, or press Enter on it, to hear it"))
        self.waveform.setAccessibleName(self.tr("Waveform"))
        self.waveform.setToolTip(self.tr("Click to go there, drag to select a stretch"))
        self.hear.say(self.tr("Hear it"), self.tr("Plays the selected stretch"))
        self.take.say(
            self.tr("Use as times"),
            self.tr("Gives the chosen row the times of the selected stretch"),
        )
        self.player.retranslate()

    def _build(self) -> None:
        self.words.setFlow(QListView.Flow.LeftToRight)
        self.words.setWrapping(True)
        self.words.setResizeMode(QListView.ResizeMode.Adjust)
        self.words.setSpacing(2)
        self.words.setFixedHeight(_WORDS_HEIGHT)
        self.waveform.setMaximumHeight(72)
        column = spaced(QVBoxLayout(self), 0, GRID // 2)
        column.addWidget(self.player, 1)
        column.addWidget(self.words)
        column.addWidget(self.waveform)
        row = spaced(QHBoxLayout(), 0, GRID // 2)
        row.addWidget(self.hear)
        row.addWidget(self.take)
        row.addStretch()
        column.addLayout(row)
        self.words.itemClicked.connect(self.play_word)
        self.words.itemActivated.connect(self.play_word)
        self.waveform.sought.connect(self._seek)
        self.waveform.selected.connect(self._update)
        self.hear.clicked.connect(self.play_selection)
        self.take.clicked.connect(self._take)
        self.player.moved.connect(self._moved)
        self._tick.timeout.connect(self._look)

    def _seek(self, second: float) -> None:
        self._until = None
        self.player.seek(second)

    def _show_peaks(self, look: SpeechLook) -> None:
        selection = self.waveform.selection
        self.waveform.show_peaks(look.peaks, Trimming.of(look.seconds))
        self.waveform.select(selection)

    def _take(self) -> None:
        chosen = self.waveform.selection
        if chosen is not None:
            self.times_wanted.emit(chosen.start, chosen.stop)

    def _moved(self, second: float) -> None:
        self.waveform.set_position(second)
        self.moved.emit(second)

    def _look(self) -> None:
        """Stops at the end of what was to be heard; positions are told too rarely for words."""
        if self._until is None or not self.player.playing:
            self._tick.stop()
        elif self.player.seconds >= self._until:
            self._until = None
            self.player.toggle()
            self._tick.stop()

    def _update(self) -> None:
        self.take.setEnabled(self.waveform.selection is not None and bool(self.hear.isEnabled()))
