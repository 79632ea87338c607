"""The foot of the window: what has just happened, and a button that takes it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from app.gui.theme import GRID
from app.gui.widgets.basic import Button, IconButton, label, spaced
from app.gui.widgets.translated import Translated

HEIGHT = 44  # two lines of text, or a button
_TELL_MS = 8000
_UNDO_MS = 20_000  # to notice, to think, and to reach the button


class Foot(Translated, QFrame):
    """Hidden while there is nothing to say; its place is kept free, so that nothing moves.

    A text of more than two lines lies over what is above.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("foot")
        self._said = label(wrap=True)
        self._undo_button = Button("quiet", "undo")
        self._close = IconButton("close")
        self._undo: Callable[[], None] | None = None
        self._hush = QTimer(self)
        self._hush.setSingleShot(True)
        self._hush.timeout.connect(self.be_quiet)
        row = spaced(QHBoxLayout(self), 0, GRID)
        row.setContentsMargins(GRID * 3, 2, GRID * 2, 2)
        row.addWidget(self._said, 1)
        row.addWidget(self._undo_button)
        row.addWidget(self._close)
        self.setMinimumHeight(HEIGHT)
        self._undo_button.clicked.connect(self.undo)
        self._close.clicked.connect(self.be_quiet)
        self.retranslate()
        self.hide()

    def tell(self, text: str) -> None:
        """Shows a short sentence for a while."""
        self._show(text, None)

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Says what was done, with a button that takes it back."""
        self._show(text, undo)

    def undo(self) -> bool:
        """Takes back what is said to be done; False where nothing is offered."""
        undo = self._undo
        if undo is None:
            return False
        self.be_quiet()
        undo()
        return True

    def be_quiet(self) -> None:
        """Says nothing more."""
        self._undo = None
        self.hide()

    @override
    def retranslate(self) -> None:
        self._undo_button.say(self.tr("Undo"), self.tr("Takes this back (Ctrl+Z)"))
        self._close.say(self.tr("Hide"))

    def _show(self, text: str, undo: Callable[[], None] | None) -> None:
        self._said.setText(text)
        self._undo = undo
        self._undo_button.setVisible(undo is not None)
        self.show()
        self.raise_()
        self._hush.start(_TELL_MS if undo is None else _UNDO_MS)
