"""What the tests of the window do over and over: drop, find, wait for a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.gui.pages.page import Page
from app.gui.shell.main import Desktop

P = TypeVar("P", bound=Page)


def show(desktop: Desktop, kind: type[P]) -> P:
    """The page of this kind, in front."""
    desktop.window.show_page(kind.entry.key)
    page = desktop.window.page
    assert isinstance(page, kind)
    return page


def files_data(paths: Sequence[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(widget: QWidget, *paths: Path) -> None:
    """Drags files over a widget and lets go, as a file manager does."""
    data = files_data(paths)
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 20), actions, data, buttons, keys)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(20, 20), actions, data, buttons, keys))


def button(root: QWidget, text: str) -> QAbstractButton:
    """The one visible button with this text or accessible name."""
    QApplication.processEvents()  # what was just put into a layout is shown by the event loop
    found = [
        one
        for one in root.findChildren(QAbstractButton)
        if text in (one.text(), one.accessibleName()) and one.isVisible()
    ]
    assert len(found) == 1, f"{len(found)} buttons are called {text}"
    return found[0]
