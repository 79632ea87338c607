"""What one page asks of the rest of the window, so that pages need not know each other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.gui.texts.names import error_words
from app.jobs.kind import JobRequest
from app.jobs.registry import kind_of

if TYPE_CHECKING:
    from app.presenters import Presenter
    from talker.errors import MouthpieceError


class AppEvents(QObject):
    """Anyone emits, whoever can fulfil it listens.

    Pages are built when they are first shown, and hear nothing before: what is for a certain page
    is asked for by a method, which shows it first.
    """

    show_page = Signal(str)  # a page's key
    work_added = Signal(object)  # ids of new jobs: workers should begin
    request_opened = Signal(object)  # JobRequest to change and make again, for its kind's page
    batch_with = Signal(object)  # Paths of a folder, a sheet or many files for the page Batch
    use_sample = Signal()  # fills the page Create with the portrait and the speech that come along
    get_model = Signal(str)  # a model's id, to be shown and fetched
    use_files = Signal(object)  # Paths for the page Create, as if they were dropped there
    presets_changed = Signal()
    brands_changed = Signal()
    use_portrait = Signal(object)  # Path of a portrait for the next video
    captions_of = Signal(object)  # Path of a video or a recording for the page Captions
    use_presenter = Signal(object)  # Presenter: its portrait, voice and preset for the next video
    leaving = Signal()  # the window is at its end: what goes on beside it ends
    tell = Signal(str)  # a short sentence for the foot of the window
    # The same with a way back: what was done, and a function of no arguments that undoes it.
    undoable = Signal(str, object)

    def tell_error(self, error: MouthpieceError) -> None:
        """Says at the foot what went wrong, and what to do."""
        self.tell.emit(" ".join(error_words(error)))

    def change(self, request: JobRequest) -> None:
        """Opens the page that makes such requests, if there is one, with everything of this one."""
        page = kind_of(request).page
        if page:
            self.show_page.emit(page)
            self.request_opened.emit(request)

    def make_batch(self, paths: Sequence[Path]) -> None:
        """Opens Batch with a folder, a sheet or many files."""
        self.show_page.emit("batch")
        self.batch_with.emit(list(paths))

    def caption(self, media: Path) -> None:
        """Opens Captions with a video or a recording."""
        self.show_page.emit("captions")
        self.captions_of.emit(media)

    def fetch_models(self, ids: Sequence[str]) -> None:
        """Opens Models and gets these."""
        self.show_page.emit("models")
        for model_id in ids:
            self.get_model.emit(model_id)

    def create_from_files(self, paths: Sequence[Path]) -> None:
        """Opens Create with files as if they were dropped there."""
        self.show_page.emit("create")
        self.use_files.emit(list(paths))

    def create_from_portrait(self, picture: Path) -> None:
        """Opens Create with another portrait."""
        self.show_page.emit("create")
        self.use_portrait.emit(picture)

    def create_from_presenter(self, presenter: Presenter) -> None:
        """Opens Create with a presenter's portrait, voice and preset."""
        self.show_page.emit("create")
        self.use_presenter.emit(presenter)
