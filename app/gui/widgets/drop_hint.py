"""Files that are dropped anywhere on a page, and what is shown while they are held over it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.services.input_files import local_files, take_copy
from app.gui.theme import GRID
from app.gui.widgets.basic import Picture, label, spaced, with_role


class DropHint(QFrame):
    """Lies over a page that takes files while some are held over it; `dropped` brings them."""

    dropped = Signal(object)  # list[Path]

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._words = label("heading")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = spaced(QVBoxLayout(self), GRID * 2, GRID)
        column.addStretch()
        column.addWidget(Picture("upload", 56, "accent"))
        column.addWidget(self._words)
        column.addStretch()
        with_role(self, "drop").setProperty("over", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def say(self, words: str) -> None:
        """What happens when one lets go."""
        self._words.setText(words)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.DragEnter if isinstance(event, QDragEnterEvent):
                if local_files(event.mimeData()):
                    take_copy(event)
                    self._cover()
                return True
            case QEvent.Type.DragLeave:
                self.hide()
                return True
            case QEvent.Type.Drop if isinstance(event, QDropEvent):
                self.hide()
                files: list[Path] = local_files(event.mimeData())
                if files:
                    take_copy(event)
                    self.dropped.emit(files)
                return True
        return super().eventFilter(watched, event)

    def _cover(self) -> None:
        self.setGeometry(self._page.rect().adjusted(GRID, GRID, -GRID, -GRID))
        self.raise_()
        self.show()
