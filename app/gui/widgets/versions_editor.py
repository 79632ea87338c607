"""Edits which further files are made with a video: a list, and a menu of the usual ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic.fields import FieldInfo
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.texts.versions import VERSIONS, version_words
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, IconButton, empty, label, spaced
from app.gui.widgets.deliver_dialog import DeliverDialog
from app.gui.widgets.editors import Editor
from talker.options.deliver import DeliverOptions
from talker.options.deliver_spec import read_spec, write_spec


class VersionsEditor(Editor):
    """The value is a tuple of texts, each a deliverable as `read_spec` reads it."""

    def __init__(self, info: FieldInfo) -> None:
        super().__init__(info)
        self._specs: tuple[str, ...] = ()
        self._rows = spaced(QVBoxLayout(), 0, GRID // 2)
        self.add = Button("quiet", "add")
        self.menu = QMenu(self)
        self.add.setMenu(self.menu)
        column = spaced(QVBoxLayout(), 0, GRID // 2)
        column.addLayout(self._rows)
        inner = spaced(QHBoxLayout(), 0, 0)
        inner.addWidget(self.add)
        inner.addStretch()
        column.addLayout(inner)
        self.row.addLayout(column, 1)

    @property
    @override
    def value(self) -> tuple[str, ...]:
        return self._specs

    @override
    def set_value(self, value: Any) -> None:
        if tuple(value) != self._specs:
            self._specs = tuple(value)
            self._show()

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.add.say(self.tr("Add"), self.tr("A further file from the same render"))
        self.menu.clear()
        for options in VERSIONS:
            action = self.menu.addAction(version_words(options))
            action.triggered.connect(lambda _=False, options=options: self._append(options))
        self.menu.addSeparator()
        self.menu.addAction(self.tr("Another…")).triggered.connect(lambda: self.ask(None))
        self._show()

    def ask(self, number: int | None) -> DeliverDialog:
        """Opens the form for one of the list, or for a new one."""
        options = DeliverOptions() if number is None else read_spec(self._specs[number])
        dialog = DeliverDialog(options, (), self.window())

        def take(chosen: DeliverOptions) -> None:
            if number is None:
                self._append(chosen)
            else:
                self._change(number, (write_spec(chosen),))

        dialog.chosen.connect(take)
        dialog.open()
        return dialog

    def _append(self, options: DeliverOptions) -> None:
        self._change(len(self._specs), (write_spec(options),))

    def _change(self, number: int, specs: Sequence[str]) -> None:
        self._specs = (*self._specs[:number], *specs, *self._specs[number + 1 :])
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        empty(self._rows)
        for number, spec in enumerate(self._specs):
            self._rows.addWidget(self._row(number, version_words(read_spec(spec))))

    def _row(self, number: int, words: str) -> QWidget:
        row = QWidget()
        inner = spaced(QHBoxLayout(row), 0, GRID // 2)
        name = label(wrap=True)
        name.setText(words)
        change, remove = IconButton("edit"), IconButton("delete")
        change.setObjectName(f"change_{number}")
        remove.setObjectName(f"remove_{number}")
        change.say(self.tr("Change {version}").format(version=words))
        remove.say(self.tr("Remove {version}").format(version=words))
        change.clicked.connect(lambda: self.ask(number))
        remove.clicked.connect(lambda: self._change(number, ()))
        inner.addWidget(name, 1)
        inner.addWidget(change)
        inner.addWidget(remove)
        return row
