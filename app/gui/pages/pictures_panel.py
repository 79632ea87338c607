"""All drawn pictures: to look through, to choose among, and to draw others like them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImageReader, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.jobs.thumbnails import Thumbnails
from app.gui.pages.library_cells import date_of
from app.gui.pages.library_grid import LibraryGrid
from app.gui.pages.library_model import LibraryModel
from app.gui.pages.picture_tools import PictureTools
from app.gui.pages.pictures_bar import STAR, PicturesBar
from app.gui.pages.shelf_view import THUMB, ShelfView
from app.gui.services.context import Context
from app.gui.services.draw_status import RECORD
from app.gui.theme import GRID
from app.gui.widgets.basic import label, spaced
from app.gui.widgets.translated import Translated
from app.pictures import Picture, Pictures
from app.shelf import Entry


class PicturesPanel(Translated, QWidget):
    """`draw` when there is nothing yet; `looked` when all that there is is shown."""

    draw = Signal()
    looked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._pictures = Pictures(context.home)
        window = context.settings.window
        self.model = LibraryModel(renames=False)
        thumbnails = Thumbnails(context.preview, THUMB, self)
        self.grid = LibraryGrid(self.model, thumbnails, PictureWords())
        self.bar = PicturesBar(self.model, window.pictures_order, as_list=window.pictures_list)
        self.view = ShelfView(self.model, self.bar, self.grid, "avatars")
        self.tools = PictureTools(context, self.grid, self._pictures)
        self.facts = label("soft", wrap=True)
        column = spaced(QVBoxLayout(self), 0, GRID)
        column.addWidget(self.view, 1)
        row = spaced(QHBoxLayout(), 0, GRID)
        row.addWidget(self.facts, 1)
        row.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        self.view.filtered.connect(self._filtered)
        self.view.filtered.connect(self.tools.show_chosen)
        self.view.late.connect(self.refresh)
        self.view.nothing.acted.connect(self.draw)
        self.bar.list_wanted.connect(self._show_list)
        self.grid.chosen.connect(self._show_facts)
        self.tools.changed.connect(self.refresh)
        context.jobs.outlook_changed.connect(self._look_for_new)
        self.retranslate()

    def refresh(self) -> None:
        """Looks for pictures anew, in the background."""
        known = self.model.everything

        def look() -> list[Picture] | None:
            found = self._pictures.find(_record)
            return None if found == known else found  # compared here, not in the window's thread

        self._context.tasks.run(look, self._take, self._context.events.tell_error, owner=self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tools.fit(self.width() // 2)  # the facts have the other half

    @override
    def retranslate(self) -> None:
        self.grid.setAccessibleName(self.tr("Drawn pictures"))
        self.view.nothing.say(
            self.tr("No pictures yet"),
            self.tr("Everything that is drawn gathers here, with its prompt, seed and model."),
            self.tr("Draw new ones"),
        )
        self.view.none_match.say(
            self.tr("No such pictures"),
            self.tr("Search for other words, or choose others above."),
        )
        self._show_facts()

    def _look_for_new(self, _: object) -> None:
        if self.isVisible():
            self.view.look_soon()

    def _take(self, pictures: list[Picture] | None) -> None:
        if pictures is not None:
            self.view.set_entries(pictures)
        self.looked.emit()

    def _filtered(self) -> None:
        self._context.settings.change_window(pictures_order=self.bar.chosen_order.value)
        self._show_facts()

    def _show_list(self, on: bool) -> None:
        self._context.settings.change_window(pictures_list=on)

    def _show_facts(self) -> None:
        chosen = self.tools.selected()
        if len(chosen) != 1:
            counted = self.tr("%n picture(s)", "", len(chosen) or self.model.rowCount())
            self.facts.setText(counted)
            return
        (picture,) = chosen
        said = [picture.prompt, self.tr("Seed {seed}").format(seed=picture.seed), picture.model]
        said += [f"{picture.width} \u00d7 {picture.height}", ", ".join(picture.tags)]
        self.facts.setText(" \u00b7 ".join(filter(None, said)))


class PictureWords:
    """What is said of a drawn picture besides its prompt."""

    def below(self, entry: Entry) -> str:
        """Stars, score and date."""
        if not isinstance(entry, Picture):
            return ""
        return " \u00b7 ".join(filter(None, (STAR * entry.stars, str(entry.score), date_of(entry))))

    def row(self, entry: Entry) -> tuple[str, str, str, str]:
        """Date, stars, seed and model."""
        if not isinstance(entry, Picture):
            return "", "", "", ""
        return date_of(entry), STAR * entry.stars, str(entry.seed), entry.model


def _record(path: Path) -> str:
    """What a picture says of its making; the file is not decoded for it."""
    return str(QImageReader(str(path)).text(RECORD))
