"""How a batch begins: a folder, a sheet, or a sample of one to fill in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.gui.pages.sample_sheet import write_sample
from app.gui.services.context import Context
from app.gui.services.input_files import Kind
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, EmptyState, spaced
from app.gui.widgets.file_choice import ask_file, ask_folder, ask_new_file


class BatchStart(QWidget):
    """What is shown before there is a batch; `chosen` brings a folder or a sheet.

    `other` asks for another one, and stands where there is a batch. `near` is where to look first.
    """

    chosen = Signal(list)  # Paths

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.near: Path | None = None
        self.other = Button("", "folder")
        self._menu = QMenu(self)
        self._invite = EmptyState("batch")
        self._choose_sheet = Button("", "file")
        self._sample = Button("quiet", "download")
        column = spaced(QVBoxLayout(self), 0, GRID)
        column.addStretch(1)
        column.addWidget(self._invite)
        ways = spaced(QHBoxLayout(), 0, GRID)
        ways.addStretch()
        ways.addWidget(self._choose_sheet)
        ways.addWidget(self._sample)
        ways.addStretch()
        column.addLayout(ways)
        column.addStretch(2)
        self._invite.acted.connect(self._ask_folder)
        self._choose_sheet.clicked.connect(self._ask_sheet)
        self._sample.clicked.connect(self._save_sample)
        self.other.clicked.connect(self._offer)

    def retranslate(self) -> None:
        """Sets all texts in the present language."""
        self.other.say(self.tr("Other folder or sheet…"))
        self._invite.say(
            self.tr("Many videos at once"),
            self.tr(
                "Drop a folder with portraits and recordings, or a sheet (CSV, Excel) with the "
                "columns portrait and speech. Files of the same name belong together; a single "
                "portrait speaks every recording."
            ),
            self.tr("Choose a folder…"),
        )
        self._choose_sheet.say(self.tr("Choose a sheet…"))
        self._sample.say(
            self.tr("Save a sample sheet…"), self.tr("A small table to fill in with Excel")
        )

    def _offer(self) -> None:
        self._menu.clear()
        self._menu.addAction(self.tr("Choose a folder…"), self._ask_folder)
        self._menu.addAction(self.tr("Choose a sheet…"), self._ask_sheet)
        self._menu.popup(self.other.mapToGlobal(self.other.rect().bottomLeft()))

    def _ask_folder(self) -> None:
        folder = ask_folder(self, self.tr("Choose a folder"), self.near)
        if folder is not None:
            self.chosen.emit([folder])

    def _ask_sheet(self) -> None:
        sheet = ask_file(self, Kind.SHEET, self.near)
        if sheet is not None:
            self.chosen.emit([sheet])

    def _save_sample(self) -> None:
        path = ask_new_file(self, Kind.SHEET, self.tr("Save a sample sheet"), "videos.csv")
        if path is not None:
            sentence = self.tr("The sample is in {name}.").format(name=path)
            self._context.tasks.run(
                lambda: write_sample(path),
                lambda _: self._context.events.tell.emit(sentence),
                owner=self,
            )
