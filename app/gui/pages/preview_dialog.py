"""Shows about three seconds of the video that the present options would make."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.services.preview import PreviewService
from app.gui.texts.names import error_words
from app.gui.theme import GRID
from app.gui.widgets.basic import Note, Tone, empty, label, spaced
from app.gui.widgets.player import Player
from app.gui.widgets.translated import Translated
from app.preview.messages import Made, MakePreview
from talker.errors import MouthpieceError
from talker.options.render import RenderRequest


class PreviewDialog(Translated, QDialog):
    """One window for all previews; closing it stops the one that is being made."""

    def __init__(self, preview: PreviewService, parent: QWidget) -> None:
        super().__init__(parent)
        self._preview = preview
        self._asked: int | None = None
        self.player = Player(loop=True)
        self._bar = QProgressBar()
        self._words = label("soft", wrap=True)
        self._notes = QVBoxLayout()
        column = spaced(QVBoxLayout(self), GRID * 2, GRID)
        column.addWidget(self.player, 1)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        column.addLayout(self._notes)
        self.resize(480, 540)
        self.player.failed.connect(self._say_problem)
        self.retranslate()

    def make(self, request: RenderRequest) -> None:
        """Begins a preview, instead of the one before."""
        self._stop()
        empty(self._notes)
        self._bar.setRange(0, 0)
        self._bar.show()
        self.player.open(None)
        self._asked = self._preview.ask(
            MakePreview(request=request),
            Made,
            self._show,
            self._fail,
            progress=self._advance,
            owner=self,
        )
        self.show()
        self.raise_()

    @override
    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Preview"))
        self._words.setText(
            self.tr("The first seconds of speech, small. The video itself is larger and sharper.")
        )
        self._bar.setAccessibleName(self.tr("Progress of the preview"))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop()
        self.player.open(None)
        super().closeEvent(event)

    def reject(self) -> None:
        """Escape closes like the cross."""
        self.close()

    def _stop(self) -> None:
        if self._asked is not None:
            self._preview.cancel(self._asked)
            self._asked = None

    def _advance(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _show(self, made: Made) -> None:
        self._asked = None
        self._bar.hide()
        self.player.open(made.path, play=True)
        self.player.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fail(self, error: MouthpieceError) -> None:
        self._asked = None
        self._bar.hide()
        empty(self._notes)
        self._notes.addWidget(Note(Tone.PROBLEM, *error_words(error)))

    def _say_problem(self, text: str) -> None:
        empty(self._notes)
        words = self.tr("The preview cannot be played here: {why}").format(why=text)
        self._notes.addWidget(Note(Tone.WARNING, words))
