"""The window itself: pages, keys, languages, themes, how fast it opens."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.gui.pages.avatars import DRAWING, PICTURES, TRAINING, AvatarsPage
from app.gui.pages.caption_look import CaptionLook
from app.gui.pages.captions import CaptionsPage
from app.gui.pages.create import CreatePage
from app.gui.pages.entries import ENTRIES
from app.gui.pages.job_panel import JobPanel
from app.gui.pages.queue import QueuePage
from app.gui.pages.script_input import ScriptInput
from app.gui.pages.settings import SettingsPage
from app.gui.services.tasks import Tasks
from app.gui.shell.main import Desktop
from app.gui.shell.window import MainWindow, first_size
from app.gui.theme import DARK, LIGHT, look, style_sheet
from app.gui.widgets.basic import Button
from app.gui.widgets.machine_view import MachineView
from app.gui.widgets.turns import Turns
from app.settings.store import load_settings
from app.settings.window import Language, Theme
from talker.provenance.publisher import Region
from tests.app.gui.doing import show
from tests.app.queue.work import plain_job
from tests.waiting import PATIENCE

KEYS = [page.key for page in ENTRIES]
OPEN = """
import json, sys
from app.command_line import command_line
from app.gui.early import load_early
command_line("gui")
load_early()
from PySide6.QtWidgets import QApplication
application = QApplication([])
from app.gui.shell.main import Desktop
from app.gui.widgets.basic import Button
from talker.home import home_folder
desktop = Desktop(application, home_folder())
desktop.context.settings.change_window(welcomed=True)
found = []
desktop.window.first_shown.connect(lambda: found.extend(sys.modules))
desktop.open()
while not found:
    application.processEvents()
from app.gui.pages.entries import ENTRIES
from app.gui.shell.page_loader import load_pages
counts = [len(sys.modules)]
for step in load_pages():
    counts.append(len(sys.modules))
for entry in ENTRIES:
    entry.load()
