"""The list behind a grid of finished files: videos, or drawn pictures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from app.gui.services.file_drag import files_data
from app.gui.widgets.basic import plain_tip
from app.shelf import Entry, EntryFilter, Order, ordered

ENTRY = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class LibraryModel(QAbstractListModel):
    """`rename_wanted` (Entry, str) when a name was edited; the file is renamed elsewhere, and only
    where entries can be renamed."""

    rename_wanted = Signal(object, str)

    def __init__(self, *, renames: bool) -> None:
        super().__init__()
        self._all: Sequence[Entry] = ()
        self._shown: list[Entry] = []
        self._filter: EntryFilter | None = None
        self._order = Order.NEWEST
        self._renames = renames

    @property
    def everything(self) -> Sequence[Entry]:
        """All entries, also those that are filtered out."""
        return self._all

    def entry(self, row: int) -> Entry:
        """The entry of a row."""
        return self._shown[row]

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Shows other entries; where these are the same ones nothing moves."""
        self._all = entries
        self._show()

    @property
    def tags(self) -> list[str]:
        """All tags that there are."""
        return sorted({tag for entry in self._all for tag in entry.tags}, key=str.casefold)

    def set_filter(self, wanted: EntryFilter, order: Order) -> None:
        """Only these entries, in this order."""
        if (wanted, order) != (self._filter, self._order):
            self._filter, self._order = wanted, order
            self._show()

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The files themselves: what is dragged away from here is a copy of them."""
        rows = sorted({index.row() for index in indexes})
        return files_data([self._shown[row].path for row in rows])

    @override
    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        kinds = Qt.ItemFlag
        ways = kinds.ItemIsEnabled | kinds.ItemIsSelectable | kinds.ItemIsDragEnabled
        return ways | kinds.ItemIsEditable if self._renames else ways

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._shown[index.row()]
        match role:
            case _ if role == ENTRY:
                return entry
            case (
                Qt.ItemDataRole.DisplayRole
                | Qt.ItemDataRole.EditRole
                | Qt.ItemDataRole.AccessibleTextRole
            ):
                return entry.name
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(str(entry.path))
        return None

    @override
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        entry = self._shown[index.row()]
        if str(value).strip() and str(value) != entry.name:
            self.rename_wanted.emit(entry, str(value))
        return True

    def _show(self) -> None:
        wanted, fitting = self._filter, iter(self._all)
        # One that asks for nothing need not be asked of each of ten thousand.
        if wanted is not None and wanted != type(wanted)():
            fitting = filter(wanted.fits, fitting)
        shown = ordered(fitting, self._order)
        if shown == self._shown:
            return
        if [entry.path for entry in shown] == [entry.path for entry in self._shown]:
            self._shown = shown
            if shown:
                self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()
