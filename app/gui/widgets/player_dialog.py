"""A player in a window of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from app.gui.widgets.basic import Note, Tone
from app.gui.widgets.dialog import Dialog
from app.gui.widgets.player import Player

_SIZE = QSize(640, 560)


class PlayerDialog(Dialog):
    """Plays one file and lets go of it when it is closed."""

    def __init__(self, path: Path, title: str, parent: QWidget) -> None:
        super().__init__(parent, size=_SIZE)
        self.setWindowTitle(title)
        self.player = Player()
        self.inside.addWidget(self.player)
        self.finished.connect(lambda _: self.player.open(None))
        self.player.failed.connect(self._say_problem)
        self.player.open(path, play=True)
        self.player.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_problem(self, why: str) -> None:
        words = self.tr("This file cannot be played here: {why}").format(why=why)
        self.show_notes(Note(Tone.WARNING, words))