left = len(sys.modules) - counts[-1]
print(json.dumps([found, max(b - a for a, b in zip(counts, counts[1:])), left]))
desktop.close()
"""
# What computes, and what no start waits for.
LATER = {
    *("numpy", "cv2", "torch", "scipy", "soundfile", "librosa", "numba", "kornia", "httpx"),
    *("rich", "psutil", "app.commands.render", "app.batch.rows", "app.updates"),
    *("app.worker.supervisor", "app.gui.help.window", "app.gui.widgets.brand_dialog"),
    *("avatar_gen.prompt_completion", "speech_gen.script.template", "talker.subtitles.files"),
    # Of the page Create: what is hidden until there is a recording, a text, a preview, a dialog.
    *("app.gui.widgets.player", "app.gui.widgets.seek_bar", "app.gui.pages.script_input"),
    *("app.gui.pages.speech_view", "app.gui.pages.preview_panel", "app.gui.pages.dub_dialog"),
    *("app.gui.pages.recorder", "app.batch.folder", "app.models.events", "app.models.network"),
}
MOST_AT_ONCE = 16  # modules


def texts(root: QWidget) -> list[str]:
    """Of everything that is not hidden for good."""
    labels = [one.text() for one in root.findChildren(QLabel) if not one.isHidden()]
    return labels + [one.text() for one in root.findChildren(QAbstractButton) if not one.isHidden()]


def said(root: QWidget) -> list[str]:
    """Without what comes from the background at any moment."""
    return [text for text in texts(root) if text and not re.search(r"\d|…", text)]


def settled(desktop: Desktop, qtbot: QtBot) -> list[str]:
    """What it says once all that the page asked for is answered and all its parts are built."""

    owners = [one for one in vars(desktop.context).values() if isinstance(one, QObject)]
    tasks = [desktop.context.tasks, *chain(*(one.findChildren(Tasks) for one in owners))]

    def quiet() -> bool:
        built = not any(turns.under_way for turns in desktop.window.findChildren(Turns))
        return built and all(one.idle for one in tasks) and desktop.context.preview.idle

    before: list[str] = []
    while (now := said(desktop.window)) != before:
        before = now
        qtbot.waitUntil(quiet, timeout=int(PATIENCE * 1000))
        qtbot.wait(100)  # answers come in a turn of their own
    return now


def test_the_window_opens_with_little_and_loads_the_rest_in_small_steps() -> None:
    done = subprocess.run(
        [sys.executable, "-c", OPEN], capture_output=True, text=True, check=True, env=os.environ
    )
    found, most, left = json.loads(done.stdout)
    assert LATER.intersection(found) == set()  # how soon: `bench gui`
    assert most <= MOST_AT_ONCE
    assert left == 0


def test_what_a_page_hides_is_made_when_somebody_turns_to_it(desktop: Desktop) -> None:
    queue = show(desktop, QueuePage)
    create, captions = show(desktop, CreatePage), show(desktop, CaptionsPage)

    def made() -> list[int]:
        kinds = (JobPanel, ScriptInput, CaptionLook)
        return [len(desktop.window.findChildren(kind)) for kind in kinds]

    assert made() == [0, 0, 0]
    for tabs, title in ((create.inputs.tabs, "Text"), (captions.tabs, "Look")):
        tabs.setCurrentIndex(1)
        assert (tabs.count(), tabs.currentIndex(), tabs.tabText(1)) == (2, 1, title)
    assert made() == [0, 1, 1]
    assert create.inputs.speaks
    assert (create.inputs.tabs.currentWidget(), captions.tabs.currentWidget()) == (
        create.inputs.script,
        captions.look,
    )
    assert queue.panel.isHidden()
    assert made() == [1, 1, 1]


def test_threads_give_the_window_its_turn_soon(qapp: QApplication, home: Path) -> None:
    usual = 0.005  # Python's own; other tests have had a window in this process
    sys.setswitchinterval(usual)
    Desktop(qapp, home).close()
    assert sys.getswitchinterval() <= usual / 5


# Qt's own, which nobody sees here.
_SWITCHED_OFF = {"qt_tableview_cornerbutton", "ScrollLeftButton", "ScrollRightButton"}


def test_everything_that_can_be_used_has_a_name_and_a_tip(desktop: Desktop, qtbot: QtBot) -> None:
    nameless = {}
    for key in KEYS:
        desktop.window.show_page(key)
        settled(desktop, qtbot)
        nameless[key] = [
            f"{type(one).__name__} {one.objectName()}"
            for one in _used(desktop.window.page)
            if not (one.accessibleName() or (isinstance(one, QAbstractButton) and one.text()))
            or not one.toolTip()
        ]
    assert nameless == {key: [] for key in KEYS}


def _used(page: QWidget) -> list[QWidget]:
    kinds = (
        QAbstractButton,
        QAbstractSlider,
        QAbstractSpinBox,
        QComboBox,
        QLineEdit,
        QPlainTextEdit,
    )
    return [
        one
        for kind in kinds
        for one in page.findChildren(kind)
        if not isinstance(one, QScrollBar)
        and one.objectName() not in _SWITCHED_OFF
        and not (isinstance(one, Button) and one.isHidden() and not one.text())  # nothing to do
        and not isinstance(one.parent(), QAbstractSpinBox | QComboBox)
    ]


def test_each_page_has_a_key_whatever_has_the_focus(desktop: Desktop) -> None:
    desktop.window.activateWindow()
    listed = [page for page in ENTRIES if page.on_rail]
    for number, page in enumerate(listed, 1):
        desktop.window.show_page("settings")
        box = desktop.window.page.findChild(QComboBox)
        assert box is not None
        box.addItem(f"{number} which a list would search for")
        box.setFocus()
        before = box.currentIndex()
        QTest.keyClick(box, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        assert desktop.window.page.entry is page
        assert box.currentIndex() == before


def test_the_language_changes_at_once_and_back(desktop: Desktop, qtbot: QtBot) -> None:
    for key in KEYS:
        desktop.window.show_page(key)
        seen = {Language.ENGLISH: settled(desktop, qtbot)}
        for language in (Language.SIMPLIFIED_CHINESE, Language.TRADITIONAL_CHINESE):
            desktop.context.settings.change_window(language=language)
            QApplication.processEvents()
            seen[language] = said(desktop.window)
        desktop.context.settings.change_window(language=Language.ENGLISH)
        QApplication.processEvents()
        assert (key, said(desktop.window)) == (key, seen[Language.ENGLISH])
        assert seen[Language.SIMPLIFIED_CHINESE] != seen[Language.ENGLISH], key
        assert seen[Language.TRADITIONAL_CHINESE] != seen[Language.SIMPLIFIED_CHINESE], key


class _Windows(QObject):
    """Remembers what was shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_no_part_of_a_page_is_shown_as_a_window_before_it_has_its_place(desktop: Desktop) -> None:
    """It would flash, and take the keys away from the page."""
    windows, application = _Windows(), QApplication.instance()
    assert application is not None
    application.installEventFilter(windows)
    for page in ENTRIES:
        desktop.window.show_page(page.key)
        QApplication.processEvents()
    application.removeEventFilter(windows)
    assert not windows.shown


def test_no_word_stays_english(desktop: Desktop) -> None:
    for page in ENTRIES:
        desktop.window.show_page(page.key)
    machine = show(desktop, SettingsPage).groups.view(MachineView)
    avatars = show(desktop, AvatarsPage)
    for room in (DRAWING, TRAINING, PICTURES):
        avatars.show_room(room)
    avatars.drawing.form.editor("negative")  # what is folded away is made too
    desktop.context.settings.change_window(language=Language.SIMPLIFIED_CHINESE)
    QApplication.processEvents()
    found = {text for text in texts(desktop.window) if re.search("[a-z]{3,} [a-z]{2,}", text)}
    assert not found - set(texts(machine))


