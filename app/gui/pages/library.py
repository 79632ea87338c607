"""The page Library: the finished videos."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.gui.jobs.thumbnails import Thumbnails
from app.gui.pages.entries import LIBRARY
from app.gui.pages.library_bar import VideoBar
from app.gui.pages.library_grid import VideoGrid
from app.gui.pages.library_model import LibraryModel
from app.gui.pages.page import Page
from app.gui.pages.versions_maker import VersionsMaker
from app.gui.pages.video_details import show_details
from app.gui.services.context import Context
from app.gui.services.file_drag import copy_files, copy_paths
from app.gui.services.jobs_feed import Outlook
from app.gui.services.os_open import Trashed, move_to_trash, show_in_folder
from app.gui.services.reports import export_report
from app.gui.texts.names import error_words
from app.gui.theme import GRID, icon
from app.gui.widgets.basic import Button, EmptyState, IconButton, label, spaced
from app.gui.widgets.file_choice import ask_folder
from app.gui.widgets.messages import MessageBox, lines_of
from app.gui.widgets.name_dialog import NameDialog
from app.gui.widgets.player_dialog import PlayerDialog
from app.jobs.deliver import KIND as DELIVER
from app.jobs.kind import JobRequest
from app.jobs.render import KIND as RENDER
from app.library import Library, Video
from app.paths import videos_folder
from app.preview.messages import ReadScript, ScriptRead
from app.queue.job import State
from app.shelf import read_tags
from talker.errors import MouthpieceError
from talker.options.render import RenderRequest

_THUMB = 416
_LATE_MS = 600


class LibraryPage(Page):
    """A grid to look through; what is chosen is played, renamed, deleted or made again."""

    entry = LIBRARY

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._library = Library(context.store, context.home)
        self._thumbnails = Thumbnails(context.preview, _THUMB, self)
        self.model = LibraryModel(renames=True)
        self.grid = VideoGrid(self.model, self._thumbnails)
        self._title = label("title")
        window = context.settings.window
        self.bar = VideoBar(self.model, window.library_order, as_list=window.library_list)
        self.search, self.batch = self.bar.search, self.bar.batch
        self.grid.set_list(window.library_list)
        self.report = Button("", "file")
        self.tools = {
            name: IconButton(picture)
            for name, picture in (
                ("play", "play"),
                ("rename", "edit"),
                ("versions", "crop"),
                ("again", "copy"),
                ("text", "text"),
                ("captions", "captions"),
                ("tags", "tag"),
                ("details", "info"),
                ("folder", "folder"),
                ("delete", "delete"),
            )
        }
        self._nothing = EmptyState("library")
        self._none_match = EmptyState("search")
        self._stack = QStackedWidget()
        self._menu = QMenu(self)
        self._names: dict[str, str] = {}
        self._versions = VersionsMaker(context, self)
        self._made = context.jobs.outlook.counts[State.DONE]
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATE_MS)
        self._build()
        self._connect()
        self._show_chosen()

    def shown(self) -> None:
        """Looks anew: files may have come, gone or been renamed elsewhere."""
        self.refresh()

    def refresh(self) -> None:
        """Looks for finished videos anew, in the background."""
        folder = self.context.settings.window.output_folder or videos_folder(self.context.home)
        self.context.tasks.run(
            lambda: self._library.find(folder), self._take, self._tell, owner=self
        )

    @override
    def retranslate(self) -> None:
        self._title.setText(self.entry.title())
        self.report.say(
            self.tr("Export report…"), self.tr("A page and a table about all videos of the batch")
        )
        self._names = {
            "play": self.tr("Play"),
            "rename": self.tr("Rename"),
            "versions": self.tr("Make another version…"),
            "again": self.tr("Make again with changes…"),
            "text": self.tr("Change the text…"),
            "captions": self.tr("Captions…"),
            "tags": self.tr("Tags…"),
            "details": self.tr("About this video"),
            "folder": self.tr("Show in folder"),
            "delete": self.tr("Move to the trash"),
        }
        for name, button in self.tools.items():
            button.say(self._names[name])
        self.grid.setAccessibleName(self.tr("Finished videos"))
        self._nothing.say(
            self.tr("No videos yet"),
            self.tr("Finished videos gather here, to be watched, renamed and made again."),
            self.tr("Make a video"),
        )
        self._none_match.say(
            self.tr("No such videos"), self.tr("Search for another name, or choose others above.")
        )

    def play(self) -> None:
        """Plays the chosen video in a window of its own."""
        videos = self.grid.selected()
        if len(videos) == 1:
            self.open(videos[0])

    def open(self, video: Video) -> None:
        """Plays a video in a window of its own."""
        self.grid.quiet()
        PlayerDialog(video.path, video.name, self).open()

    def again(self) -> None:
        """Opens the page Create with everything of the video's job."""
        videos = self.grid.selected()
        if len(videos) == 1 and videos[0].job is not None:
            self.context.events.change(videos[0].job.request)

    def change_text(self) -> None:
        """Opens the page Create with the script of the video, whose sentences are kept where they
        stay as they are."""
        videos = self.grid.selected()
        if len(videos) != 1:
            return
        request, path = _script_request(videos[0]), videos[0].path
        if request is not None:
            self.context.events.change(request)
        elif videos[0].job is None:  # the video itself may know
            self.context.preview.ask(
                ReadScript(path=path),
                ScriptRead,
                lambda read: self.context.events.change(read.request),
                self._tell,
                owner=self,
            )

    def caption(self) -> None:
        """Opens the page Captions with the chosen video."""
        videos = self.grid.selected()
        if len(videos) == 1:
            self.grid.quiet()
            self.context.events.caption(videos[0].path)

    def ask_versions(self) -> None:
        """Asks for the options of another version of the chosen videos."""
        self.grid.quiet()
        self._versions.ask(
            [video.path for video in self.grid.selected()], self.context.settings.window.version
        )

    def open_request(self, request: JobRequest) -> None:
        """Asks with everything of a version, to change it and make it again."""
        version = DELIVER.narrow(request)
        if version is not None:
            self.grid.quiet()
            self._versions.ask([version.video], version.options)

    def copy(self) -> None:
        """Puts the chosen files on the clipboard."""
        copy_files([video.path for video in self.grid.selected()])

    def copy_path(self) -> None:
        """Puts where the chosen files lie on the clipboard."""
        copy_paths([video.path for video in self.grid.selected()])

    def ask_tags(self) -> None:
        """Asks for the tags of the chosen videos."""
        videos = self.grid.selected()
        usual = ", ".join(dict.fromkeys(tag for video in videos for tag in video.tags))
        title = self.tr("Tags, with commas between them")
        text = NameDialog.ask(self, title, lambda _: "", usual, may_be_empty=True)
        if text is not None:
            self.tag(videos, read_tags(text))

    def tag(self, videos: Sequence[Video], tags: Sequence[str]) -> None:
        """Gives videos these tags, and no others."""
        self.context.tasks.run(
            lambda: self._library.tag(videos, tags),
            lambda _: self.refresh(),
            self._tell,
            owner=self,
        )

    def details(self) -> None:
        """Tells in a window how the chosen video is labelled and signed."""
        videos = self.grid.selected()
        if len(videos) == 1:
            show_details(videos[0].path, self.context.preview, self, self._tell)

    def folder(self) -> None:
        """Shows the selected video in the system's file manager."""
        videos = self.grid.selected()
        if videos:
            show_in_folder(videos[0].path)

    def rename(self) -> None:
        """Edits the name in the grid."""
        indexes = self.grid.selectionModel().selectedIndexes()
        if len(indexes) == 1:
            self.grid.quiet()
            self.grid.edit(indexes[0])

    def ask_delete(self) -> None:
        """Asks, and moves the files to the trash, from where the system can bring them back."""
        videos = self.grid.selected()
        if not videos:
            return
        text = self.tr("Move %n video(s) to the trash?", "", len(videos))
        if len(videos) == 1:
            text = self.tr("Move {name} to the trash?").format(name=videos[0].name)
        names = lines_of([video.name for video in videos]) if len(videos) > 1 else ""
        asked = MessageBox.ask(self, self._names["delete"], text, details=names)
        if asked:
            self.delete(videos)

    def delete(self, videos: Sequence[Video]) -> None:
        """Moves files to the trash."""
        self.grid.quiet()
        paths = [video.path for video in videos]
        self.context.tasks.run(
            lambda: move_to_trash(paths), self._trashed, self._not_trashed, owner=self
        )

    def export(self, folder: Path) -> None:
        """Writes the report of the chosen batch and opens it."""
        export_report(self.context, str(self.batch.currentData()), folder, self)

    def _build(self) -> None:
        column = spaced(QVBoxLayout(self), GRID * 3, GRID * 2)
        head = spaced(QHBoxLayout(), 0, GRID)
        head.addWidget(self._title)
        head.addStretch()
        for button in self.tools.values():
            head.addWidget(button)
        head.addWidget(self.report)
        column.addLayout(head)
        column.addWidget(self.bar)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._none_match)
        self._stack.addWidget(self.grid)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        actions: dict[str, Callable[[], None]] = {
            "play": self.play,
            "rename": self.rename,
            "versions": self.ask_versions,
            "again": self.again,
            "text": self.change_text,
            "captions": self.caption,
            "tags": self.ask_tags,
            "details": self.details,
            "folder": self.folder,
            "delete": self.ask_delete,
        }
        for name, act in actions.items():
            self.tools[name].clicked.connect(act)
        self._actions = actions
        self.bar.changed.connect(self._filter)
        self.bar.list_wanted.connect(self._show_list)
        self.report.clicked.connect(self._ask_export)
        self.grid.chosen.connect(self._show_chosen)
        self.grid.opened.connect(self.open)
        self.grid.deleted.connect(self.ask_delete)
        self.grid.copied.connect(self.copy)
        self.grid.customContextMenuRequested.connect(self._offer)
        self.model.rename_wanted.connect(self._rename)
        self._nothing.acted.connect(lambda: self.context.events.show_page.emit("create"))
        self._late.timeout.connect(self.refresh)
        self.context.events.request_opened.connect(self.open_request)
        self.context.jobs.outlook_changed.connect(self._look_for_new)

    def _look_for_new(self, outlook: Outlook) -> None:
        """A new video; many come in a row, so the disk is asked once for all."""
        made, self._made = self._made, outlook.counts[State.DONE]
        if self.isVisible() and made != self._made:
            self._late.start()

    def _take(self, videos: list[Video]) -> None:
        self.model.set_entries(videos)
        self.bar.refresh()
        self._filter()

    def _show_list(self, on: bool) -> None:
        self.grid.quiet()
        self.grid.set_list(on)
        self.context.settings.change_window(library_list=on)

    def _filter(self) -> None:
        wanted, order = self.bar.filter, self.bar.chosen_order
        self.model.set_filter(wanted, order)
        self.context.settings.change_window(library_order=order.value)
        self.report.setVisible(bool(wanted.batch))
        shown = self.model.rowCount() > 0
        self._stack.setCurrentIndex(2 if shown else 1 if self.model.everything else 0)
        self._show_chosen()

    def _fitting(self) -> list[str]:
        """The actions that fit what is chosen."""
        videos = self.grid.selected()
        if len(videos) != 1:
            return ["versions", "tags", "delete"] if videos else []
        job = videos[0].job
        fits = {
            "again": job is not None and bool(job.kind.page),
            "text": job is None or _script_request(videos[0]) is not None,
        }
        return [name for name in self.tools if fits.get(name, True)]

    def _show_chosen(self) -> None:
        fitting = self._fitting()
        for name, button in self.tools.items():
            button.setEnabled(name in fitting)

    def _offer(self, where: QPoint) -> None:
        self._menu.clear()
        for name in self._fitting():
            action = self._menu.addAction(icon(self.tools[name].icon_name), self._names[name])
            action.triggered.connect(self._actions[name])
        if self.grid.selected():
            self._menu.addSeparator()
            self._menu.addAction(icon("copy"), self.tr("Copy the file"), self.copy)
            self._menu.addAction(self.tr("Copy its path"), self.copy_path)
        if not self._menu.isEmpty():
            self._menu.popup(self.grid.viewport().mapToGlobal(where))

    def _rename(self, video: Video, name: str) -> None:
        self.grid.quiet()
        self.context.tasks.run(
            lambda: self._library.rename(video, name),
            lambda path: self._renamed(replace(video, path=path), video.name),
            self._tell,
            owner=self,
        )

    def _renamed(self, video: Video, before: str) -> None:
        self.refresh()
        self.context.events.undoable.emit(
            self.tr("{before} is called {name} now.").format(before=before, name=video.name),
            lambda: self._rename(video, before),
        )

    def _ask_export(self) -> None:
        videos = [self.model.entry(row) for row in range(self.model.rowCount())]
        near = videos[0].path.parent if videos else None
        folder = ask_folder(self, self.tr("Folder for the report"), near)
        if folder is not None:
            self.export(folder)

    def _trashed(self, trashed: list[Trashed]) -> None:
        self.refresh()
        if trashed:
            self.context.events.undoable.emit(
                self.tr("%n video(s) moved to the trash.", "", len(trashed)),
                lambda: self._bring_back(trashed),
            )

    def _bring_back(self, trashed: list[Trashed]) -> None:
        def bring_back() -> None:
            for one in trashed:
                one.bring_back()

        self.context.tasks.run(bring_back, lambda _: self.refresh(), self._not_trashed, owner=self)

    def _not_trashed(self, error: MouthpieceError) -> None:
        self._tell(error)
        self.refresh()

    def _tell(self, error: MouthpieceError) -> None:
        self.context.events.tell.emit(" ".join(error_words(error)))


def _script_request(video: Video) -> RenderRequest | None:
    """The request of another text for a video that a voice has spoken; None for any other."""
    request = None if video.job is None else RENDER.narrow(video.job.request)
    if request is None or not request.text:
        return None
    return request.model_copy(update={"keep": video.path, "output": None, "overwrite": False})
