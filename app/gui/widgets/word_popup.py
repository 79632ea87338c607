"""A box for prompts that offers words of the portrait glossary while one is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel, QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QPlainTextEdit
from typing_extensions import override

from app.gui.texts.i18n import language_in_use
from app.gui.theme import look
from app.settings.window import Language
from avatar_gen.glossary import Term
from avatar_gen.prompt_completion import Completion, completions
from avatar_gen.prompt_translation import has_chinese

_COMPLETION = Qt.ItemDataRole.UserRole
_GAP = "\u2003"
_WIDTH = 300
_FOR_THE_LIST = (
    *(Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab),
    *(Qt.Key.Key_Backtab, Qt.Key.Key_Escape),
)


class PromptBox(QPlainTextEdit):
    """Up and Down choose a word, Enter or Tab takes it, Escape closes the list."""

    def __init__(self) -> None:
        super().__init__()
        self.favourites: Sequence[str] = ()
        self._words = QStandardItemModel(self)
        self.completer = QCompleter(self._words, self)
        self.completer.setWidget(self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self.textChanged.connect(self.offer)

    @property
    def popup(self) -> QAbstractItemView:
        """The list of words."""
        found = self.completer.popup()
        assert found is not None  # the completer has its own
        if not found.styleSheet():
            look().dress(found)  # a window of its own
        return found

    @property
    def before(self) -> str:
        """What stands before the cursor."""
        return self.toPlainText()[: self.textCursor().position()]

    def offer(self) -> None:
        """Shows the words that go on from what was typed, or nothing."""
        if not self.hasFocus():
            return
        found = completions(self.before, self.favourites, traditional=_traditional())
        self._words.clear()
        if not found:
            self.popup.hide()
            return
        for one in found:
            item = QStandardItem(_shown(one))
            item.setData(one, _COMPLETION)
            self._words.appendRow(item)
        place = self.cursorRect()
        place.setWidth(_WIDTH)
        self.completer.complete(place)
        self.popup.setCurrentIndex(self.completer.completionModel().index(0, 0))

    def insert_word(self, word: str) -> None:
        """Puts a word where the cursor is, as a tag of its own."""
        before = self.before.rstrip(" ")
        comma = ", " if before and before[-1] not in "([,|:\n\uff0c" else ""
        self.insertPlainText(f"{comma}{word}")
        self.popup.hide()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.popup.isVisible() and event.key() in _FOR_THE_LIST:
            event.ignore()  # the list takes it
        else:
            super().keyPressEvent(event)

    def _take(self, index: QModelIndex) -> None:
        one = index.data(_COMPLETION)
        if not isinstance(one, Completion):
            return
        cursor = self.textCursor()
        cursor.movePosition(
            QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(one.typed)
        )
        cursor.insertText(one.text)
        self.setTextCursor(cursor)
        self.popup.hide()


def meaning(term: Term, word: str) -> str:
    """The same in the other language; Chinese in the script of the window."""
    if has_chinese(word):
        return term.english
    return (term.traditional if _traditional() else term.simplified)[0]


def _traditional() -> bool:
    return language_in_use() is Language.TRADITIONAL_CHINESE


def _shown(one: Completion) -> str:
    other = meaning(one.term, one.text) if one.term is not None else ""
    return f"{one.text}{_GAP}{other}" if other else one.text
