"""A list of things with names that lie in the home, and a menu of what may become of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.services.context import Context
from app.gui.widgets.basic import IconButton, label, spaced
from app.gui.widgets.editors import calm
from app.gui.widgets.translated import Translated
from talker.errors import MouthpieceError

T = TypeVar("T")


class NamedBox(Translated, QWidget):
    """Whoever inherits says how all are read, what is shown of them and what the menu offers."""

    def __init__(self, context: Context, *, titled: bool = True) -> None:
        super().__init__()
        self.context = context
        self.title = label("soft")
        self.box = QComboBox()
        calm(self.box)
        self.more = IconButton("dots")
        self.menu = QMenu(self)
        column = spaced(QVBoxLayout(self), 0, 4)
        if titled:
            column.addWidget(self.title)
        row = spaced(QHBoxLayout(), 0, 4)
        row.addWidget(self.box, 1)
        row.addWidget(self.more)
        column.addLayout(row)
        self.more.clicked.connect(self._offer)
        self.box.activated.connect(self.activated)

    def refresh(self) -> None:
        """Reads them anew."""
        home = self.context.home
        self.context.tasks.run(
            lambda: self.read(home), self.fill, self.context.events.tell_error, owner=self
        )

    def read(self, home: Path) -> Sequence[Any]:
        """All that can be used; called in a thread."""
        raise NotImplementedError

    def fill(self, found: Sequence[Any]) -> None:
        """Shows what was read."""
        raise NotImplementedError

    def fill_menu(self) -> None:
        """Puts into the empty menu what can be done now."""
        raise NotImplementedError

    def activated(self, index: int) -> None:
        """The user has chosen the entry `index`."""
        raise NotImplementedError

    @override
    def retranslate(self) -> None:
        raise NotImplementedError

    def do(self, work: Callable[[], T], done: Callable[[T], None] | None = None) -> None:
        """Does something with files in a thread; what goes wrong is said at the window's foot."""
        self.context.tasks.run(work, done, self.context.events.tell_error, owner=self)

    def _offer(self) -> None:
        self.menu.clear()
        self.fill_menu()
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def readable(names: Iterable[str], load: Callable[[str, Path], T], home: Path) -> list[T]:
    """All that can be used; `mouthpiece presets` and `brand list` say what is wrong with others."""
    found = []
    for name in names:
        with suppress(MouthpieceError):
            found.append(load(name, home))
    return found
