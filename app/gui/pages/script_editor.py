"""The box for a script: marks are coloured, and what cannot be spoken is underlined."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit
from typing_extensions import override

from app.gui.theme import look

_MARK = re.compile(r"(?<!\\)[\[\uff3b][^\[\]\uff3b\uff3d\n]*[\]\uff3d]")
_STRESS = re.compile(r"(?<!\\)(\*{1,3})(?=\S)(.+?)(?<=\S)\1")
_FIELD = re.compile(r"(?<!\{)\{[^{}\n]+\}(?!\})")
_HEADING = re.compile(r"\s*#{1,6}\s.*")


class ScriptHighlighter(QSyntaxHighlighter):
    """Colours what is not spoken as it stands."""

    @override
    def highlightBlock(self, text: str) -> None:
        tokens = look().tokens
        heading = QTextCharFormat()
        heading.setFontWeight(QFont.Weight.Bold)
        if _HEADING.match(text):
            self.setFormat(0, len(text), heading)
        mark = QTextCharFormat()
        mark.setForeground(QColor(tokens.accent_strong))
        stress = QTextCharFormat()
        stress.setFontWeight(QFont.Weight.Bold)
        stress.setFontItalic(True)
        for pattern, shown in ((_STRESS, stress), (_MARK, mark), (_FIELD, mark)):
            for found in pattern.finditer(text):
                self.setFormat(found.start(), found.end() - found.start(), shown)


class ScriptEditor(QPlainTextEdit):
    """A text with marks."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self._highlighter = ScriptHighlighter(self.document())
        look().changed.connect(self._highlighter.rehighlight)

    def underline(self, start: int, stop: int) -> None:
        """Underlines characters `start` to `stop` of the text; none where both are the same.

        Both count Unicode characters; Qt counts units of UTF-16.
        """
        shown: list[QTextEdit.ExtraSelection] = []
        if stop > start:
            text = self.toPlainText()
            cursor = QTextCursor(self.document())
            cursor.setPosition(_units(text[:start]))
            cursor.setPosition(_units(text[:stop]), QTextCursor.MoveMode.KeepAnchor)
            wrong = QTextCharFormat()
            wrong.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            wrong.setUnderlineColor(QColor(look().tokens.bad))
            selection = QTextEdit.ExtraSelection()
            selection.cursor = cursor
            selection.format = wrong
            shown.append(selection)
        self.setExtraSelections(shown)

    def replace(self, start: int, stop: int, text: str) -> None:
        """Puts a text in the place of characters `start` to `stop`; it can be undone."""
        before = self.toPlainText()
        cursor = QTextCursor(self.document())
        cursor.setPosition(_units(before[:start]))
        cursor.setPosition(_units(before[:stop]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)

    def insert_mark(self, opening: str, closing: str) -> None:
        """Puts a mark where the cursor is, or around what is selected."""
        cursor = self.textCursor()
        chosen = cursor.selectedText()
        cursor.insertText(f"{opening}{chosen}{closing}")
        if closing and not chosen:
            cursor.movePosition(
                QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, len(closing)
            )
            self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
