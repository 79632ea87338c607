"""What every page of the window is."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.gui.pages.entries import PageEntry
from app.gui.services.context import Context
from app.gui.widgets.translated import Translated


class Page(Translated, QWidget):
    """One page behind an `entry` of the rail; built when it is first shown."""

    entry: ClassVar[PageEntry]

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    @override
    def retranslate(self) -> None:
        """Sets every text anew; called once after building and at each change of language."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Where the keys go when what had them is gone: Tab then begins at the top of the page."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def undo(self) -> None:
        """Ctrl+Z while the foot offers nothing to take back."""

    def shown(self) -> None:
        """Called each time the page comes to the front."""
