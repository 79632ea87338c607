"""The page Library: the finished videos."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.jobs.thumbnails import Thumbnails
from app.gui.pages.entries import LIBRARY
from app.gui.pages.library_bar import VideoBar
from app.gui.pages.library_grid import VideoGrid
from app.gui.pages.library_model import LibraryModel
from app.gui.pages.page import Page
from app.gui.pages.shelf_view import THUMB, ShelfView
from app.gui.pages.video_tools import VideoTools
from app.gui.services.context import Context
from app.gui.services.jobs_feed import Outlook
from app.gui.services.reports import export_report
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, label, spaced
from app.gui.widgets.file_choice import ask_folder
from app.library import Library
from app.paths import videos_folder
from app.queue.job import State


class LibraryPage(Page):
    """A grid to look through; what is chosen is played, renamed, deleted or made again."""

    entry = LIBRARY

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._library = Library(context.store, context.home)
        window = context.settings.window
        self.model = LibraryModel(renames=True)
        self.grid = VideoGrid(self.model, Thumbnails(context.preview, THUMB, self))
        self.bar = VideoBar(self.model, window.library_order, as_list=window.library_list)
        self.view = ShelfView(self.model, self.bar, self.grid, "library")
        self.tools = VideoTools(context, self.grid, self._library)
        self.report = Button("", "file")
        self._title = label("title")
        self._made = context.jobs.outlook.counts[State.DONE]
        self._build()
        self._connect()

    def shown(self) -> None:
        """Looks anew: files may have come, gone or been renamed elsewhere."""
        self.refresh()

    def refresh(self) -> None:
        """Looks for finished videos anew, in the background."""
        folder = self.context.settings.window.output_folder or videos_folder(self.context.home)
        self.context.tasks.run(
            lambda: self._library.find(folder),
            self.view.set_entries,
            self.context.events.tell_error,
            owner=self,
        )

    @override
    def retranslate(self) -> None:
        self._title.setText(self.entry.title())
        self._fit_tools()
        self.report.say(
            self.tr("Export report…"), self.tr("A page and a table about all videos of the batch")
        )
        self.grid.setAccessibleName(self.tr("Finished videos"))
        self.view.nothing.say(
            self.tr("No videos yet"),
            self.tr("Finished videos gather here, to be watched, renamed and made again."),
            self.tr("Make a video"),
        )
        self.view.none_match.say(
            self.tr("No such videos"), self.tr("Search for another name, or choose others above.")
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_tools()

    def export(self, folder: Path) -> None:
        """Writes the report of the chosen batch and opens it."""
        export_report(self.context, self.bar.filter.batch, folder, self)

    def _build(self) -> None:
        column = spaced(QVBoxLayout(self), GRID * 3, GRID * 2)
        head = spaced(QHBoxLayout(), 0, GRID)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self.tools)
        head.addWidget(self.report)
        column.addLayout(head)
        column.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.view.filtered.connect(self._filtered)
        self.view.filtered.connect(self.tools.show_chosen)
        self.bar.list_wanted.connect(self._show_list)
        self.view.late.connect(self.refresh)
        self.view.nothing.acted.connect(lambda: self.context.events.show_page.emit("create"))
        self.tools.changed.connect(self.refresh)
        self.model.rename_wanted.connect(self.tools.rename_to)
        self.report.clicked.connect(self._ask_export)
        self.context.events.request_opened.connect(self.tools.open_request)
        self.context.jobs.outlook_changed.connect(self._look_for_new)

    def _look_for_new(self, outlook: Outlook) -> None:
        made, self._made = self._made, outlook.counts[State.DONE]
        if self.isVisible() and made != self._made:
            self.view.look_soon()

    def _show_list(self, on: bool) -> None:
        self.grid.quiet()
        self.context.settings.change_window(library_list=on)

    def _filtered(self) -> None:
        self.context.settings.change_window(library_order=self.bar.chosen_order.value)
        self.report.setVisible(bool(self.bar.filter.batch))
        self._fit_tools()

    def _fit_tools(self) -> None:
        beside = [self._title] if self.report.isHidden() else [self._title, self.report]
        taken = sum(one.sizeHint().width() + GRID * 2 for one in beside)
        self.tools.fit(self.width() - GRID * 6 - taken)

    def _ask_export(self) -> None:
        videos = [self.model.entry(row) for row in range(self.model.rowCount())]
        near = videos[0].path.parent if videos else None
        folder = ask_folder(self, self.tr("Folder for the report"), near)
        if folder is not None:
            self.export(folder)
