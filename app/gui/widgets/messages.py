"""Boxes that say or ask something: their words are never markup, whoever gave the names in them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


class MessageBox(QMessageBox):
    """A box of the program; the only kind there is (`banned-api` in pyproject.toml)."""

    def __init__(self, parent: QWidget | None, icon: QMessageBox.Icon | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWindowTitle("Mouthpiece")
        if icon is not None:
            self.setIcon(icon)

    @classmethod
    def ask(cls, parent: QWidget, title: str, question: str) -> bool:
        """Whether the answer is yes."""
        box = cls(parent, QMessageBox.Icon.Question)
        box.setWindowTitle(title)
        box.setText(question)
        yes = QMessageBox.StandardButton.Yes
        box.setStandardButtons(yes | QMessageBox.StandardButton.No)
        answer = box.exec()
        box.deleteLater()
        return bool(answer == yes)
