"""The entries of a shelf: choices above, the grid below, or why there is nothing in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.gui.pages.library_bar import LibraryBar
from app.gui.pages.library_grid import LibraryGrid
from app.gui.pages.library_model import LibraryModel
from app.gui.theme import GRID
from app.gui.widgets.basic import EmptyState, spaced
from app.shelf import Entry

THUMB = 416  # pixels of a thumbnail's width
_LATE_MS = 600


class ShelfView(QWidget):
    """`filtered` when others are shown, `late` when entries shall be looked for anew."""

    filtered = Signal()
    late = Signal()

    def __init__(
        self, model: LibraryModel, bar: LibraryBar, grid: LibraryGrid, icon_name: str
    ) -> None:
        super().__init__()
        self._model, self._bar, self._grid = model, bar, grid
        self.nothing = EmptyState(icon_name)
        self.none_match = EmptyState("search")
        self._stack = QStackedWidget()
        for page in (self.nothing, self.none_match, grid):
            self._stack.addWidget(page)
        column = spaced(QVBoxLayout(self), 0, GRID * 2)
        column.addWidget(bar)
        column.addWidget(self._stack, 1)
        grid.set_list(bar.as_list)
        bar.list_wanted.connect(grid.set_list)
        bar.changed.connect(self._filter)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LATE_MS)
        self._timer.timeout.connect(self.late)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Shows others; what was chosen above stays chosen."""
        self._model.set_entries(entries)
        self._bar.refresh()
        self._filter()

    def look_soon(self) -> None:
        """There is a new one; many come in a row, so the disk is asked once for all."""
        self._timer.start()

    def _filter(self) -> None:
        self._model.set_filter(self._bar.filter, self._bar.chosen_order)
        shown = self._model.rowCount() > 0
        self._stack.setCurrentIndex(2 if shown else 1 if self._model.everything else 0)
        self.filtered.emit()
