"""What widgets have in common that set their texts anew when the user changes the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as _Widget
else:
    _Widget = object  # Qt's classes cannot be combined with each other, so this is none of them


class Translated(_Widget):
    """Stands before Qt's class among the bases of a widget."""

    def retranslate(self) -> None:
        """Sets all texts in the present language."""
        raise NotImplementedError

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
