"""The foot of the page Create: what the video is called, where it goes, and what to do with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from app.gui.services.enqueue import clean_name
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, IconButton, label, spaced
from app.gui.widgets.file_choice import ask_folder
from app.gui.widgets.translated import Translated
from talker.segments import VIDEO_SUFFIX


class OutputBar(Translated, QFrame):
    """Name, folder, and the three buttons of the page."""

    preview_wanted = Signal()
    render_wanted = Signal()
    add_wanted = Signal()
    folder_chosen = Signal(object)  # Path
    renamed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = Path()
        self._suggested = ""
        self._why = ""
        self._title = label("soft")
        self.name = QLineEdit()
        self._place = IconButton("folder")
        self._preview = Button("", "play")
        self._add = Button("", "add")
        self._render = Button("primary", "film")
        self.name.setMinimumWidth(120)
        self.name.setMaximumWidth(320)
        row = spaced(QHBoxLayout(self), 0, GRID)
        row.addWidget(self._title)
        row.addWidget(self.name, 1)
        row.addWidget(self._place)
        row.addStretch(1)
        for button, signal in (
            (self._preview, self.preview_wanted),
            (self._add, self.add_wanted),
            (self._render, self.render_wanted),
        ):
            row.addWidget(button)
            button.clicked.connect(signal)
        self._place.clicked.connect(self._choose)
        self.name.textEdited.connect(self.renamed)
        self.retranslate()

    @property
    def output(self) -> Path:
        """The video as it is wished."""
        name = clean_name(self.name.text()) or self._suggested
        return self._folder / f"{name}{VIDEO_SUFFIX}"

    @property
    def title(self) -> str:
        """The name that the user has typed; empty while it is the suggested one."""
        typed = self.name.text()
        return "" if clean_name(typed) == self._suggested else typed

    def set_title(self, title: str) -> None:
        """Another typed name; the suggested one without."""
        self.name.setText(title or self._suggested)

    @property
    def folder(self) -> Path:
        """Where videos go."""
        return self._folder

    def set_folder(self, folder: Path) -> None:
        """Where the video goes."""
        self._folder = folder
        self._say_place()

    def suggest(self, name: str) -> None:
        """A name for what is being made, unless the user has typed one."""
        typed = clean_name(self.name.text())
        if typed in ("", self._suggested):
            self.name.setText(name)
        self._suggested = name

    def set_ready(self, *, preview: bool, make: bool, why: str) -> None:
        """Which buttons can be used; `why` tells what is missing."""
        self._why = why
        self._preview.setEnabled(preview)
        self._add.setEnabled(make)
        self._render.setEnabled(make)
        self._say_buttons()

    @override
    def retranslate(self) -> None:
        self._title.setText(self.tr("Name"))
        self.name.setAccessibleName(self.tr("Name of the video"))
        self.name.setToolTip(self.tr("Name of the video"))
        self._say_place()
        self._say_buttons()

    def _say_place(self) -> None:
        self._place.say(self.tr("Folder: {folder}").format(folder=self._folder))

    def _say_buttons(self) -> None:
        why = self._why
        self._preview.say(
            self.tr("Preview"), why or self.tr("About three seconds, small and quick (Ctrl+P)")
        )
        self._add.say(
            self.tr("Add to queue"), why or self.tr("Made after the videos that wait (Ctrl+Enter)")
        )
        self._render.say(
            self.tr("Render now"), why or self.tr("Made before all others (Ctrl+Shift+Enter)")
        )

    def _choose(self) -> None:
        folder = ask_folder(self, self.tr("Folder for videos"), self._folder)
        if folder is not None:
            self.folder_chosen.emit(folder)
