"""The help window: contents and search at the left, the topic at the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.gui.help.page import write
from app.gui.help.topics import LINK, Topic, topics
from app.gui.services.settings_model import SettingsModel
from app.gui.texts.i18n import language_in_use
from app.gui.theme import GRID, look
from app.gui.widgets.basic import IconButton, SearchField, label, spaced
from app.gui.widgets.translated import Translated

_SIZE = (920, 680)
_CONTENTS_WIDTH = 248
_KEY = Qt.ItemDataRole.UserRole


class HelpWindow(Translated, QWidget):
    """A window of its own beside the main one; Esc closes it. It keeps its size for next time."""

    def __init__(self, settings: SettingsModel) -> None:
        super().__init__()
        self._settings = settings
        self._topic: Topic | None = None
        self._before: list[str] = []
        self.search = SearchField()
        self.contents = QListWidget()
        self._none = label("soft", wrap=True)
        self.back = IconButton("back")
        self.browser = QTextBrowser()
        self._build()
        look().dress(self)
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self._take_first)
        self.contents.currentItemChanged.connect(self._choose)
        self.contents.itemActivated.connect(lambda _: self.browser.setFocus())
        self.browser.anchorClicked.connect(self._follow)
        self.back.clicked.connect(self.go_back)
        look().changed.connect(self._write)
        self.retranslate()
        wanted = QSize(*(settings.window.help_size or _SIZE))
        self.resize(wanted.boundedTo(self.screen().availableSize()))  # it may be another screen
        self.setMinimumSize(560, 360)

    @property
    def topic(self) -> str:
        """The key of the topic that is shown; empty before the first one."""
        return "" if self._topic is None else self._topic.key

    def show_topic(self, key: str) -> None:
        """Shows a topic, whatever is being searched for."""
        if self._topic is not None and self._topic.key != key:
            self._before.append(self._topic.key)
        if self._item(key) is None:
            self.search.clear()
        self._show(key)

    def go_back(self) -> None:
        """To the topic before this one."""
        if self._before:
            key = self._before.pop()
            if self._item(key) is None:
                self.search.clear()
            self._show(key)

    @override
    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Help for Mouthpiece"))
        self.search.retranslate()
        self.search.setAccessibleName(self.tr("Search the help"))
        self.search.setToolTip(self.tr("Finds topics by the words in them (Ctrl+F)"))
        self.contents.setAccessibleName(self.tr("Topics"))
        self.browser.setAccessibleName(self.tr("Text of the topic"))
        self.back.say(self.tr("Back (Alt+Left)"))
        self._none.setText(self.tr("No topic has these words."))
        self._find()
        if self._topic is not None:
            self._topic = self._named(self._topic.key)
            self._write()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the window; what its parts use never comes here."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.matches(QKeySequence.StandardKey.Find):
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()
        elif event.matches(QKeySequence.StandardKey.Back):
            self.go_back()
        else:
            super().keyPressEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        if not self.isMinimized():
            self._settings.change_window(help_size=(self.width(), self.height()))
        super().hideEvent(event)

    def _build(self) -> None:
        self.setObjectName("help")
        self.browser.setObjectName("paper")
        self.browser.setOpenLinks(False)  # ours lead to topics, the others to the web at a click
        self.browser.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.contents.setObjectName("contents")
        self.contents.setFrameShape(QListWidget.Shape.NoFrame)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = QWidget()
        left.setFixedWidth(_CONTENTS_WIDTH)
        column = spaced(QVBoxLayout(left), GRID * 2, GRID)
        above = spaced(QHBoxLayout(), 0, GRID // 2)
        above.addWidget(self.back)
        above.addWidget(self.search, 1)
        column.addLayout(above)
        column.addWidget(self._none)
        column.addWidget(self.contents, 1)
        row = spaced(QHBoxLayout(self), 0, 0)
        row.addWidget(left)
        row.addWidget(self.browser, 1)

    def _named(self, key: str) -> Topic:
        return next(topic for topic in topics(language_in_use()) if topic.key == key)

    def _item(self, key: str) -> QListWidgetItem | None:
        items = map(self.contents.item, range(self.contents.count()))
        return next((item for item in items if item.data(_KEY) == key), None)

    def _select(self, key: str) -> None:
        """Marks a topic in the contents, where it is listed."""
        item = self._item(key)
        if item is None:
            self.contents.setCurrentRow(-1)
        else:
            self.contents.setCurrentItem(item)

    def _find(self) -> None:
        """Lists the topics that hold the words; all of them where there are none."""
        words = self.search.text()
        found = [topic for topic in topics(language_in_use()) if topic.holds(words)]
        self.contents.blockSignals(True)
        self.contents.clear()
        for topic in found:
            item = QListWidgetItem(topic.title, self.contents)
            item.setData(_KEY, topic.key)
        self._select(self.topic)
        self.contents.blockSignals(False)
        self.contents.setVisible(bool(found))
        self._none.setVisible(not found)
        self._mark()

    def _take_first(self) -> None:
        """Enter in the search goes to what was found."""
        if self.contents.count():
            self.contents.setFocus(Qt.FocusReason.OtherFocusReason)
            if self.contents.currentItem() is None:
                self.contents.setCurrentRow(0)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.show_topic(item.data(_KEY))

    def _show(self, key: str) -> None:
        self._topic = self._named(key)
        self.contents.blockSignals(True)
        self._select(key)
        self.contents.blockSignals(False)
        self.back.setEnabled(bool(self._before))
        self._write()

    def _write(self) -> None:
        """In the colours and the language of the moment."""
        if self._topic is None:
            return
        write(self.browser.document(), self._topic.text, look().tokens, self.font())
        self.browser.moveCursor(QTextCursor.MoveOperation.Start)
        self.browser.verticalScrollBar().setValue(0)
        self._mark()

    def _mark(self) -> None:
        """Shows where the words that are searched for stand, the first of them in sight."""
        marks, first = [], None
        ground = QColor(look().tokens.warn_soft)
        for word in self.search.text().split():
            at = self.browser.document().find(word)
            while not at.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = at
                mark.format.setBackground(ground)
                marks.append(mark)
                if first is None or at.position() < first.position():
                    first = QTextCursor(at)
                at = self.browser.document().find(word, at)
        self.browser.setExtraSelections(marks)
        if first is not None:
            first.clearSelection()
            self.browser.setTextCursor(first)
            self.browser.ensureCursorVisible()

    def _follow(self, link: QUrl) -> None:
        if link.scheme() == LINK:
            self.show_topic(link.path())
        elif link.scheme() in ("http", "https"):
            QDesktopServices.openUrl(link)
