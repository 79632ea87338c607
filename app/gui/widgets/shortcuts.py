"""Keys that do something on a page, whatever on it has the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def add_shortcut(
    owner: QWidget, keys: str | QKeySequence.StandardKey, act: Callable[[], object]
) -> None:
    """Does it while `owner` or something in it has the focus; of a window, while it is in front.

    A key press would come here only where nothing inside uses it: a list searches with digits.
    Texts still win over these keys where they mean something in them, such as pasting.
    """
    shortcut = QShortcut(QKeySequence(keys), owner)
    if not owner.isWindow():
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)
