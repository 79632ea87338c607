"""The base of all windows that ask for something: what stands where, and what the keys do."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.gui.theme import FRAME, GRID
from app.gui.widgets.basic import Button, Note, Tone, empty, fields_column, label, scrolled, spaced
from app.gui.widgets.translated import Translated

_Role = QDialogButtonBox.ButtonRole


@cache
def dialog_sizes() -> dict[str, tuple[int, int]]:
    """Width and height of each kind of dialog when it was last closed, by the name of its class."""
    return {}


class Dialog(Translated, QDialog):
    """A heading, what is filled in (`inside`), what is wrong, and the buttons below.

    The buttons stand in the platform's order. Enter is a click on `take`, Escape one on `leave`.
    The size is as the user left it, at first `size`. A dialog is gone once it is closed.
    """

    def __init__(
        self, parent: QWidget | None, icon_name: str = "", size: QSize | None = None
    ) -> None:
        super().__init__(parent)
        self._heading = label("heading", wrap=True)
        self._words = label("soft", wrap=True)
        self.inside = spaced(QVBoxLayout(), 0, GRID)
        self._notes = spaced(QVBoxLayout(), 0, GRID)
        self.foot = spaced(QHBoxLayout(), 0, GRID)
        self.take = Button("primary", icon_name)
        self.leave = Button("quiet")
        self._buttons = QDialogButtonBox()
        self._buttons.addButton(self.take, _Role.AcceptRole)
        self._buttons.addButton(self.leave, _Role.RejectRole)
        self.foot.addWidget(self._buttons)
        column = spaced(QVBoxLayout(self), GRID * 2, GRID)
        column.addWidget(self._heading)
        column.addWidget(self._words)
        column.addLayout(self.inside, 1)
        column.addLayout(self._notes)
        column.addLayout(self.foot)
        for widget in (self._heading, self._words, self._buttons):
            widget.hide()
        self._buttons.accepted.connect(self.finish)
        self._buttons.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self._restore(size)

    def say(self, title: str, words: str = "", take: str = "", leave: str = "") -> None:
        """Sets the texts; what has none is not shown, but for `leave`, which is then Cancel."""
        self.setWindowTitle(title)
        self._heading.setText(title)
        self._words.setText(words)
        self.setAccessibleDescription(words)
        self.take.say(take)
        self.leave.say(leave or self.tr("Cancel"))
        self._heading.show()
        self._words.setVisible(bool(words))
        self.take.setVisible(bool(take))
        (self.take if take else self.leave).setDefault(True)
        self._buttons.show()

    def add_button(self, button: QAbstractButton) -> None:
        """A further button, away from those that close the dialog."""
        self._buttons.addButton(button, _Role.ResetRole)

    def add_scrolled(self, *content: QWidget) -> QVBoxLayout:
        """Content that may be taller than the dialog; where more of it can be put."""
        inside, fields = fields_column()
        for widget in content:
            fields.addWidget(widget)
        fields.addStretch()
        self.inside.addWidget(scrolled(inside), 1)
        return fields

    def show_notes(self, *notes: Note) -> None:
        """These notes in place of the last ones."""
        empty(self._notes)
        for note in notes:
            self._notes.addWidget(note)

    def lacks(self, files: Iterable[Path]) -> bool:
        """Says which of these files are not there, and whether there is any."""
        missing = [path for path in files if not path.is_file()]
        hint = self.tr("Choose another file.")
        words = [self.tr("{name} is not there.").format(name=path.name) for path in missing]
        self.show_notes(*(Note(Tone.PROBLEM, one, hint) for one in words))
        return bool(missing)

    def finish(self) -> None:
        """What `take` does: closes, unless there is something wrong with what was filled in."""
        self.accept()

    @override
    def retranslate(self) -> None:
        """Nothing: most dialogs are closed before the language can be changed."""

    @override
    def setVisible(self, visible: bool) -> None:
        if visible and not self.isVisible():
            self._put_buttons_last()
        super().setVisible(visible)

    @override
    def done(self, result: int) -> None:
        dialog_sizes()[type(self).__name__] = (self.width(), self.height())
        super().done(result)

    def _put_buttons_last(self) -> None:
        """The focus goes to what was added first: to the fields before the buttons."""
        wanted = not self._buttons.isHidden()
        self._buttons.setParent(None)
        self.foot.addWidget(self._buttons)
        self._buttons.setVisible(wanted)

    def _restore(self, size: QSize | None) -> None:
        known = dialog_sizes().get(type(self).__name__)
        wanted = QSize(*known) if known else size
        if wanted is not None:  # it may be another screen
            self.resize(wanted.boundedTo(self.screen().availableSize() - FRAME))
