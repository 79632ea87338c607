"""What can be done with the chosen entries of a shelf: buttons, and the same things in a menu."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget
from typing_extensions import override

from app.gui.pages.library_grid import LibraryGrid
from app.gui.services.context import Context
from app.gui.services.file_drag import copy_files
from app.gui.services.os_open import Trashed, move_to_trash
from app.gui.theme import GRID, icon
from app.gui.widgets.basic import IconButton, spaced
from app.gui.widgets.name_dialog import NameDialog
from app.gui.widgets.tool_words import show_words
from app.gui.widgets.translated import Translated
from app.shelf import Entry, read_tags
from talker.errors import MouthpieceError


@dataclass(frozen=True)
class Tool:
    """A button with this icon, and what a click does."""

    icon_name: str
    act: Callable[[], None]


class ShelfTools(Translated, QWidget):
    """`changed` when files, or what is known of them, are others: they are looked for anew then.

    Whoever inherits says which tools there are, what they are called, and which fit what is chosen.
    `tag` gives entries tags instead of those that they have; it is called in a thread.
    """

    changed = Signal()

    def __init__(
        self,
        context: Context,
        grid: LibraryGrid,
        tag: Callable[[Sequence[Entry], Sequence[str]], None],
    ) -> None:
        super().__init__()
        self.context = context
        self.grid = grid
        self.menu = QMenu(self)
        self._tag = tag
        self._tools = self.tools()
        self._names: dict[str, str] = {}
        self.buttons = {name: IconButton(tool.icon_name) for name, tool in self._tools.items()}
        row = spaced(QHBoxLayout(self), 0, GRID)
        for name, button in self.buttons.items():
            button.clicked.connect(self._tools[name].act)
            row.addWidget(button)
        grid.chosen.connect(self.show_chosen)
        grid.copied.connect(self.copy)
        grid.deleted.connect(self.delete)
        grid.customContextMenuRequested.connect(self._offer)
        self.retranslate()
        self.show_chosen()

    def tools(self) -> dict[str, Tool]:
        """All of them by a name, in their order."""
        raise NotImplementedError

    def names(self) -> dict[str, str]:
        """What they are called in the present language."""
        raise NotImplementedError

    def words(self) -> dict[str, str]:
        """The same in a word that stands under the icon where there is room."""
        raise NotImplementedError

    def fitting(self) -> Collection[str]:
        """Those that fit what is chosen."""
        raise NotImplementedError

    def delete(self) -> None:
        """Moves the chosen files to the trash."""
        raise NotImplementedError

    def trashed_words(self, count: int) -> str:
        """Says that so many files are in the trash."""
        raise NotImplementedError

    @override
    def retranslate(self) -> None:
        self._names, words = self.names(), self.words()
        for name, button in self.buttons.items():
            button.say(self._names[name])
            button.setText(words[name])

    def fit(self, room: int) -> None:
        """Words under the icons, where so many pixels are enough."""
        show_words(self.buttons.values(), room, GRID)

    def show_chosen(self) -> None:
        """Only what fits can be clicked."""
        fitting = self.fitting()
        for name, button in self.buttons.items():
            button.setEnabled(name in fitting)

    def copy(self) -> None:
        """Puts the chosen files on the clipboard."""
        copy_files([entry.path for entry in self.grid.entries()])

    def ask_tags(self) -> None:
        """Asks for the tags of the chosen entries."""
        entries = self.grid.entries()
        usual = ", ".join(dict.fromkeys(tag for entry in entries for tag in entry.tags))
        title = self.tr("Tags, with commas between them")
        text = NameDialog.ask(self, title, lambda _: "", usual, may_be_empty=True)
        if text is not None:
            self.tag(entries, read_tags(text))

    def tag(self, entries: Sequence[Entry], tags: Sequence[str]) -> None:
        """Gives entries these tags, and no others."""
        self.change(lambda: self._tag(entries, tags))

    def change(self, work: Callable[[], object]) -> None:
        """Does something with the entries in a thread; what goes wrong is said at the foot."""
        self.context.tasks.run(
            work, lambda _: self.changed.emit(), self.context.events.tell_error, owner=self
        )

    def trash(self, entries: Sequence[Entry]) -> None:
        """Moves files to the trash, from where they can be brought back."""
        paths = [entry.path for entry in entries]
        if paths:
            self.context.tasks.run(
                lambda: move_to_trash(paths), self._trashed, self._not_trashed, owner=self
            )

    def add_to_menu(self, name: str) -> None:
        """One of those that fit."""
        tool = self._tools[name]
        self.menu.addAction(icon(tool.icon_name), self._names[name], tool.act)

    def fill_menu(self) -> None:
        """Puts what fits into the empty menu."""
        for name in self.fitting():
            self.add_to_menu(name)

    def _offer(self, where: QPoint) -> None:
        self.menu.clear()
        self.fill_menu()
        if not self.menu.isEmpty():
            self.menu.popup(self.grid.viewport().mapToGlobal(where))

    def _trashed(self, trashed: list[Trashed]) -> None:
        self.changed.emit()
        if trashed:
            words = self.trashed_words(len(trashed))
            self.context.events.undoable.emit(words, lambda: self._bring_back(trashed))

    def _bring_back(self, trashed: Sequence[Trashed]) -> None:
        def bring_back() -> None:
            for one in trashed:
                one.bring_back()

        self.context.tasks.run(
            bring_back, lambda _: self.changed.emit(), self._not_trashed, owner=self
        )

    def _not_trashed(self, error: MouthpieceError) -> None:
        self.context.events.tell_error(error)
        self.changed.emit()
