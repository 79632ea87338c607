"""What can be done with finished videos."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from typing_extensions import override

from app.gui.pages.library_grid import VideoGrid
from app.gui.pages.shelf_tools import ShelfTools, Tool
from app.gui.pages.versions_maker import VersionsMaker
from app.gui.pages.video_details import show_details
from app.gui.services.context import Context
from app.gui.services.file_drag import copy_paths
from app.gui.services.os_open import show_in_folder
from app.gui.theme import icon
from app.gui.widgets.messages import MessageBox, lines_of
from app.gui.widgets.player_dialog import PlayerDialog
from app.jobs.deliver import KIND as DELIVER
from app.jobs.kind import JobRequest
from app.jobs.render import KIND as RENDER
from app.library import Library, Video
from app.preview.messages import ReadScript, ScriptRead
from talker.options.render import RenderRequest


class VideoTools(ShelfTools):
    """Those of the page Library."""

    def __init__(self, context: Context, grid: VideoGrid, library: Library) -> None:
        self._videos = grid
        super().__init__(context, grid, library.tag)
        self._library = library
        self._versions = VersionsMaker(context, self)
        grid.opened.connect(self.open)

    @override
    def tools(self) -> dict[str, Tool]:
        return {
            "play": Tool("play", self.play),
            "rename": Tool("edit", self.rename),
            "versions": Tool("crop", self.ask_versions),
            "again": Tool("copy", self.again),
            "text": Tool("text", self.change_text),
            "captions": Tool("captions", self.caption),
            "tags": Tool("tag", self.ask_tags),
            "details": Tool("info", self.details),
            "folder": Tool("folder", self.folder),
            "delete": Tool("delete", self.delete),
        }

    @override
    def names(self) -> dict[str, str]:
        return {
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

    @override
    def words(self) -> dict[str, str]:
        return {
            "play": self.tr("Play"),
            "rename": self.tr("Rename"),
            "versions": self.tr("Version"),
            "again": self.tr("Again"),
            "text": self.tr("Text"),
            "captions": self.tr("Captions"),
            "tags": self.tr("Tags"),
            "details": self.tr("About"),
            "folder": self.tr("Folder"),
            "delete": self.tr("Trash"),
        }

    @override
    def fitting(self) -> Collection[str]:
        videos = self._videos.selected()
        if len(videos) != 1:
            return ["versions", "tags", "delete"] if videos else []
        job = videos[0].job
        fits = {
            "again": job is not None and bool(job.kind.page),
            "text": job is None or _script_request(videos[0]) is not None,
        }
        return [name for name in self.buttons if fits.get(name, True)]

    @override
    def fill_menu(self) -> None:
        super().fill_menu()
        if self._videos.selected():
            self.menu.addSeparator()
            self.menu.addAction(icon("copy"), self.tr("Copy the file"), self.copy)
            self.menu.addAction(self.tr("Copy its path"), self.copy_path)

    def play(self) -> None:
        """Plays the chosen video in a window of its own."""
        for video in self._only():
            self.open(video)

    def open(self, video: Video) -> None:
        """Plays a video in a window of its own."""
        self._videos.quiet()
        PlayerDialog(video.path, video.name, self).open()

    def again(self) -> None:
        """Opens the page Create with everything of the video's job."""
        for video in self._only():
            if video.job is not None:
                self.context.events.change(video.job.request)

    def change_text(self) -> None:
        """Opens the page Create with the script of the video, whose sentences are kept where they
        stay as they are."""
        for video in self._only():
            request = _script_request(video)
            if request is not None:
                self.context.events.change(request)
            elif video.job is None:  # the video itself may know
                self.context.preview.ask(
                    ReadScript(path=video.path),
                    ScriptRead,
                    lambda read: self.context.events.change(read.request),
                    self.context.events.tell_error,
                    owner=self,
                )

    def caption(self) -> None:
        """Opens the page Captions with the chosen video."""
        for video in self._only():
            self._videos.quiet()
            self.context.events.caption(video.path)

    def ask_versions(self) -> None:
        """Asks for the options of another version of the chosen videos."""
        self._videos.quiet()
        paths = [video.path for video in self._videos.selected()]
        self._versions.ask(paths, self.context.settings.window.version)

    def open_request(self, request: JobRequest) -> None:
        """Asks with everything of a version, to change it and make it again."""
        version = DELIVER.narrow(request)
        if version is not None:
            self._videos.quiet()
            self._versions.ask([version.video], version.options)

    def copy_path(self) -> None:
        """Puts where the chosen files lie on the clipboard."""
        copy_paths([video.path for video in self._videos.selected()])

    def details(self) -> None:
        """Tells in a window how the chosen video is labelled and signed."""
        for video in self._only():
            show_details(video.path, self.context.preview, self, self.context.events.tell_error)

    def folder(self) -> None:
        """Shows the selected video in the system's file manager."""
        for video in self._videos.selected()[:1]:
            show_in_folder(video.path)

    def rename(self) -> None:
        """Edits the name in the grid."""
        indexes = self.grid.selectionModel().selectedIndexes()
        if len(indexes) == 1:
            self._videos.quiet()
            self.grid.edit(indexes[0])

    def rename_to(self, video: Video, name: str) -> None:
        """Gives the file another name; the window offers to take that back."""

        def tell(renamed: Video) -> None:
            self.changed.emit()
            self.context.events.undoable.emit(
                self.tr("{before} is called {name} now.").format(
                    before=video.name, name=renamed.name
                ),
                lambda: self.rename_to(renamed, video.name),
            )

        self._videos.quiet()
        self.context.tasks.run(
            lambda: replace(video, path=self._library.rename(video, name)),
            tell,
            self.context.events.tell_error,
            owner=self,
        )

    @override
    def delete(self) -> None:
        videos = self._videos.selected()
        if not videos:
            return
        text = self.tr("Move %n video(s) to the trash?", "", len(videos))
        if len(videos) == 1:
            text = self.tr("Move {name} to the trash?").format(name=videos[0].name)
        names = lines_of([video.name for video in videos]) if len(videos) > 1 else ""
        if MessageBox.ask(self, self.tr("Move to the trash"), text, details=names):
            self._videos.quiet()
            self.trash(videos)

    @override
    def trashed_words(self, count: int) -> str:
        return self.tr("%n video(s) moved to the trash.", "", count)

    def _only(self) -> Sequence[Video]:
        """The chosen video, where it is exactly one."""
        videos = self._videos.selected()
        return videos if len(videos) == 1 else ()


def _script_request(video: Video) -> RenderRequest | None:
    """The request of another text for a video that a voice has spoken; None for any other."""
    request = None if video.job is None else RENDER.narrow(video.job.request)
    if request is None or not request.text:
        return None
    return request.model_copy(update={"keep": video.path, "output": None, "overwrite": False})
