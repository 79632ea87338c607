"""All drawn pictures: to look through, to choose among, and to draw others like them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QImageReader, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.jobs.thumbnails import Thumbnails
from app.gui.pages.compare_dialog import CompareDialog
from app.gui.pages.library_grid import LibraryGrid, date_of
from app.gui.pages.library_model import LibraryModel
from app.gui.pages.pictures_bar import STAR, PicturesBar
from app.gui.services.context import Context
from app.gui.services.draw_status import RECORD
from app.gui.services.file_drag import copy_files
from app.gui.services.os_open import Trashed, move_to_trash, open_file, show_in_folder
from app.gui.texts.names import error_words
from app.gui.theme import GRID, icon
from app.gui.widgets.basic import EmptyState, IconButton, label, spaced
from app.gui.widgets.name_dialog import NameDialog
from app.gui.widgets.translated import Translated
from app.pictures import MOST_STARS, Picture, Pictures
from app.shelf import Entry, read_tags
from talker.errors import MouthpieceError

_THUMB = 416
_LATE_MS = 600
_PAIR = 2


class PicturesPanel(Translated, QWidget):
    """`again` names a picture that others shall be drawn like, `use` one for the next video,
    `keep` one that shall become a presenter."""

    again = Signal(object)  # Path
    use = Signal(object)  # Path
    keep = Signal(object)  # Path
    draw = Signal()  # there is nothing yet
    looked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._pictures = Pictures(context.home)
        self.model = LibraryModel(renames=False)
        window = context.settings.window
        thumbnails = Thumbnails(context.preview, _THUMB, self)
        self.grid = LibraryGrid(self.model, thumbnails, PictureWords())
        self.bar = PicturesBar(self.model, window.pictures_order, as_list=window.pictures_list)
        self.grid.set_list(window.pictures_list)
        self.facts = label("soft", wrap=True)
        self.tools = {
            name: IconButton(picture)
            for name, picture in (
                ("again", "copy"),
                ("use", "create"),
                ("keep", "avatars"),
                ("compare", "beside"),
                ("stars", "star"),
                ("tags", "tag"),
                ("folder", "folder"),
                ("delete", "delete"),
            )
        }
        self._names: dict[str, str] = {}
        self._actions: dict[str, Callable[[], None]] = {
            "again": lambda: self._with_one(self.again.emit),
            "use": lambda: self._with_one(self.use.emit),
            "keep": lambda: self._with_one(self.keep.emit),
            "compare": self.compare,
            "stars": self._ask_stars,
            "tags": self.ask_tags,
            "folder": lambda: self._with_one(show_in_folder),
            "delete": self.delete,
        }
        self._nothing = EmptyState("avatars")
        self._none_match = EmptyState("search")
        self._stack = QStackedWidget()
        self._menu = QMenu(self)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATE_MS)
        self._build()
        self._connect()
        self.retranslate()

    def refresh(self) -> None:
        """Looks for pictures anew, in the background; `looked` when all is shown."""
        known = self.model.everything

        def look() -> list[Picture] | None:
            found = self._pictures.find(_record)
            return None if found == known else found  # compared here, not in the window's thread

        self._context.tasks.run(look, self._take, self._tell, owner=self)

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
        self._change(lambda: self._pictures.rate(chosen, stars))

    def ask_tags(self) -> None:
        """Asks for the tags of the selected pictures."""
        chosen = self.selected()
        usual = ", ".join(dict.fromkeys(tag for picture in chosen for tag in picture.tags))
        title = self.tr("Tags, with commas between them")
        text = NameDialog.ask(self, title, lambda _: "", usual, may_be_empty=True)
        if text is not None:
            self.tag(chosen, read_tags(text))

    def tag(self, pictures: Sequence[Picture], tags: Sequence[str]) -> None:
        """Gives pictures these tags, and no others."""
        self._change(lambda: self._pictures.tag(pictures, tags))

    def delete(self) -> None:
        """Moves the selected files to the trash, from where they can be brought back."""
        paths = [picture.path for picture in self.selected()]
        if paths:
            self._context.tasks.run(
                lambda: move_to_trash(paths), self._trashed, self._not_trashed, owner=self
            )

    @override
    def retranslate(self) -> None:
        self._names = {
            "again": self.tr("Again with…"),
            "use": self.tr("Use as portrait"),
            "keep": self.tr("Keep as presenter…"),
            "compare": self.tr("Compare two"),
            "stars": self.tr("Stars"),
            "tags": self.tr("Tags…"),
            "folder": self.tr("Show in folder"),
            "delete": self.tr("Move to the trash"),
        }
        for name, button in self.tools.items():
            button.say(self._names[name])
        self.grid.setAccessibleName(self.tr("Drawn pictures"))
        self._nothing.say(
            self.tr("No pictures yet"),
            self.tr("Everything that is drawn gathers here, with its prompt, seed and model."),
            self.tr("Draw new ones"),
        )
        self._none_match.say(
            self.tr("No such pictures"),
            self.tr("Search for other words, or choose others above."),
        )
        self._show_chosen()

    def _build(self) -> None:
        column = spaced(QVBoxLayout(self), 0, GRID)
        column.addWidget(self.bar)
        for page in (self._nothing, self._none_match, self.grid):
            self._stack.addWidget(page)
        column.addWidget(self._stack, 1)
        row = spaced(QHBoxLayout(), 0, GRID)
        row.addWidget(self.facts, 1)
        for button in self.tools.values():
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)

    def _connect(self) -> None:
        for name, act in self._actions.items():
            self.tools[name].clicked.connect(act)
        self.bar.changed.connect(self._filter)
        self.bar.list_wanted.connect(self._show_list)
        self.grid.chosen.connect(self._show_chosen)
        self.grid.opened.connect(lambda picture: open_file(picture.path))
        self.grid.deleted.connect(self.delete)
        self.grid.copied.connect(lambda: copy_files([one.path for one in self.selected()]))
        self.grid.customContextMenuRequested.connect(self._offer)
        self._nothing.acted.connect(self.draw)
        self._late.timeout.connect(self.refresh)
        self._context.jobs.outlook_changed.connect(self._look_for_new)
        for stars in range(MOST_STARS + 1):
            key = QShortcut(QKeySequence(str(stars)), self.grid)
            key.setContext(Qt.ShortcutContext.WidgetShortcut)
            key.activated.connect(partial(self.rate, stars))

    def _look_for_new(self, _: object) -> None:
        if self.isVisible():
            self._late.start()

    def _take(self, pictures: list[Picture] | None) -> None:
        if pictures is not None:
            self.model.set_entries(pictures)
            self.bar.refresh()
            self._filter()
        self.looked.emit()

    def _filter(self) -> None:
        order = self.bar.chosen_order
        self.model.set_filter(self.bar.filter, order)
        self._context.settings.change_window(pictures_order=order.value)
        shown = self.model.rowCount() > 0
        self._stack.setCurrentIndex(2 if shown else 1 if self.model.everything else 0)
        self._show_chosen()

    def _show_list(self, on: bool) -> None:
        self.grid.set_list(on)
        self._context.settings.change_window(pictures_list=on)

    def _fitting(self) -> list[str]:
        """The actions that fit what is selected."""
        count = len(self.selected())
        one, pair = count == 1, count == _PAIR
        fits = dict.fromkeys(("again", "use", "keep", "folder"), one) | {"compare": pair}
        return [name for name in self.tools if fits.get(name, count > 0)]

    def _show_chosen(self) -> None:
        fitting, chosen = self._fitting(), self.selected()
        for name, button in self.tools.items():
            button.setEnabled(name in fitting)
        if len(chosen) != 1:
            counted = self.tr("%n picture(s)", "", len(chosen) or self.model.rowCount())
            self.facts.setText(counted)
            return
        (picture,) = chosen
        said = [picture.prompt, self.tr("Seed {seed}").format(seed=picture.seed), picture.model]
        said += [f"{picture.width} \u00d7 {picture.height}", ", ".join(picture.tags)]
        self.facts.setText(" \u00b7 ".join(filter(None, said)))

    def _offer(self, where: QPoint) -> None:
        self._menu.clear()
        for name in self._fitting():
            if name == "stars":
                self._add_stars(self._menu.addMenu(self._names[name]))
                continue
            action = self._menu.addAction(icon(self.tools[name].icon_name), self._names[name])
            action.triggered.connect(self._actions[name])
        if not self._menu.isEmpty():
            self._menu.popup(self.grid.viewport().mapToGlobal(where))

    def _ask_stars(self) -> None:
        self._menu.clear()
        self._add_stars(self._menu)
        button = self.tools["stars"]
        self._menu.popup(button.mapToGlobal(button.rect().topLeft()))

    def _add_stars(self, menu: QMenu) -> None:
        for stars in range(MOST_STARS, -1, -1):
            words = STAR * stars or self.tr("No stars")
            menu.addAction(words, partial(self.rate, stars))

    def _with_one(self, act: Callable[[Path], object]) -> None:
        chosen = self.selected()
        if len(chosen) == 1:
            act(chosen[0].path)

    def _change(self, work: Callable[[], None]) -> None:
        self._context.tasks.run(work, lambda _: self.refresh(), self._tell, owner=self)

    def _trashed(self, trashed: list[Trashed]) -> None:
        self.refresh()
        if trashed:
            self._context.events.undoable.emit(
                self.tr("%n picture(s) moved to the trash.", "", len(trashed)),
                lambda: self._bring_back(trashed),
            )

    def _bring_back(self, trashed: list[Trashed]) -> None:
        def bring_back() -> None:
            for one in trashed:
                one.bring_back()

        self._context.tasks.run(bring_back, lambda _: self.refresh(), self._not_trashed, owner=self)

    def _not_trashed(self, error: MouthpieceError) -> None:
        self._tell(error)
        self.refresh()

    def _tell(self, error: MouthpieceError) -> None:
        self._context.events.tell.emit(" ".join(error_words(error)))


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
