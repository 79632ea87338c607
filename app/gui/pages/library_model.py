"""The list behind the grid of finished videos."""

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
from app.library import Order, Video, VideoFilter, ordered

VIDEO = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class LibraryModel(QAbstractListModel):
    """`rename_wanted` (Video, str) when a name was edited; the file is renamed elsewhere."""

    rename_wanted = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._all: Sequence[Video] = ()
        self._shown: list[Video] = []
        self._filter = VideoFilter()
        self._order = Order.NEWEST

    @property
    def batches(self) -> list[str]:
        """The batches that there are videos of, by name."""
        return sorted({video.job.batch for video in self._all if video.job and video.job.batch})

    @property
    def everything(self) -> Sequence[Video]:
        """All videos, also those that are filtered out."""
        return self._all

    def video(self, row: int) -> Video:
        """The video of a row."""
        return self._shown[row]

    def set_videos(self, videos: Sequence[Video]) -> None:
        """Shows other videos; where these are the same ones nothing moves."""
        self._all = videos
        self._show()

    @property
    def presenters(self) -> list[str]:
        """The presenters that there are videos of, by name."""
        return sorted({video.presenter for video in self._all if video.presenter})

    @property
    def tags(self) -> list[str]:
        """All tags that there are."""
        return sorted({tag for video in self._all for tag in video.tags}, key=str.casefold)

    def set_filter(self, wanted: VideoFilter, order: Order) -> None:
        """Only these videos, in this order."""
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
        ways = kinds.ItemIsEditable | kinds.ItemIsDragEnabled
        return kinds.ItemIsEnabled | kinds.ItemIsSelectable | ways

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        video = self._shown[index.row()]
        match role:
            case _ if role == VIDEO:
                return video
            case (
                Qt.ItemDataRole.DisplayRole
                | Qt.ItemDataRole.EditRole
                | Qt.ItemDataRole.AccessibleTextRole
            ):
                return video.name
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(str(video.path))
        return None

    @override
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        video = self._shown[index.row()]
        if str(value).strip() and str(value) != video.name:
            self.rename_wanted.emit(video, str(value))
        return True

    def _show(self) -> None:
        shown = ordered(filter(self._filter.fits, self._all), self._order)
        if [video.path for video in shown] == [video.path for video in self._shown]:
            self._shown = shown
            if shown:
                self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()
