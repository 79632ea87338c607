"""The pictures of the presenter whose face shall be drawn: up to four, by their names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.services.input_files import Kind
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, IconButton, empty, label, plain_tip, spaced
from app.gui.widgets.file_choice import ask_file
from app.gui.widgets.translated import Translated
from avatar_gen.request import MOST_LIKE


class LikeField(Translated, QWidget):
    """`changed` after each change by the user."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.pictures: tuple[Path, ...] = ()
        self._title = label("soft", wrap=True)
        self._rows = spaced(QVBoxLayout(), 0, GRID // 2)
        self.add_button = Button("", "portrait")
        column = spaced(QVBoxLayout(self), 0, GRID)
        column.addWidget(self._title)
        column.addLayout(self._rows)
        column.addWidget(self.add_button)
        self.add_button.clicked.connect(self._browse)
        self.retranslate()

    def set_pictures(self, pictures: Sequence[Path]) -> None:
        """Shows other pictures, without `changed`; more than four are not followed."""
        self.pictures = tuple(dict.fromkeys(pictures))[:MOST_LIKE]
        self._show()

    @override
    def retranslate(self) -> None:
        self._title.setText(self.tr("Pictures of the presenter: the face stays the same"))
        self.add_button.say(
            self.tr("Add a face…"),
            self.tr("Up to four pictures of one person; each is cut to its largest face."),
        )
        self._show()

    def _show(self) -> None:
        empty(self._rows)
        for path in self.pictures:
            self._rows.addWidget(self._row(path))
        self.add_button.setEnabled(len(self.pictures) < MOST_LIKE)

    def _row(self, path: Path) -> QWidget:
        row = QWidget()
        line = spaced(QHBoxLayout(row), 0, GRID)
        name = label("", wrap=True)
        name.setText(path.name)
        name.setToolTip(plain_tip(str(path)))
        remove = IconButton("delete")
        remove.say(self.tr("Leave out {name}").format(name=path.name))
        remove.clicked.connect(lambda: self._leave_out(path))
        line.addWidget(name, 1)
        line.addWidget(remove)
        return row

    def _browse(self) -> None:
        path = ask_file(self, Kind.PICTURE, self.pictures[-1] if self.pictures else None)
        if path is not None:
            self.set_pictures((*self.pictures, path))
            self.changed.emit()

    def _leave_out(self, path: Path) -> None:
        self.set_pictures([one for one in self.pictures if one != path])
        self.changed.emit()
