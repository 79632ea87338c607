"""What every page of the window is."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.gui.services.context import Context
from app.gui.widgets.translated import Translated


class Page(Translated, QWidget):
    """One page behind an entry of the rail; built when it is first shown.

    `key` names it for `AppEvents.show_page`, `icon_name` a file in app/gui/icons; `on_rail` says
    whether it has an entry there.
    """

    key: ClassVar[str]
    icon_name: ClassVar[str]
    on_rail: ClassVar[bool] = True

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    @classmethod
    def title(cls) -> str:
        """The page's name in the language of the moment."""
        raise NotImplementedError

    @override
    def retranslate(self) -> None:
        """Sets every text anew; called once after building and at each change of language."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Where the keys go when what had them is gone: Tab then begins at the top of the page."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def shown(self) -> None:
        """Called each time the page comes to the front."""
