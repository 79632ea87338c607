"""Speaks a script to the user: each sentence is heard while the next ones are spoken."""

from __future__ import annotations

from collections import deque
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.gui.services.preview import PreviewService
from app.gui.widgets.player import Player
from app.preview.script_messages import SpeakScript, SpokenSample
from talker.errors import MouthpieceError


class ScriptListening(QObject):
    """Plays the sentences of a script as they come; all of it is in the player afterwards.

    `heard` when the first one begins, `spoke` after each that was spoken, `failed` when one cannot
    be.
    """

    heard = Signal()
    spoke = Signal()
    failed = Signal(object)  # MouthpieceError

    def __init__(self, preview: PreviewService, player: Player, parent: QObject) -> None:
        super().__init__(parent)
        self._preview = preview
        self._player = player
        self._question: SpeakScript | None = None
        self._asked: int | None = None
        self._count = self._spoken = 0
        self._waiting: deque[Path] = deque()
        self._whole: Path | None = None
        self._playing = False
        player.ended.connect(self._next)

    def start(self, question: SpeakScript) -> None:
        """Begins with the first sentence, whatever was heard before."""
        self.stop()
        self._question = question
        self._ask(0)

    def play(self, question: SpeakScript) -> None:
        """Speaks the one sentence that the question names, whatever was heard before."""
        self.stop()
        self._question = question
        self._asked = self._preview.ask(
            question, SpokenSample, self._play_one, self._fail, owner=self.parent()
        )

    def stop(self) -> None:
        """Nothing more is spoken or played."""
        if self._asked is not None:
            self._preview.cancel(self._asked)
        self._question = self._asked = self._whole = None
        self._count = self._spoken = 0
        self._waiting.clear()
        if self._playing:
            self._playing = False
            self._player.open(None)

    def _ask(self, sentence: int | None) -> None:
        assert self._question is not None
        question = self._question.model_copy(update={"sentence": sentence})
        self._asked = self._preview.ask(
            question, SpokenSample, self._take, self._fail, owner=self.parent()
        )

    def _take(self, sample: SpokenSample) -> None:
        self._asked = None
        if self._spoken < sample.sentences:
            self._spoken += 1
            self.spoke.emit()
            self._waiting.append(sample.path)
            if self._spoken == 1:
                self.heard.emit()
            if self._spoken < sample.sentences:
                self._ask(self._spoken)
            elif sample.sentences > 1:
                self._ask(None)  # costs nothing: its sentences were spoken
        else:
            self._whole = sample.path
        if not self._playing:
            self._next()

    def _play_one(self, sample: SpokenSample) -> None:
        self._asked = None
        self.heard.emit()
        self.spoke.emit()
        self._player.set_loop(self._player.menu.loop)
        self._player.open(sample.path, play=True)

    def _next(self) -> None:
        """Plays what comes next, or waits for it; at the end all of it is there to play again."""
        if self._waiting:
            self._playing = True
            self._player.set_loop(False)  # it would never end
            self._player.open(self._waiting.popleft(), play=True)
        elif self._whole is not None:
            whole, self._whole = self._whole, None
            self._playing = False
            self._player.set_loop(self._player.menu.loop)
            self._player.open(whole)
        else:
            self._playing = False

    def _fail(self, error: MouthpieceError) -> None:
        self._asked = None
        self.failed.emit(error)
