"""The sentences of a script as a list: what each says, how it sounds, what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from app.gui.widgets.basic import plain_tip
from app.preview.script_messages import SentenceFacts

SENTENCE = Qt.ItemDataRole.UserRole + 1
_NOWHERE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class SentenceModel(QAbstractListModel):
    """`changed` when the user has written something else in the place of a sentence: its number,
    and what stands there now, with marks."""

    changed = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self._script = ""
        self._sentences: Sequence[SentenceFacts] = ()

    @property
    def sentences(self) -> Sequence[SentenceFacts]:
        """All of them, in order."""
        return self._sentences

    def show(self, script: str, sentences: Sequence[SentenceFacts]) -> None:
        """Other sentences of a script; where there are as many the rows stay."""
        if len(sentences) != len(self._sentences):
            self.beginResetModel()
            self._script, self._sentences = script, sentences
            self.endResetModel()
            return
        self._script, self._sentences = script, sentences
        if sentences:
            self.dataChanged.emit(self.index(0), self.index(len(sentences) - 1))

    def written(self, number: int) -> str:
        """A sentence as it stands in the script, in one line."""
        facts = self._sentences[number]
        return " ".join(self._script[facts.start : facts.stop].split("\n"))

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._sentences)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsEditable

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        facts = self._sentences[index.row()]
        match role:
            case _ if role == SENTENCE:
                return facts
            case Qt.ItemDataRole.DisplayRole:
                return facts.text
            case Qt.ItemDataRole.EditRole:
                return self.written(index.row())
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(facts.text)
            case Qt.ItemDataRole.AccessibleTextRole:
                said = (facts.text, self.measure(facts), self.fate(facts))
                return ", ".join(filter(None, said))
        return None

    @override
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        text = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not text or text == self.written(index.row()):
            return False
        self.changed.emit(index.row(), text)
        return True

    def measure(self, facts: SentenceFacts) -> str:
        """Words and seconds; until it was spoken the seconds are a guess."""
        words = self.tr("%n word(s)", "", facts.words)
        length = f"{facts.seconds:.1f}"
        if not facts.spoken:
            return self.tr("{words}, about {seconds} s").format(words=words, seconds=length)
        return self.tr("{words}, {seconds} s").format(words=words, seconds=length)

    def fate(self, facts: SentenceFacts) -> str:
        """What becomes of its frames; empty where there is no earlier video, or nobody knows."""
        match facts.kept:
            case True:
                return self.tr("stays")
            case False:
                return self.tr("drawn again")
            case _:
                return ""
