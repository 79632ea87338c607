"""The main window: a rail with the pages at the left, the page at the right, a foot below."""

from __future__ import annotations

from functools import partial
from typing import TypeVar

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
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
from app.gui.shell import foot
from app.gui.shell.focus_keeper import FocusKeeper
from app.gui.theme import FRAME, GRID, icon, look
from app.gui.widgets.basic import spaced
from app.gui.widgets.shortcuts import add_shortcut

W = TypeVar("W", bound=QWidget)

_RAIL_WIDTH = 168
_ICON = 20
SMALLEST = QSize(880, 560)
_SIZE = QSize(1180, 740)


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
        self.rail = _named(QFrame(), "rail")
        self.foot = foot.Foot()
        self._was_shown = False
        self._build()
        self._add_shortcuts()
        context.events.show_page.connect(self.show_page)
        context.events.tell.connect(self.foot.tell)
        context.events.undoable.connect(self.foot.offer_undo)
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

    def undo(self) -> None:
        """Takes back what the foot says was done, or else what was done last on the page."""
        if not self.foot.undo():
            self.page.undo()

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
        self.rail.setFixedWidth(_RAIL_WIDTH)
        column = QVBoxLayout(self.rail)
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
        right = spaced(QGridLayout(), 0, 0)
        right.addWidget(self._stack, 0, 0)
        right.setRowStretch(0, 1)
        right.setRowMinimumHeight(1, foot.HEIGHT - GRID * 2)  # and the margin of the page
        right.addWidget(self.foot, 0, 0, 2, 1, Qt.AlignmentFlag.AlignBottom)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(whole)

    def _add_shortcuts(self) -> None:
        """Ctrl+1, Ctrl+2, ... the pages, Ctrl+Z, F1: whatever has the focus, which may use keys."""
        for number, key in enumerate(self._buttons, 1):
            add_shortcut(self, f"Ctrl+{number}", partial(self.show_page, key))
        add_shortcut(self, QKeySequence.StandardKey.HelpContents, self.show_help)
        add_shortcut(self, QKeySequence.StandardKey.Quit, self.close)
        add_shortcut(self, QKeySequence.StandardKey.Undo, self.undo)

    def _retranslate(self) -> None:
        self.setWindowTitle("Mouthpiece")
        for number, (key, button) in enumerate(self._buttons.items(), 1):
            title = self._entries[key].title()
            button.setText(title)
            button.setAccessibleName(title)
            button.setToolTip(self.tr("{page} (Ctrl+{number})").format(page=title, number=number))
        self._help.setText(self.tr("Help"))
        self._help.setAccessibleName(self.tr("Help"))
        self._help.setToolTip(self.tr("Explains this page (F1)"))

    def _tint(self) -> None:
        for key, button in self._buttons.items():
            button.setIcon(icon(self._entries[key].icon_name, gap=GRID, sizes=(_ICON,)))
        self._help.setIcon(icon("help", gap=GRID, sizes=(_ICON,)))


def first_size(available: QSize) -> QSize:
    """How large a new window is on a screen with so much room between its bars.

    1920x1080 at 150 % leaves 1280x672.
    """
    return _SIZE.boundedTo((available - FRAME).expandedTo(SMALLEST))


def _lay_out(button: QToolButton) -> None:
    """An entry of the rail."""
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setIconSize(QSize(_ICON + GRID, _ICON))
    button.setFixedWidth(_RAIL_WIDTH - 2 * GRID - 1)


def _named(widget: W, name: str) -> W:
    """For the style sheet and for tests."""
    widget.setObjectName(name)
    return widget
