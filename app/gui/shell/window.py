"""The main window: a rail with the pages at the left, the page at the right, a foot below."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.gui.help.opener import HelpOpener
from app.gui.pages.entries import ENTRIES
from app.gui.pages.page import Page
from app.gui.services.context import Context
from app.gui.shell.focus_keeper import FocusKeeper
from app.gui.theme import GRID, icon, look
from app.gui.widgets.basic import Button, label
from app.gui.widgets.shortcuts import add_shortcut

W = TypeVar("W", bound=QWidget)

_RAIL_WIDTH = 168
_TELL_MS = 8000
_UNDO_MS = 20_000  # to notice, to think, and to reach the button
SMALLEST = QSize(880, 560)
_SIZE = QSize(1180, 740)
_FRAME = QSize(16, 40)  # title and edges, which the system draws around


class MainWindow(QMainWindow):
    """Shows one page at a time; pages are built when they are first shown.

    `closing` is emitted before the window closes; whoever listens may ignore the event.
    """

    closing = Signal(QCloseEvent)
    first_shown = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._entries = {entry.key: entry for entry in ENTRIES}
        self._pages: dict[str, Page] = {}
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._help = _named(QToolButton(), "rail_help")
        self.help = HelpOpener(context.settings, self)
        self._stack = _named(QStackedWidget(), "stack")
        self._foot = _named(QFrame(), "foot")
        self._said = label()
        self._undo_button = Button("quiet", "undo")
        self._undo: Callable[[], None] | None = None
        self._hush = QTimer(self)
        self._hush.setSingleShot(True)
        self._hush.timeout.connect(self._be_quiet)
        self._was_shown = False
        self._build()
        self._add_shortcuts()
        context.events.show_page.connect(self.show_page)
        context.events.tell.connect(self.tell)
        context.events.undoable.connect(self.offer_undo)
        self._undo_button.clicked.connect(self.undo)
        self._help.clicked.connect(self.show_help)
        self._focus_keeper = FocusKeeper(self._stack, self)
        look().changed.connect(self._tint)
        look().dress(self)
        self._retranslate()
        self._tint()
        self.setMinimumSize(SMALLEST)
        self.resize(first_size(self.screen().availableSize()))
        self.restoreGeometry(QByteArray.fromBase64(context.settings.window.placement.encode()))

    @property
    def page(self) -> Page:
        """The page in front."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def show_page(self, key: str) -> None:
        """Brings a page to the front."""
        page = self._pages.get(key)
        if page is None:
            page = self._entries[key].load()(self._context)
            assert isinstance(page, Page)
            page.retranslate()
            self._pages[key] = page
            self._stack.addWidget(page)
        self._mark(key)
        if self._stack.currentWidget() is not page or not self._was_shown:
            self._stack.setCurrentWidget(page)
            page.setFocus()  # Tab begins at the top of the page
            page.shown()

    def _mark(self, key: str) -> None:
        """Marks the page on the rail; none for a page that has no entry there."""
        self._group.setExclusive(key in self._buttons)
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def show_help(self) -> None:
        """Explains the page in front, in a window of its own."""
        self.help.show_page(self.page.entry.key)

    def tell(self, text: str) -> None:
        """Shows a short sentence at the foot for a while."""
        self._show_foot(text, None)

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Says what was done, with a button that takes it back."""
        self._show_foot(text, undo)

    def undo(self) -> None:
        """Takes back what the foot says was done, or else what was done last on the page."""
        undo = self._undo
        if undo is None:
            self.page.undo()
            return
        self._be_quiet()
        undo()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            QTimer.singleShot(0, self.first_shown.emit)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self.isMinimized():
            self.help.close()
            placement = bytes(self.saveGeometry().toBase64().data()).decode()
            self._context.settings.change_window(placement=placement)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _build(self) -> None:
        rail = _named(QFrame(), "rail")
        rail.setFixedWidth(_RAIL_WIDTH)
        column = QVBoxLayout(rail)
        column.setContentsMargins(GRID, GRID * 2, GRID, GRID * 2)
        column.setSpacing(GRID // 2)
        for entry in ENTRIES:
            if not entry.on_rail:
                continue
            key = entry.key
            button = _named(QToolButton(), f"rail_{key}")
            _lay_out(button)
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, key=key: self.show_page(key))
            if key == "settings":
                column.addStretch()
            column.addWidget(button)
            self._group.addButton(button)
            self._buttons[key] = button
        _lay_out(self._help)
        column.addWidget(self._help)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(GRID * 3, GRID, GRID * 3, GRID)
        self._said.setWordWrap(True)
        foot.addWidget(self._said, 1)
        foot.addWidget(self._undo_button)
        self._foot.setVisible(False)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        right.addWidget(self._foot)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(rail)
        row.addLayout(right, 1)
        self.setCentralWidget(whole)

    def _add_shortcuts(self) -> None:
        """Ctrl+1, Ctrl+2, ... the pages, Ctrl+Z, F1: whatever has the focus, which may use keys."""
        for number, key in enumerate(self._buttons, 1):
            add_shortcut(self, f"Ctrl+{number}", partial(self.show_page, key))
        add_shortcut(self, QKeySequence.StandardKey.HelpContents, self.show_help)
        add_shortcut(self, QKeySequence.StandardKey.Quit, self.close)
        add_shortcut(self, QKeySequence.StandardKey.Undo, self.undo)

    def _show_foot(self, text: str, undo: Callable[[], None] | None) -> None:
        self._said.setText(text)
        self._undo = undo
        self._undo_button.setVisible(undo is not None)
        self._foot.setVisible(True)
        self._hush.start(_TELL_MS if undo is None else _UNDO_MS)

    def _be_quiet(self) -> None:
        self._undo = None
        self._foot.setVisible(False)

    def _retranslate(self) -> None:
        self.setWindowTitle("Mouthpiece")
        for number, (key, button) in enumerate(self._buttons.items(), 1):
            title = self._entries[key].title()
            button.setText(title)
            button.setAccessibleName(title)
            button.setToolTip(self.tr("{page} (Ctrl+{number})").format(page=title, number=number))
        self._undo_button.say(self.tr("Undo"), self.tr("Takes this back (Ctrl+Z)"))
        self._help.setText(self.tr("Help"))
        self._help.setAccessibleName(self.tr("Help"))
        self._help.setToolTip(self.tr("Explains this page (F1)"))

    def _tint(self) -> None:
        for key, button in self._buttons.items():
            button.setIcon(icon(self._entries[key].icon_name, gap=GRID))
        self._help.setIcon(icon("help", gap=GRID))


def first_size(available: QSize) -> QSize:
    """How large a new window is on a screen with so much room between its bars.

    1920x1080 at 150 % leaves 1280x672.
    """
    return _SIZE.boundedTo((available - _FRAME).expandedTo(SMALLEST))


def _lay_out(button: QToolButton) -> None:
    """An entry of the rail."""
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setIconSize(QSize(20 + GRID, 20))
    button.setFixedWidth(_RAIL_WIDTH - 2 * GRID - 1)


def _named(widget: W, name: str) -> W:
    """For the style sheet and for tests."""
    widget.setObjectName(name)
    return widget
