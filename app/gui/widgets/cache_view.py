"""How much the cache holds, and emptying it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.gui.services.context import Context
from app.gui.texts.sizes import size_text
from app.gui.theme import GRID
from app.gui.widgets.basic import Button, label, spaced
from app.gui.widgets.translated import Translated
from talker.files import discard
from talker.home import cache_folder

_KEPT = ".sqlite"  # what the model store knows of its files is slow to find out again


class CacheView(Translated, QWidget):
    """Results that can be made again: faces, previews, thumbnails."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._size: int | None = None
        self._words = label("soft", wrap=True)
        self._empty = Button("", "delete")
        self._empty.clicked.connect(self._clear)
        row = spaced(QHBoxLayout(self), 0, GRID)
        row.addWidget(self._words, 1)
        row.addWidget(self._empty)
        self.retranslate()

    def look(self) -> None:
        """Measures the cache in the background."""
        home = self._context.home
        self._context.tasks.run(lambda: _measure(home), self._show, owner=self)

    @override
    def retranslate(self) -> None:
        size = "…" if self._size is None else size_text(self._size)
        self._words.setText(
            self.tr("{size} of faces, previews and thumbnails that can be made again.").format(
                size=size
            )
        )
        self._empty.say(self.tr("Empty the cache"))

    def _clear(self) -> None:
        home = self._context.home
        self._context.tasks.run(lambda: _clear(home), lambda _: self.look(), owner=self)

    def _show(self, size: int) -> None:
        self._size = size
        self.retranslate()


def _files(home: Path) -> list[Path]:
    return [
        path
        for path in cache_folder(home).rglob("*")
        if path.is_file() and _KEPT not in path.suffix
    ]


def _measure(home: Path) -> int:
    total = 0
    for path in _files(home):
        with suppress(OSError):  # it may go at any time
            total += path.stat().st_size
    return total


def _clear(home: Path) -> None:
    for path in _files(home):
        discard(path)
