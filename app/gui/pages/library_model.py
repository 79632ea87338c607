"""The list behind the grid of finished videos."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from app.gui.widgets.basic import plain_tip
from app.library import Video

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
        self._text = ""
        self._batch = ""

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

    def set_filter(self, text: str, batch: str) -> None:
        """Only videos whose name holds `text`, of one batch ("": of any or none)."""
        self._text, self._batch = text.strip().casefold(), batch
        self._show()

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        kinds = Qt.ItemFlag
        return kinds.ItemIsEnabled | kinds.ItemIsSelectable | kinds.ItemIsEditable

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
        shown = [
            video
            for video in self._all
            if self._text in video.name.casefold()
            and (not self._batch or (video.job is not None and video.job.batch == self._batch))
        ]
        if [video.path for video in shown] == [video.path for video in self._shown]:
            self._shown = shown
            if shown:
                self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()
