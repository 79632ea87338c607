"""Small pictures of portraits and videos, made by the preview process, kept in memory."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from app.gui.services.preview import PreviewService
from app.preview.messages import Made, MakeThumbnail
from talker.errors import MouthpieceError

_AT_ONCE = 4
_WAITING = 60
_KEPT = 400
_BYTES = 64 << 20  # which a hundred and fifty of the largest have


class Thumbnails(QObject):
    """`get` answers from memory; what is not there is asked for, and `ready` tells when it came.

    Of what waits the latest comes first: that is what the user looks at now.
    """

    ready = Signal(object)  # Path

    def __init__(self, preview: PreviewService, width: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preview = preview
        self._width = width
        self._kept: OrderedDict[Path, QPixmap | None] = OrderedDict()
        self._wanted: OrderedDict[Path, None] = OrderedDict()
        self._asked: set[Path] = set()
        self.bytes = 0  # of the pictures that are kept

    def get(self, path: Path) -> QPixmap | None:
        """The picture; None while it is not there, or when there is none."""
        if path in self._kept:
            self._kept.move_to_end(path)
            return self._kept[path]
        if path not in self._asked:
            self._wanted[path] = None
            self._wanted.move_to_end(path)
            while len(self._wanted) > _WAITING:
                self._wanted.popitem(last=False)
            self._ask()
        return None

    def forget(self, path: Path) -> None:
        """The file has changed."""
        self.bytes -= _bytes(self._kept.pop(path, None))

    def _ask(self) -> None:
        while self._wanted and len(self._asked) < _AT_ONCE:
            path, _ = self._wanted.popitem()
            self._asked.add(path)
            self._preview.ask(
                MakeThumbnail(path=path, width=self._width),
                Made,
                partial(self._made, path),
                partial(self._failed, path),
                owner=self,
            )

    def _made(self, path: Path, made: Made) -> None:
        self._keep(path, made.path)

    def _failed(self, path: Path, _: MouthpieceError) -> None:
        self._keep(path, None)

    def _keep(self, path: Path, picture: Path | None) -> None:
        self._asked.discard(path)
        self.forget(path)
        pixmap = QPixmap() if picture is None else QPixmap(str(picture))
        self._kept[path] = None if pixmap.isNull() else pixmap
        self.bytes += _bytes(pixmap)
        while len(self._kept) > _KEPT or self.bytes > _BYTES:
            self.forget(next(iter(self._kept)))
        self.ready.emit(path)
        self._ask()


def _bytes(picture: QPixmap | None) -> int:
    return 0 if picture is None else picture.width() * picture.height() * picture.depth() // 8
