"""Editors for settings that are texts, files, folders and lists of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic.fields import FieldInfo
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit, QVBoxLayout
from typing_extensions import override

from app.gui.widgets.basic import Button, IconButton, restyle, spaced
from app.gui.widgets.editors import Editor

_LINES_HEIGHT = 72


class TextEditor(Editor):
    """A line of text; nothing typed is None."""

    def __init__(self, info: FieldInfo, hint: str = "") -> None:
        super().__init__(info)
        self._line = QLineEdit()
        self._line.setPlaceholderText(hint)
        self._line.editingFinished.connect(self.changed)
        self.row.addWidget(self._line, 1)

    @property
    @override
    def value(self) -> str | None:
        return self._line.text().strip() or None

    @override
    def set_value(self, value: str | None) -> None:
        self._line.setText(value or "")

    def mark(self, wrong: bool) -> None:
        """Shows that the settings refuse what is typed."""
        self._line.setProperty("wrong", "true" if wrong else "false")
        restyle(self._line)


class PlaceEditor(Editor):
    """The path of something that a dialog chooses; nothing typed is None."""

    def __init__(self, info: FieldInfo, picture: str, hint: str) -> None:
        super().__init__(info)
        self._line = QLineEdit()
        self._line.setPlaceholderText(hint)
        self._browse = IconButton(picture)
        self._line.editingFinished.connect(self.changed)
        self._browse.clicked.connect(self._choose)
        self.row.addWidget(self._line, 1)
        self.row.addWidget(self._browse)

    @property
    @override
    def value(self) -> Path | None:
        text = self._line.text().strip()
        return Path(text) if text else None

    @override
    def set_value(self, value: Path | None) -> None:
        self._line.setText("" if value is None else str(value))

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._browse.say(self.question())

    def mark(self, wrong: bool) -> None:
        """Shows that the settings refuse what is typed."""
        self._line.setProperty("wrong", "true" if wrong else "false")
        restyle(self._line)

    def question(self) -> str:
        """What the dialog asks for."""
        raise NotImplementedError

    def ask(self) -> str:
        """Opens the dialog; an empty text when nothing was chosen."""
        raise NotImplementedError

    def _choose(self) -> None:
        name = self.ask()
        if name:
            self.set_value(Path(name))
            self.changed.emit()


class FolderEditor(PlaceEditor):
    """A folder, or `usual` where none is chosen."""

    def __init__(self, info: FieldInfo, usual: Path) -> None:
        super().__init__(info, "folder", str(usual))
        self._usual = usual

    @override
    def question(self) -> str:
        return self.tr("Choose a folder")

    @override
    def ask(self) -> str:
        start = self.value or self._usual
        return QFileDialog.getExistingDirectory(self, self.question(), str(start))


class FileEditor(PlaceEditor):
    """A file, or none."""

    def __init__(self, info: FieldInfo) -> None:
        super().__init__(info, "file", "")

    @override
    def question(self) -> str:
        return self.tr("Choose a file")

    @override
    def ask(self) -> str:
        start = "" if self.value is None else str(self.value)
        return QFileDialog.getOpenFileName(self, self.question(), start)[0]


class LinesEditor(Editor):
    """Several texts or folders, one on each line."""

    def __init__(self, info: FieldInfo, *, folders: bool) -> None:
        super().__init__(info)
        self._text = QPlainTextEdit()
        self._text.setFixedHeight(_LINES_HEIGHT)
        self._text.setTabChangesFocus(True)
        self._text.installEventFilter(self)
        column = spaced(QVBoxLayout(), 0, 4)
        column.addWidget(self._text)
        self._add = Button("quiet", "add") if folders else None
        if self._add is not None:
            self._add.clicked.connect(self._choose)
            column.addWidget(self._add)
        self.row.addLayout(column, 1)
        self._before: tuple[str, ...] = ()

    @property
    @override
    def value(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self._text.toPlainText().splitlines())
        return tuple(line for line in lines if line)

    @override
    def set_value(self, value: Sequence[object]) -> None:
        self._text.setPlainText("\n".join(map(str, value)))
        self._before = self.value

    @override
    def retranslate(self) -> None:
        super().retranslate()
        if self._add is not None:
            self._add.say(self.tr("Add a folder…"))

    def mark(self, wrong: bool) -> None:
        """Shows that the settings refuse what is typed."""
        self._text.setProperty("wrong", "true" if wrong else "false")
        restyle(self._text)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.value != self._before:
            self._before = self.value
            self.changed.emit()
        return super().eventFilter(watched, event)

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Add a folder"))
        if name:
            self.set_value((*self.value, Path(name)))
            self.changed.emit()
