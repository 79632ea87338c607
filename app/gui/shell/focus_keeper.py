"""Keeps the keys where the user is when the button that had them hides or cannot be used any more.

Qt gives them to whatever comes next: a second press would do something that nobody has asked for.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from app.gui.pages.page import Page


class FocusKeeper(QObject):
    """Watches the pages in `stack`."""

    def __init__(self, stack: QStackedWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._stack = stack
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._changed)

    def _changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self._stack):  # the window is at its end, with the focus in it
            return
        page = self._stack.currentWidget()
        if old is None or new is None or not isinstance(page, Page) or not page.isAncestorOf(old):
            return
        if old.isVisible() and old.isEnabled():  # somebody moved them on purpose
            return
        # Only then is it known whether another page has come.
        QTimer.singleShot(0, self, lambda: self._look(new, page))

    def _look(self, new: QWidget, page: Page) -> None:
        if isValid(new) and new.hasFocus() and self._stack.currentWidget() is page:
            page.take_focus()
