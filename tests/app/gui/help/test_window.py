"""The help window: F1, contents, search, links, languages, themes, keys, size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QPoint, QRect, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QTextBlock, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QListWidget, QTextBrowser
from pytestqt.qtbot import QtBot

from app.gui.help.topics import OF_PAGE, TOPICS, topics
from app.gui.help.window import HelpWindow
from app.gui.pages.entries import ENTRIES
from app.gui.shell.main import Desktop
from app.gui.theme import DARK, LIGHT
from app.settings.window import Language, Theme
from tests.app.gui.doing import button

KEYS = [page.key for page in ENTRIES]
LANGUAGES = (Language.ENGLISH, Language.SIMPLIFIED_CHINESE, Language.TRADITIONAL_CHINESE)


@pytest.fixture
def opened(desktop: Desktop, qtbot: QtBot) -> HelpWindow:
    """The help, opened by F1 on the page Create."""
    desktop.window.show_page("create")
    desktop.window.activateWindow()
    qtbot.waitUntil(desktop.window.isActiveWindow)
    QTest.keyClick(desktop.window, Qt.Key.Key_F1)
    return the_help(desktop, qtbot)


def the_help(desktop: Desktop, qtbot: QtBot) -> HelpWindow:
    found = desktop.window.help.window
    assert found is not None
    qtbot.waitExposed(found)
    return found


def listed(window: HelpWindow) -> list[str]:
    return [window.contents.item(row).text() for row in range(window.contents.count())]


def blocks(window: HelpWindow) -> list[QTextBlock]:
    document = window.browser.document()
    return [document.findBlockByNumber(number) for number in range(document.blockCount())]


def click_link(window: HelpWindow, target: str) -> None:
    """Presses the mouse where the link stands."""
    for block in blocks(window):
        part = block.begin()
        while not part.atEnd():
            fragment = part.fragment()
            if fragment.charFormat().anchorHref() == target:
                cursor = QTextCursor(block)
                cursor.setPosition(fragment.position() + 1)
                window.browser.setTextCursor(cursor)
                window.browser.ensureCursorVisible()
                place: QPoint = window.browser.cursorRect(cursor).center()
                QTest.mouseClick(window.browser.viewport(), Qt.MouseButton.LeftButton, pos=place)
                return
            part += 1
    raise AssertionError(f"no link to {target}")


class Web(QObject):
    """Takes what would be opened in the browser."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    @Slot(QUrl)
    def take(self, address: QUrl) -> None:
        self.asked.append(address.toString())


def test_f1_explains_the_page_in_front(desktop: Desktop, qtbot: QtBot) -> None:
    for key in KEYS:
        desktop.window.show_page(key)
        QTest.keyClick(desktop.window.page, Qt.Key.Key_F1)
        assert the_help(desktop, qtbot).topic == OF_PAGE[key]


def test_f1_reaches_the_window_from_a_field_that_is_typed_into(
    desktop: Desktop, qtbot: QtBot
) -> None:
    desktop.window.show_page("create")
    field = desktop.window.page.findChild(QLineEdit)
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_F1)
    assert the_help(desktop, qtbot).topic == "create"


def test_the_button_of_the_rail_opens_the_help_beside_the_window(
    desktop: Desktop, qtbot: QtBot
) -> None:
    button(desktop.window, "Help").click()
    window = the_help(desktop, qtbot)
    assert not window.isModal()
    assert desktop.window.isEnabled()
    desktop.window.show_page("queue")
    button(desktop.window, "Help").click()
    assert desktop.window.help.window is window
    assert window.topic == "queue"


def test_the_contents_name_every_topic_and_show_it(opened: HelpWindow) -> None:
    assert listed(opened) == [topic.title for topic in topics(Language.ENGLISH)]
    for row, key in enumerate(TOPICS):
        opened.contents.setCurrentRow(row)
        assert opened.topic == key
        assert opened.browser.toPlainText().startswith(listed(opened)[row])


def test_no_marks_of_markdown_are_left_in_what_is_read(
    desktop: Desktop, opened: HelpWindow
) -> None:
    for language in LANGUAGES:
        desktop.context.settings.change_window(language=language)
        QApplication.processEvents()
        for key in TOPICS:
            opened.show_topic(key)
            text = opened.browser.toPlainText()
            assert not any(mark in text for mark in ("**", "](", "|--", "`", "\n# ")), key


