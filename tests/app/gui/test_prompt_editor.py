"""Typing a prompt: words that are offered, what is sent, and favourites."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.gui.pages.avatars import AvatarsPage
from app.gui.shell.main import Desktop
from app.gui.widgets.prompt_editor import PromptEditor
from app.settings.store import load_settings
from tests.app.gui.doing import button, show

WAIT_MS = 60_000


@pytest.fixture
def page(desktop: Desktop) -> AvatarsPage:
    found = show(desktop, AvatarsPage)
    button(found, "Draw new ones").click()
    return found


@pytest.fixture
def prompt(page: AvatarsPage, qtbot: QtBot) -> PromptEditor:
    editor = page.drawing.form.editor("prompt")
    assert isinstance(editor, PromptEditor)
    editor.box.setFocus()
    qtbot.waitUntil(editor.box.hasFocus, timeout=WAIT_MS)
    return editor


def offered(editor: PromptEditor) -> list[str]:
    popup = editor.box.popup
    model = editor.box.completer.completionModel()
    if not popup.isVisible():
        return []
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_words_are_offered_and_taken_by_enter(page: AvatarsPage, prompt: PromptEditor) -> None:
    prompt.box.insertPlainText("红色连")
    assert "连衣裙\u2003dress" in offered(prompt)
    popup = prompt.box.popup
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert prompt.value == "红色连衣裙"
    assert not offered(prompt)
    assert page.drawing.form.options.prompt == "红色连衣裙"
    prompt.box.insertPlainText(", navy bla")
    assert offered(prompt)[0] == "navy blazer\u2003藏青色西装外套"
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert not offered(prompt)
    assert prompt.value == "红色连衣裙, navy bla"


def test_what_is_sent_is_shown_unless_words_go_as_typed(
    page: AvatarsPage, prompt: PromptEditor
) -> None:
    prompt.box.insertPlainText("a woman")
    assert prompt.sent.isHidden()
    prompt.box.setPlainText("红色连衣裙, 魔法")
    assert prompt.sent.text() == "Sent: red dress, 魔法\nNot in the glossary: 魔法"
    assert not prompt.sent.isHidden()
    page.drawing.form.apply({"prompt_as_typed": True})
    assert prompt.sent.isHidden()
    page.drawing.form.apply({"prompt_as_typed": False, "prompt": "微笑"})
    assert prompt.sent.text() == "Sent: smile"


def entries(menu: QMenu) -> list[str]:
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if action.text()]


def test_favourites_are_kept_and_offered_first(
    desktop: Desktop, page: AvatarsPage, prompt: PromptEditor, qtbot: QtBot
) -> None:
    prompt.box.insertPlainText("smile, navy & gold")
    menu = prompt.findChild(QMenu)
    assert menu is not None
    assert entries(menu)[0] == "Favourite: navy && gold"
    menu.actions()[0].trigger()
    home = desktop.context.home
    qtbot.waitUntil(
        lambda: load_settings(home).window.favourite_words == ("navy & gold",), timeout=WAIT_MS
    )
    assert entries(menu)[0] == "No favourite: navy && gold"
    negative = page.drawing.form.editor("negative")
    assert isinstance(negative, PromptEditor)
    assert negative.box.favourites == ("navy & gold",)
    prompt.box.setPlainText("")
    prompt.box.insertPlainText("nav")
    assert offered(prompt)[0] == "navy & gold"


def test_the_words_of_a_topic_are_put_behind_what_is_typed(prompt: PromptEditor) -> None:
    prompt.box.setPlainText("微笑")
    prompt.box.moveCursor(prompt.box.textCursor().MoveOperation.End)
    menu = prompt.findChild(QMenu)
    assert menu is not None
    assert "Hair" in entries(menu)
    hair = next(action.menu() for action in menu.actions() if action.text() == "Hair")
    assert isinstance(hair, QMenu)
    assert "长发\tlong hair" in entries(hair)
    next(one for one in hair.actions() if one.text().startswith("长发\t")).trigger()
    assert prompt.value == "微笑, 长发"
