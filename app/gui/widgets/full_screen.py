"""A widget that fills the screen for a while."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.theme import GRID
from app.gui.widgets.basic import spaced


class FullScreen(QWidget):
    """Takes `content` and gives it up with `left`; Escape goes back, other keys go to `owner`."""

    left = Signal()

    def __init__(self, owner: QWidget, content: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Window)
        self._owner = owner
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(owner.window().windowTitle())
        spaced(QVBoxLayout(self), GRID).addWidget(content)
        self.showFullScreen()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            QApplication.sendEvent(self._owner, event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.left.emit()
        super().closeEvent(event)