def test_the_search_finds_topics_by_their_text_and_marks_it(opened: HelpWindow) -> None:
    QTest.keyClick(opened.browser, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert opened.search.hasFocus()
    QTest.keyClicks(opened.search, "stick")
    assert listed(opened) == ["Models"]
    QTest.keyClick(opened.search, Qt.Key.Key_Return)
    assert opened.topic == "models"
    marked = [one.cursor.selectedText() for one in opened.browser.extraSelections()]
    assert "stick" in marked
    QTest.keyClick(opened, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(opened.search, "xyzzy")
    assert listed(opened) == []
    assert opened.topic == "models"  # what is read stays
    opened.search.clear()
    assert len(listed(opened)) == len(TOPICS)


def test_the_search_is_in_the_language_of_the_window(desktop: Desktop, opened: HelpWindow) -> None:
    desktop.context.settings.change_window(language=Language.TRADITIONAL_CHINESE)
    QApplication.processEvents()
    opened.search.setText("隨身碟")
    assert listed(opened) == ["模型"]
    opened.search.setText("U 盘")
    assert listed(opened) == []


def test_the_language_changes_at_once(desktop: Desktop, opened: HelpWindow) -> None:
    opened.show_topic("queue")
    for language, word in zip(LANGUAGES[::-1], ("佇列", "队列", "The queue"), strict=True):
        desktop.context.settings.change_window(language=language)
        QApplication.processEvents()
        assert opened.topic == "queue"
        assert opened.browser.toPlainText().startswith(word)
        assert listed(opened) == [topic.title for topic in topics(language)]
        current = opened.contents.currentItem()
        assert current is not None
        assert current.text() == word


def test_a_link_leads_to_its_topic_and_alt_left_back(opened: HelpWindow) -> None:
    opened.show_topic("first-video")
    click_link(opened, "help:portraits")
    assert opened.topic == "portraits"
    QTest.keyClick(opened, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert opened.topic == "first-video"
    button(opened, "Back (Alt+Left)").click()
    assert opened.topic == "create"
    assert not opened.back.isEnabled()


def test_a_web_link_is_opened_by_a_click_alone(opened: HelpWindow) -> None:
    web = Web()
    for scheme in ("https", "file"):
        # Its stubs want bytes, which it refuses.
        QDesktopServices.setUrlHandler(scheme, web, "take")  # type: ignore[arg-type]
    try:
        opened.browser.setMarkdown("[out](https://example.org/a) and [in](file:///etc/hosts)")
        QApplication.processEvents()
        assert not web.asked
        click_link(opened, "https://example.org/a")
        click_link(opened, "file:///etc/hosts")
        assert web.asked == ["https://example.org/a"]
    finally:
        for scheme in ("https", "file"):
            QDesktopServices.unsetUrlHandler(scheme)


@pytest.mark.parametrize(("theme", "tokens"), [(Theme.LIGHT, LIGHT), (Theme.DARK, DARK)])
def test_the_paper_and_its_links_have_the_colours_of_the_theme(
    desktop: Desktop, opened: HelpWindow, theme: Theme, tokens: object, qtbot: QtBot
) -> None:
    assert tokens in (LIGHT, DARK)
    wanted = DARK if theme is Theme.DARK else LIGHT
    desktop.context.settings.change_window(theme=theme)
    qtbot.wait(50)
    picture = opened.browser.viewport().grab(QRect(2, 2, 8, 8)).toImage()
    assert picture.pixelColor(3, 3).name() == wanted.surface
    colours = set()
    for block in blocks(opened):
        part = block.begin()
        while not part.atEnd():
            form = part.fragment().charFormat()
            if form.isAnchor():
                colours.add(form.foreground().color().name())
            part += 1
    assert colours == {wanted.accent_strong}


def test_esc_closes_it_from_wherever_the_focus_is(desktop: Desktop, qtbot: QtBot) -> None:
    parts: list[Callable[[HelpWindow], QTextBrowser | QLineEdit | QListWidget]] = [
        lambda window: window.browser,
        lambda window: window.search,
        lambda window: window.contents,
    ]
    for part in parts:
        desktop.window.show_help()
        window = the_help(desktop, qtbot)
        QTest.keyClick(part(window), Qt.Key.Key_Escape)
        assert not window.isVisible()


def test_it_opens_in_the_size_that_it_had(desktop: Desktop, opened: HelpWindow) -> None:
    opened.resize(700, 500)
    opened.close()
    assert desktop.context.settings.window.help_size == (700, 500)
    again = HelpWindow(desktop.context.settings)
    assert (again.width(), again.height()) == (700, 500)
    again.deleteLater()


def test_it_fits_a_smaller_screen_than_the_last_one(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.context.settings.change_window(help_size=(5000, 4000))
    desktop.window.show_help()
    window = the_help(desktop, qtbot)
    room = window.screen().availableSize()
    assert window.width() <= room.width()
    assert window.height() <= room.height()


def test_it_goes_with_the_main_window(desktop: Desktop, opened: HelpWindow) -> None:
    desktop.window.hide()
    assert not opened.isVisible()


def test_everything_has_a_name_and_a_tip(desktop: Desktop, opened: HelpWindow) -> None:
    entry = desktop.window.findChild(QAbstractButton, "rail_help")
    assert entry is not None
    assert "F1" in entry.toolTip()
    for one in (*opened.findChildren(QAbstractButton), entry):
        assert one.accessibleName(), one
        assert one.toolTip(), one
    for part in (opened.search, opened.contents, opened.browser):
        assert part.accessibleName()


def test_a_small_screen_is_enough(opened: HelpWindow) -> None:
    assert opened.minimumWidth() <= 640
    assert opened.minimumHeight() <= 480
