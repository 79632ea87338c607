"""A recording as it is seen and heard: its waveform, what is trimmed of it, and a player."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.gui.pages.trim_tools import TrimTools
from app.gui.pages.waveform import Waveform
from app.gui.theme import GRID
from app.gui.widgets.basic import spaced
from app.gui.widgets.player import Player
from app.trimming import Trimming


class SpeechView(QWidget):
    """What is trimmed away is not played either."""

    def __init__(self) -> None:
        super().__init__()
        self.waveform = Waveform()
        self.tools = TrimTools(self.waveform)
        self.player = Player(picture=False)
        column = spaced(QVBoxLayout(self), 0, GRID)
        column.addWidget(self.waveform, 4)
        column.addWidget(self.tools)
        column.addWidget(self.player)
        column.addStretch(1)
        self.waveform.sought.connect(self.player.seek)
        self.player.moved.connect(self._moved)

    def show_recording(self, path: Path, peaks: Sequence[float], trimming: Trimming) -> None:
        """The loudest samples of its parts, 0..1, and what is heard of it."""
        self.waveform.show_peaks(peaks, trimming)
        if trimming.seconds:
            self.player.open(path, seconds=trimming.seconds)

    def let_go(self) -> None:
        """Shows no recording, and has none open."""
        self.player.open(None)
        self.waveform.show_peaks((), Trimming.of(0.0))

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
