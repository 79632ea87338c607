"""The buttons under a waveform: how much is heard, and what can be trimmed away."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.gui.pages.waveform import Waveform
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, IconButton, label, spaced
from app.gui.widgets.player import clock
from app.gui.widgets.translated import Translated
from app.trimming import Trimming


class TrimTools(Translated, QWidget):
    """Works on one waveform."""

    def __init__(self, waveform: Waveform) -> None:
        super().__init__()
        self._waveform = waveform
        self.words = label("faint")
        self.quiet = Button("quiet", "trim")
        self.cut = Button("quiet", "cut")
        self.whole = IconButton("undo")
        row = spaced(QHBoxLayout(self), 0, GRID // 2)
        row.addWidget(self.words, 1)
        for button in (self.cut, self.quiet, self.whole):
            row.addWidget(button)
        self.quiet.clicked.connect(self._trim_silence)
        self.cut.clicked.connect(waveform.cut_selection)
        self.whole.clicked.connect(self._show_whole)
        waveform.selected.connect(self.refresh)
        waveform.trimmed.connect(self.refresh)
        self.retranslate()

    @override
    def retranslate(self) -> None:
        self.quiet.say(
            self.tr("Trim silence"),
            self.tr("Leaves the silence before and after the speech out"),
        )
        self.cut.say(self.tr("Cut out"), self.tr("Leaves the selected stretch out (Delete)"))
        self.whole.say(self.tr("Keep the whole recording"))
        self.refresh()

    def refresh(self) -> None:
        """Shows what fits the waveform now."""
        trimming = self._waveform.trimming
        self.words.setText(
            ""
            if trimming.whole
            else self.tr("{heard} of {whole}").format(
                heard=clock(trimming.heard), whole=clock(trimming.seconds)
            )
        )
        chosen = self._waveform.selection is not None
        self.cut.setVisible(chosen)
        self.quiet.setVisible(not chosen)
        self.whole.setVisible(not trimming.whole)
        self.setEnabled(trimming.seconds > 0)

    def _trim_silence(self) -> None:
        waveform = self._waveform
        waveform.change(waveform.trimming.without_quiet_ends(waveform.peaks))

    def _show_whole(self) -> None:
        self._waveform.change(Trimming.of(self._waveform.trimming.seconds))
