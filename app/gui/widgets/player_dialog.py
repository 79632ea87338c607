"""A player in a window of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.gui.theme import GRID
from app.gui.widgets.basic import Note, Tone, spaced
from app.gui.widgets.player import Player
from app.gui.widgets.translated import Translated


class PlayerDialog(Translated, QDialog):
    """Plays one file and lets go of it when it is closed."""

    def __init__(self, path: Path, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.player = Player()
        self._column = spaced(QVBoxLayout(self), GRID * 2, GRID)
        self._column.addWidget(self.player)
        self.resize(640, 560)
        self.finished.connect(lambda _: self.player.open(None))
        self.player.failed.connect(self._say_problem)
        self.player.open(path, play=True)
        self.player.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_problem(self, why: str) -> None:
        words = self.tr("This file cannot be played here: {why}").format(why=why)
        self._column.addWidget(Note(Tone.WARNING, words))
