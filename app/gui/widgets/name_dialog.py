"""Asks for a name, and says while it is typed why it cannot be one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.theme import GRID
from app.gui.widgets.basic import Button, label, spaced
from app.gui.widgets.translated import Translated

_WIDTH = 420


class NameDialog(Translated, QDialog):
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
        super().__init__(parent)
        self.setWindowTitle(title)
        self._problem = problem
        self._may_be_empty = may_be_empty
        self.line = QLineEdit(usual)
        self._words = label("bad", wrap=True)
        self.take = Button("primary", "check")
        self._leave = Button("quiet")
        column = spaced(QVBoxLayout(self), GRID * 2, GRID)
        heading = label("heading", wrap=True)
        heading.setText(title)
        column.addWidget(heading)
        column.addWidget(self.line)
        column.addWidget(self._words)
        row = spaced(QHBoxLayout(), 0, GRID)
        row.addStretch()
        row.addWidget(self._leave)
        row.addWidget(self.take)
        column.addLayout(row)
        self.setMinimumWidth(_WIDTH)
        self.line.selectAll()
        self.line.textChanged.connect(self._update)
        self.take.clicked.connect(self.accept)
        self._leave.clicked.connect(self.reject)
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
        taken = dialog.exec() == QDialog.DialogCode.Accepted
        name = dialog.line.text().strip()
        dialog.deleteLater()
        return name if taken else None

    @override
    def retranslate(self) -> None:
        self.line.setAccessibleName(self.tr("Name"))
        self.line.setToolTip(self.tr("Name"))
        self.take.say(self.tr("Save"))
        self._leave.say(self.tr("Cancel"))

    def _update(self) -> None:
        name = self.line.text().strip()
        words = self._problem(name) if name else ""
        self._words.setText(words)
        self.take.setEnabled((bool(name) or self._may_be_empty) and not words)
