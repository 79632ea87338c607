"""Editors for settings that are texts, files, folders and lists of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic.fields import FieldInfo
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout
from typing_extensions import override

from app.gui.services.input_files import Kind
from app.gui.widgets.basic import Button, IconButton, restyle, spaced
from app.gui.widgets.editors import Editor
from app.gui.widgets.file_choice import ask_file, ask_folder

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

    def ask(self) -> Path | None:
        """Opens the dialog; None when nothing was chosen."""
        raise NotImplementedError

    def _choose(self) -> None:
        path = self.ask()
        if path is not None:
            self.set_value(path)
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
    def ask(self) -> Path | None:
        return ask_folder(self, self.question(), self.value or self._usual)


class FileEditor(PlaceEditor):
    """A file, or none."""

    def __init__(self, info: FieldInfo, kind: Kind = Kind.ANY) -> None:
        super().__init__(info, "file", "")
        self.kind = kind

    @override
    def question(self) -> str:
        return self.tr("Choose a file")

    @override
    def ask(self) -> Path | None:
        return ask_file(self, self.kind, self.value)


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
        before = self.value
        near = Path(before[-1]) if before else None
        folder = ask_folder(self, self.tr("Add a folder"), near)
        if folder is not None:
            self.set_value((*before, folder))
            self.changed.emit()
