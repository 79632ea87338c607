"""What can be done with drawn pictures."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu
from typing_extensions import override

from app.gui.pages.compare_dialog import CompareDialog
from app.gui.pages.library_grid import LibraryGrid
from app.gui.pages.pictures_bar import STAR
from app.gui.pages.shelf_tools import ShelfTools, Tool
from app.gui.services.context import Context
from app.gui.services.os_open import open_file, show_in_folder
from app.pictures import MOST_STARS, Picture, Pictures

_PAIR = 2


class PictureTools(ShelfTools):
    """`again` names a picture that others shall be drawn like, `use` one for the next video,
    `keep` one that shall become a presenter."""

    again = Signal(object)  # Path
    use = Signal(object)  # Path
    keep = Signal(object)  # Path

    def __init__(self, context: Context, grid: LibraryGrid, pictures: Pictures) -> None:
        super().__init__(context, grid, pictures.tag)
        self._pictures = pictures
        grid.opened.connect(lambda picture: open_file(picture.path))
        for stars in range(MOST_STARS + 1):
            key = QShortcut(QKeySequence(str(stars)), grid)
            key.setContext(Qt.ShortcutContext.WidgetShortcut)
            key.activated.connect(partial(self.rate, stars))

    @override
    def tools(self) -> dict[str, Tool]:
        return {
            "again": Tool("copy", lambda: self._name_one(self.again)),
            "use": Tool("create", lambda: self._name_one(self.use)),
            "keep": Tool("avatars", lambda: self._name_one(self.keep)),
            "compare": Tool("beside", self.compare),
            "stars": Tool("star", self._ask_stars),
            "tags": Tool("tag", self.ask_tags),
            "folder": Tool("folder", self.folder),
            "delete": Tool("delete", self.delete),
        }

    @override
    def names(self) -> dict[str, str]:
        return {
            "again": self.tr("Again with…"),
            "use": self.tr("Use as portrait"),
            "keep": self.tr("Keep as presenter…"),
            "compare": self.tr("Compare two"),
            "stars": self.tr("Stars"),
            "tags": self.tr("Tags…"),
            "folder": self.tr("Show in folder"),
            "delete": self.tr("Move to the trash"),
        }

    @override
    def words(self) -> dict[str, str]:
        return {
            "again": self.tr("Again"),
            "use": self.tr("Use"),
            "keep": self.tr("Keep"),
            "compare": self.tr("Compare"),
            "stars": self.tr("Stars"),
            "tags": self.tr("Tags"),
            "folder": self.tr("Folder"),
            "delete": self.tr("Trash"),
        }

    @override
    def fitting(self) -> Collection[str]:
        count = len(self.selected())
        one, pair = count == 1, count == _PAIR
        fits = dict.fromkeys(("again", "use", "keep", "folder"), one) | {"compare": pair}
        return [name for name in self.buttons if fits.get(name, count > 0)]

    @override
    def add_to_menu(self, name: str) -> None:
        if name == "stars":
            self._add_stars(self.menu.addMenu(self.tr("Stars")))
        else:
            super().add_to_menu(name)

    def selected(self) -> list[Picture]:
        """The selected pictures, in the order of the grid."""
        return [entry for entry in self.grid.entries() if isinstance(entry, Picture)]

    def compare(self) -> None:
        """Shows two pictures beside each other."""
        chosen = self.selected()
        if len(chosen) == _PAIR:
            CompareDialog((chosen[0], chosen[1]), self).open()

    def rate(self, stars: int) -> None:
        """Gives the selected pictures so many stars."""
        chosen = self.selected()
        self.change(lambda: self._pictures.rate(chosen, stars))

    def folder(self) -> None:
        """Shows the only selected one in the system's file manager."""
        chosen = self.selected()
        if len(chosen) == 1:
            show_in_folder(chosen[0].path)

    @override
    def delete(self) -> None:
        self.trash(self.selected())

    @override
    def trashed_words(self, count: int) -> str:
        return self.tr("%n picture(s) moved to the trash.", "", count)

    def _name_one(self, wanted: SignalInstance) -> None:
        chosen = self.selected()
        if len(chosen) == 1:
            wanted.emit(chosen[0].path)

    def _ask_stars(self) -> None:
        self.menu.clear()
        self._add_stars(self.menu)
        button = self.buttons["stars"]
        self.menu.popup(button.mapToGlobal(button.rect().topLeft()))

    def _add_stars(self, menu: QMenu) -> None:
        for stars in range(MOST_STARS, -1, -1):
            words = STAR * stars or self.tr("No stars")
            menu.addAction(words, partial(self.rate, stars))
