"""Asks for a name, and says while it is typed why it cannot be one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from app.gui.widgets.basic import label
from app.gui.widgets.dialog import Dialog

_WIDTH = 420


class NameDialog(Dialog):
    """`problem` gives what is wrong with a name, empty for nothing; only a good one is taken."""

    def __init__(
        self,
        title: str,
        usual: str,
        problem: Callable[[str], str],
        parent: QWidget,
        *,
        may_be_empty: bool = False,
    ) -> None:
        super().__init__(parent, "check")
        self._title = title
        self._problem = problem
        self._may_be_empty = may_be_empty
        self.line = QLineEdit(usual)
        self._problem_words = label("bad", wrap=True)
        self.inside.addWidget(self.line)
        self.inside.addWidget(self._problem_words)
        self.setMinimumWidth(_WIDTH)
        self.line.selectAll()
        self.line.textChanged.connect(self._update)
        self.retranslate()
        self._update()

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        title: str,
        problem: Callable[[str], str],
        usual: str = "",
        *,
        may_be_empty: bool = False,
    ) -> str | None:
        """The name without blanks around it; None when there shall be none."""
        dialog = cls(title, usual, problem, parent, may_be_empty=may_be_empty)
        taken = dialog.exec() == Dialog.DialogCode.Accepted
        return dialog.line.text().strip() if taken else None

    @override
    def retranslate(self) -> None:
        self.say(self._title, take=self.tr("Save"))
        self.line.setAccessibleName(self.tr("Name"))
        self.line.setToolTip(self.tr("Name"))

    def _update(self) -> None:
        name = self.line.text().strip()
        words = self._problem(name) if name else ""
        self._problem_words.setText(words)
        self.take.setEnabled((bool(name) or self._may_be_empty) and not words)
