"""Words under the icons of a row of tools, where there is room for them."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

from app.gui.theme import TOOL_WORD_POINTS
from app.gui.widgets.basic import IconButton, restyle

_LEAST = 48  # pixels of a button with a word
_AROUND = 22  # of padding and border beside the word
_WITH, _WITHOUT = (
    Qt.ToolButtonStyle.ToolButtonTextUnderIcon,
    Qt.ToolButtonStyle.ToolButtonIconOnly,
)


def show_words(buttons: Collection[IconButton], room: int, gap: int) -> None:
    """Shows the texts of all `buttons`, `gap` pixels apart, if that takes no more than `room`."""
    font = QFont(next(iter(buttons)).font())
    font.setPointSizeF(TOOL_WORD_POINTS)
    words = QFontMetrics(font)
    wide = [max(_LEAST, words.horizontalAdvance(one.text()) + _AROUND) for one in buttons]
    fitting = sum(wide) + gap * (len(wide) - 1) <= room
    for button, width in zip(buttons, wide, strict=True):
        button.setMinimumWidth(width if fitting else 0)
        style = _WITH if fitting else _WITHOUT
        if button.toolButtonStyle() is not style:
            button.setToolButtonStyle(style)
            button.setProperty("words", "true" if fitting else "false")
            restyle(button)
