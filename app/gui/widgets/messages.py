"""Boxes that say or ask something: their words are never markup, whoever gave the names in them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from app.gui.theme import look, pixmap
from app.gui.widgets.basic import with_role

_ICON_SIZE = 40
_MOST_LINES = 8


def lines_of(names: Sequence[str]) -> str:
    """Names one below another; of many only the first."""
    shown = [*names[:_MOST_LINES], "…"] if len(names) > _MOST_LINES else names
    return "\n".join(shown)


class MessageBox(QMessageBox):
    """A box of the program; the only kind there is (`banned-api` in pyproject.toml).

    It carries an icon of ours, named as those of app/gui/icons, and buttons that say what they do.
    """

    def __init__(self, parent: QWidget | None, icon_name: str = "help", role: str = "") -> None:
        super().__init__(parent)
        if parent is None:
            look().dress(self)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWindowTitle("Mouthpiece")
        colour = getattr(look().tokens, role or "accent")
        self.setIconPixmap(pixmap(icon_name, colour, _ICON_SIZE))

    def add(
        self, verb: str, action: QMessageBox.ButtonRole, *, primary: bool = False
    ) -> QPushButton:
        """A button called after what it does; the primary one stands out."""
        button = self.addButton(verb, action)
        return with_role(button, "primary") if primary else button

    @classmethod
    def ask(cls, parent: QWidget, verb: str, question: str, *, details: str = "") -> bool:
        """Whether it shall be done; the buttons say what they do, and Escape does nothing."""
        box = cls(parent)
        box.setWindowTitle(verb)
        box.setText(question)
        box.setInformativeText(details)
        do = box.add(verb, QMessageBox.ButtonRole.AcceptRole, primary=True)
        leave = box.add(box.tr("Leave it"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(leave)
        box.exec()
        answer = box.clickedButton() is do
        box.deleteLater()
        return answer
