"""Boxes that say or ask something: their words are never markup, whoever gave the names in them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.gui.widgets.basic import with_role


class MessageBox(QMessageBox):
    """A box of the program; the only kind there is (`banned-api` in pyproject.toml)."""

    def __init__(self, parent: QWidget | None, icon: QMessageBox.Icon | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWindowTitle("Mouthpiece")
        if icon is not None:
            self.setIcon(icon)

    @classmethod
    def ask(cls, parent: QWidget, verb: str, question: str) -> bool:
        """Whether it shall be done; the buttons say what they do, and Escape does nothing."""
        box = cls(parent, QMessageBox.Icon.Question)
        box.setWindowTitle(verb)
        box.setText(question)
        do = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
        leave = box.addButton(box.tr("Leave it"), QMessageBox.ButtonRole.RejectRole)
        with_role(do, "primary")
        box.setDefaultButton(leave)
        box.exec()
        answer = box.clickedButton() is do
        box.deleteLater()
        return answer
