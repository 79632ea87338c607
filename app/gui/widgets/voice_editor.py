"""The editor of a voice: a list of those there are, once they are known, or an id that is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pydantic.fields import FieldInfo
from PySide6.QtWidgets import QComboBox
from typing_extensions import override

from app.gui.widgets.editors import Editor, calm

if TYPE_CHECKING:
    from app.preview.script_messages import VoiceFacts


class VoiceEditor(Editor):
    """Empty leaves the choice to the language of the text."""

    def __init__(self, info: FieldInfo) -> None:
        super().__init__(info)
        self._box = QComboBox()
        self._box.setEditable(True)
        self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._box.setMinimumContentsLength(10)
        calm(self._box)
        self._voices: Sequence[VoiceFacts] = ()
        self._box.activated.connect(self.changed)
        typed = self._box.lineEdit()
        assert typed is not None  # it is editable
        typed.editingFinished.connect(self._typed)
        self._value = ""
        self.row.addWidget(self._box, 1)
        self._fill()

    @property
    @override
    def value(self) -> str:
        index = self._box.currentIndex()
        if index >= 0 and self._box.itemText(index) == self._box.currentText():
            return str(self._box.itemData(index) or "")
        return self._box.currentText().strip()

    @override
    def set_value(self, value: str) -> None:
        self._value = value
        index = self._box.findData(value)
        if index >= 0:
            self._box.setCurrentIndex(index)
        else:
            self._box.setCurrentIndex(-1)
            self._box.setEditText(value)

    def offer(self, voices: Sequence[VoiceFacts]) -> None:
        """The voices that there are; what is chosen stays."""
        chosen = self.value
        self._voices = voices
        self._fill()
        self.set_value(chosen)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._box.setItemText(0, self.tr("Fits the language"))

    def _fill(self) -> None:
        self._box.clear()
        self._box.addItem(self.tr("Fits the language"), "")
        for voice in self._voices:
            self._box.addItem(f"{voice.title} ({voice.languages[0]})", voice.id)

    def _typed(self) -> None:
        if self.value != self._value:
            self._value = self.value
            self.changed.emit()
