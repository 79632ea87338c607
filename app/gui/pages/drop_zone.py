"""A place to drop a file on, to click for a file dialog, or to choose a recent file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QMenu,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.gui.services.input_files import Kind, local_files, take_copy
from app.gui.theme import GRID
from app.gui.widgets.basic import (
    Button,
    CutLabel,
    IconButton,
    Picture,
    label,
    plain_tip,
    restyle,
    spaced,
)
from app.gui.widgets.file_choice import ask_file
from app.gui.widgets.flow import Flow
from app.gui.widgets.in_front import InFront, room_for

_LOWEST = 216
_HIGHEST = 760
_ICONS = {Kind.SPEECH: "speech", Kind.SECOND_SPEECH: "speech", Kind.REFERENCE: "film"}


class _Face(InFront, QWidget):
    """The zone when it is empty, or when it is filled."""


class DropZone(QFrame):
    """Empty: how to fill it. Filled: the file's name, a way to change it, and `content`.

    `dropped` brings all files of a drop; the page decides what they are for. A `compact` zone is
    only as high as it must be.
    """

    dropped = Signal(object)  # list[Path]
    removed = Signal()

    def __init__(self, kind: Kind, content: QWidget, *, compact: bool = False) -> None:
        super().__init__()
        self._kind = kind
        self._icon = _ICONS.get(kind, "portrait")
        self._recent: Sequence[Path] = ()
        self.path: Path | None = None
        self.content = content
        self._invite = label("heading")
        self._how = label("soft", wrap=True)
        self._browse = Button("", "folder")
        self._again = Button("quiet", "recent")
        self._menu = QMenu(self)
        self.extra: QLayout  # further buttons of the invitation
        self.below = QVBoxLayout()  # and what stands under them
        self.beside = QHBoxLayout()  # and beside the name of a file
        self._name = CutLabel("heading")
        self._change = IconButton("folder")
        self._remove = IconButton("close")
        self._layout = QStackedLayout(self)
        invitation = self._invitation_beside() if compact else self._invitation()
        self._pages = (invitation, self._filled())
        for page in self._pages:
            self._layout.addWidget(page)
        self._connect()
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if compact:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        else:
            self.setMinimumHeight(_LOWEST)
            self.setMaximumHeight(_HIGHEST)
        self.set_path(None)

    def set_path(self, path: Path | None) -> None:
        """Shows a file, or the invitation."""
        self.path = path
        self._show("" if path is None else path.name, filled=path is not None)
        self._name.setToolTip("" if path is None else plain_tip(str(path)))

    def set_title(self, title: str) -> None:
        """Calls the file otherwise than it is called on the disk."""
        self._name.setText(title)

    def fill_without(self, title: str) -> None:
        """Shows `content` though there is no file."""
        self.path = None
        self._show(title, filled=True)
        self._name.setToolTip("")

    @property
    def filled(self) -> bool:
        """Whether `content` is shown."""
        return self._layout.currentIndex() == 1

    def set_recent(self, paths: Sequence[Path]) -> None:
        """Files that were used before, the latest first."""
        self._recent = paths
        self._again.setVisible(bool(paths))

    def say(self, invite: str, how: str) -> None:
        """Sets the texts of the empty zone."""
        self._invite.setText(invite)
        self._how.setText(how)
        self.setAccessibleName(invite)
        self.setAccessibleDescription(how)
        self._browse.say(self.tr("Browse…"), self.tr("Choose a file"))
        self._again.say(self.tr("Recent"), self.tr("Files that you used before"))
        self._change.say(self.tr("Choose another file"))
        self._remove.say(self.tr("Remove"))

    def browse(self) -> None:
        """Opens a file dialog."""
        recent = self._recent[0] if self._recent else None
        path = ask_file(self, self._kind, self.path or recent)
        if path is not None:
            self.dropped.emit([path])

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            take_copy(event)
            self._highlight(True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        del event
        self._highlight(False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._highlight(False)
        files = local_files(event.mimeData())
        if files:
            take_copy(event)
            self.dropped.emit(files)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self.filled and event.button() is Qt.MouseButton.LeftButton:
            self.browse()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self.browse()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if self.filled:
                self.removed.emit()
            case _:
                super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            self._highlight(False)
        super().changeEvent(event)

    def _show(self, title: str, *, filled: bool) -> None:
        self._name.setText(title)
        self._layout.setCurrentIndex(1 if filled else 0)
        room_for(self._layout.currentWidget(), self._pages)
        value = "true" if filled else "false"
        if self.property("filled") != value:
            self.setProperty("filled", value)
            restyle(self)

    def _invitation_beside(self) -> QWidget:
        """All in one row."""
        empty = _Face()
        row = spaced(QHBoxLayout(empty), GRID, GRID)
        row.addWidget(Picture(self._icon, 28, "accent"))
        row.addWidget(self._invite)
        row.addWidget(self._how, 1)
        self.extra = QHBoxLayout()
        row.addLayout(self.extra)
        row.addWidget(self._again)
        row.addWidget(self._browse)
        return empty

    def _invitation(self) -> QWidget:
        empty = _Face()
        column = spaced(QVBoxLayout(empty), GRID * 2, GRID)
        for text in (self._invite, self._how):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addStretch()
        column.addWidget(Picture(self._icon, 56, "accent"))
        column.addWidget(self._invite)
        column.addWidget(self._how)
        self.extra = Flow(align=Qt.AlignmentFlag.AlignHCenter)
        self.extra.addWidget(self._browse)
        column.addLayout(self.extra)
        column.addLayout(self.below)
        column.addWidget(self._again, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch()
        return empty

    def _filled(self) -> QWidget:
        filled = _Face()
        below = spaced(QVBoxLayout(filled), GRID, GRID // 2)
        head = spaced(QHBoxLayout(), 0, GRID // 2)
        head.addWidget(self._name, 1)
        head.addLayout(self.beside, 1)
        head.addWidget(self._change)
        head.addWidget(self._remove)
        below.addLayout(head)
        below.addWidget(self.content, 1)
        return filled

    def _connect(self) -> None:
        self._browse.clicked.connect(self.browse)
        self._change.clicked.connect(self.browse)
        self._remove.clicked.connect(self.removed)
        self._again.clicked.connect(self._show_recent)

    def _show_recent(self) -> None:
        self._menu.clear()
        for path in self._recent:
            action = self._menu.addAction(path.name)
            action.setToolTip(plain_tip(str(path)))
            action.triggered.connect(lambda _=False, path=path: self.dropped.emit([path]))
        self._menu.popup(self._again.mapToGlobal(self._again.rect().bottomLeft()))

    def _highlight(self, over: bool) -> None:
        self.setProperty("over", "true" if over else "false")
        restyle(self)