def test_a_theme_that_comes_before_the_window_is_shown_is_worn(
    qapp: QApplication, home: Path
) -> None:
    early = Desktop(qapp, home)
    early.context.settings.change_window(theme=Theme.DARK, welcomed=True, queue_on=False)
    early.window.show_page("create")
    early.window.show()
    page = early.window.page
    assert isinstance(page, CreatePage)
    line = page.bar.findChild(QLineEdit)
    assert line is not None
    seen = line.grab().toImage().pixelColor(line.width() // 2, line.height() // 2)
    early.context.settings.change_window(theme=Theme.LIGHT)
    early.window.hide()
    early.window.deleteLater()
    early.close()
    assert seen.name() in (DARK.surface, DARK.window)


def test_the_theme_changes_at_once(desktop: Desktop) -> None:
    desktop.context.settings.change_window(theme=Theme.DARK)
    assert look().tokens is DARK
    dark = desktop.window.grab().toImage().pixelColor(400, 4)
    desktop.context.settings.change_window(theme=Theme.LIGHT)
    assert look().tokens is LIGHT
    light = desktop.window.grab().toImage().pixelColor(400, 4)
    assert (dark.name(), light.name()) == (DARK.window, LIGHT.window)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_the_style_sheet_leaves_no_token_open(tokens: object) -> None:
    assert tokens in (LIGHT, DARK)
    assert "$" not in style_sheet(LIGHT if tokens is LIGHT else DARK)


def test_the_first_page_is_shown_once(home: Path, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QApplication

    from app.gui.pages.first_run import FirstRunPage

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    first = Desktop(application, home)
    first.context.settings.change_window(language=Language.ENGLISH)
    first.open()
    page = first.window.page
    assert isinstance(page, FirstRunPage)
    qtbot.waitUntil(lambda: any("2.1 GB" in text for text in texts(page)), timeout=10_000)
    page._answers.region.set_value(Region.EU)
    page._answers.region.changed.emit()
    page._answers.language.set_value(Language.TRADITIONAL_CHINESE)
    page._answers.language.changed.emit()
    qtbot.waitUntil(lambda: page._begin.text() != "Make a video")
    page._sample.click()
    create = first.window.page
    assert isinstance(create, CreatePage)
    qtbot.waitUntil(lambda: create.inputs.complete, timeout=10_000)
    first.window.hide()
    first.close()
    kept = load_settings(home)
    assert kept.window.welcomed
    assert kept.window.language is Language.TRADITIONAL_CHINESE
    assert kept.labels.region is Region.EU
    second = Desktop(application, home)
    second.open()
    assert isinstance(second.window.page, CreatePage)
    second.window.hide()
    second.close()


@pytest.mark.parametrize(
    ("room", "size"),
    [
        ((1920, 1040), (1180, 740)),
        ((1366, 720), (1180, 680)),
        ((1280, 672), (1180, 632)),
        ((910, 464), (894, 560)),
    ],
)
def test_a_new_window_fits_the_screen(room: tuple[int, int], size: tuple[int, int]) -> None:
    assert first_size(QSize(*room)) == QSize(*size)


def test_the_window_comes_back_as_it_was_closed(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.window.showMaximized()
    qtbot.waitUntil(desktop.window.isMaximized)
    desktop.window.hide()
    again = MainWindow(desktop.context)
    qtbot.addWidget(again)
    assert again.isMaximized()
    desktop.context.settings.change_window(placement="bm90aGluZw==")  # of no version of Qt
    other = MainWindow(desktop.context)
    qtbot.addWidget(other)
    assert other.size() == first_size(other.screen().availableSize())


def test_a_page_without_an_entry_marks_none_on_the_rail(desktop: Desktop) -> None:
    buttons = desktop.window._buttons
    desktop.window.show_page("queue")
    assert [key for key, one in buttons.items() if one.isChecked()] == ["queue"]
    desktop.window.show_page("welcome")
    assert not [key for key, one in buttons.items() if one.isChecked()]
    desktop.window.show_page("library")
    assert [key for key, one in buttons.items() if one.isChecked()] == ["library"]


def test_links_take_the_colour_of_the_theme(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.window.show_page("models")
    page = desktop.window.page
    qtbot.waitUntil(lambda: any("<a " in one.text() for one in page.findChildren(QLabel)))
    for theme, tokens in ((Theme.DARK, DARK), (Theme.LIGHT, LIGHT)):
        desktop.context.settings.change_window(theme=theme)
        links = [one.text() for one in page.findChildren(QLabel) if "<a " in one.text()]
        assert all(f"color: {tokens.accent}" in text for text in links)


def test_a_page_that_was_left_comes_back_in_the_other_language(
    desktop: Desktop, qtbot: QtBot
) -> None:
    """The panel of a chosen job too, which was hidden when the language changed."""
    desktop.context.workers.stop()
    (job,) = desktop.context.store.add([plain_job("甲", portrait="乙.png")])
    desktop.window.show_page("queue")
    page = desktop.window.page
    assert isinstance(page, QueuePage)
    page.show_job(job)
    qtbot.waitUntil(page.panel.isVisible, timeout=20_000)
    assert "Waiting" in texts(page.panel)
    desktop.window.show_page("create")
    desktop.context.settings.change_window(language=Language.SIMPLIFIED_CHINESE)
    desktop.window.show_page("queue")
    QApplication.processEvents()
    found = {word for text in texts(page.panel) for word in re.findall("[A-Za-z]{3,}", text)}
    assert not found - {"png", "wav"}
