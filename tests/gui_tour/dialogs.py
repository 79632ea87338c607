"""The windows and menus that open over the pages, one after another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from app.gui.pages.avatars import AvatarsPage
from app.gui.pages.batch import BatchPage
from app.gui.pages.batch_options import BatchOptions
from app.gui.pages.captions import CaptionsPage
from app.gui.pages.create import CreatePage
from app.gui.pages.crop_dialog import CropDialog
from app.gui.pages.dub_dialog import DubDialog
from app.gui.pages.library import LibraryPage
from app.gui.pages.mask_dialog import MaskDialog
from app.gui.pages.page import Page
from app.gui.pages.preset_gallery import PresetGallery
from app.gui.pages.queue import QueuePage
from app.gui.pages.recorder import Recorder
from app.gui.pages.video_details import VideoDetails
from app.gui.shell.main import Desktop
from app.gui.widgets.brand_dialog import BrandDialog
from app.gui.widgets.deliver_dialog import DeliverDialog
from app.gui.widgets.name_dialog import NameDialog
from app.gui.widgets.text_dialogs import RecogniseDialog
from app.settings.window import WhenDone
from app.worker.supervisor import RunSummary
from avatar_gen.options.wanted import Mode
from tests.gui_tour.content import Content
from tests.gui_tour.waiting import until, wait

W = TypeVar("W", bound=QWidget)
P = TypeVar("P", bound=Page)
_GALLERY_SECONDS = 12.0  # until its pictures are drawn
_STROKE = ((0.40, 0.30), (0.60, 0.30), (0.62, 0.38), (0.40, 0.40), (0.40, 0.34), (0.58, 0.34))


class Dialogs:
    """`all` opens each, names it, and closes it when the next is asked for."""

    def __init__(self, desktop: Desktop, content: Content) -> None:
        self._desktop = desktop
        self._window = desktop.window
        self._content = content

    def all(self) -> Iterator[tuple[str, QWidget]]:
        yield from self._faces()
        yield from self._preview()
        yield from self._create()
        yield from self._batch()
        yield from self._captions()
        yield from self._crop()
        yield from self._mask()
        yield from self._library()
        yield from self._when_done()
        yield from self._closing()
        yield from self._help()

    def _faces(self) -> Iterator[tuple[str, QWidget]]:
        """Two faces in the portrait: click the right one."""
        page = self._page(CreatePage)
        page.form.show_rest(False)
        page.inputs.tabs.setCurrentWidget(page.inputs.speech)
        page.take_files([self._content.pair])
        until(lambda: page.inputs.portrait.looked)
        wait(0.4)
        yield "create-faces", self._window
        page.take_files([self._content.portrait])
        until(lambda: page.ready)

    def _preview(self) -> Iterator[tuple[str, QWidget]]:
        page = self._page(CreatePage)
        page.preview()
        panel = page.preview_panel
        wait(0.2)
        yield "preview-begins", self._window
        until(lambda: panel.player.view is not None and not panel.player.view.image.isNull())
        wait(0.5)
        yield "preview", self._window
        panel.leave()

    def _create(self) -> Iterator[tuple[str, QWidget]]:
        page = self._page(CreatePage)
        page.ask_dub()
        yield from self._shown("dub", DubDialog)
        page.presets.show_gallery()
        wait(_GALLERY_SECONDS)
        yield from self._shown("gallery", PresetGallery)
        page.brands.edit(None)
        yield from self._shown("brand", BrandDialog)
        recorder = Recorder(self._desktop.context.home, self._window)
        recorder.open()
        yield from self._shown("recorder", Recorder)
        NameDialog("Save as preset", "a:b", page.presets._name_problem, page).open()
        yield from self._shown("name", NameDialog)

    def _batch(self) -> Iterator[tuple[str, QWidget]]:
        page = self._page(BatchPage)
        page.head.change_options.click()
        yield from self._shown("batch-options", BatchOptions)

    def _captions(self) -> Iterator[tuple[str, QWidget]]:
        self._page(CaptionsPage).ask_recognise()
        yield from self._shown("write-down", RecogniseDialog)

    def _crop(self) -> Iterator[tuple[str, QWidget]]:
        self._page(AvatarsPage).people.take(self._content.portrait)
        yield from self._shown("crop", CropDialog)

    def _mask(self) -> Iterator[tuple[str, QWidget]]:
        page = self._page(AvatarsPage)
        page.show_room(1)
        page.drawing.form.apply({"mode": Mode.INPAINT})
        page.drawing.set_image(self._content.portrait)
        wait(0.3)
        yield "avatars-inpaint", self._window
        page.drawing._ask_mask()
        dialog = self._opened(MaskDialog)
        wait(0.2)
        view, button = dialog.view, Qt.MouseButton.LeftButton
        places = [QPoint(round(x * view.width()), round(y * view.height())) for x, y in _STROKE]
        QTest.mousePress(view, button, pos=places[0])
        for place in places[1:]:
            QTest.mouseMove(view, place)
            wait(0.02)
        QTest.mouseRelease(view, button, pos=places[-1])
        yield from self._shown("mask", MaskDialog)
        page.drawing.form.apply({"mode": Mode.TEXT})
        page.show_room(0)

    def _library(self) -> Iterator[tuple[str, QWidget]]:
        page = self._page(LibraryPage)
        until(lambda: page.model.rowCount() > 0)
        page.grid.setCurrentIndex(page.model.index(0, 0))
        page.tools.details()
        yield from self._shown("video-details", VideoDetails)
        page.tools.ask_versions()
        yield from self._shown("versions", DeliverDialog)

    def _when_done(self) -> Iterator[tuple[str, QWidget]]:
        page = self._page(QueuePage)
        page.when.showPopup()
        wait(0.3)
        yield "when-done", page.when.view().window()
        page.when.hidePopup()
        settings = self._desktop.context.settings
        settings.change_window(when_done=WhenDone.SLEEP)
        self._desktop.conduct.afterwards._ended(
            RunSummary(done=3, failed=0, cancelled=0, stopped=False)
        )
        yield from self._shown("when-done-question", QMessageBox)
        settings.change_window(when_done=WhenDone.NOTHING)

    def _closing(self) -> Iterator[tuple[str, QWidget]]:
        self._desktop.conduct.closing._ask()
        yield from self._shown("closing", QMessageBox)

    def _help(self) -> Iterator[tuple[str, QWidget]]:
        for topic in ("first-video", "create", "publish", "keyboard"):
            self._window.help.show_topic(topic)
            shown = self._window.help.window
            assert shown is not None
            wait(0.2)
            yield f"help-{topic}", shown
        assert shown is not None
        shown.search.setText("MP4")
        shown.show_topic("consent-and-labels")
        wait(0.2)
        yield "help-search", shown
        shown.search.clear()
        shown.close()

    def _page(self, kind: type[P]) -> P:
        self._window.show_page(kind.entry.key)
        wait(0.3)
        page = self._window.page
        assert isinstance(page, kind)
        return page

    def _opened(self, kind: type[W]) -> W:
        """The dialog of this kind, once it is there."""

        def found() -> list[W]:
            return [one for one in self._window.findChildren(kind) if one.isVisible()]

        until(lambda: bool(found()))
        return found()[-1]

    def _shown(self, name: str, kind: type[W]) -> Iterator[tuple[str, QWidget]]:
        dialog = self._opened(kind)
        wait(0.4)
        yield name, dialog
        assert isinstance(dialog, QDialog)
        dialog.reject()
        wait(0.2)
