"""Keys stay on the page when what had them is gone, and every action is reached by keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.gui.pages.create import CreatePage
from app.gui.pages.entries import ENTRIES
from app.gui.pages.queue import QueuePage
from app.gui.shell.main import Desktop
from app.gui.widgets.basic import Button
from app.queue.job import JobError, State
from app.queue.transitions import Transition
from talker.errors import ErrorCode
from tests.app.gui.doing import show
from tests.app.queue.work import claimed, plain_job

FAILED = 4  # the group of the filter, from the left


def activate(desktop: Desktop, qtbot: QtBot) -> None:
    """Keys come to the window."""
    desktop.window.activateWindow()
    qtbot.waitUntil(desktop.window.isActiveWindow, timeout=10_000)


def test_trying_the_last_failed_one_again_keeps_the_keys_in_the_queue(
    desktop: Desktop, qtbot: QtBot
) -> None:
    desktop.context.workers.stop()
    activate(desktop, qtbot)
    store = desktop.context.store
    (job,) = store.add([replace(plain_job("fay"))])
    error = JobError(ErrorCode.NO_FACE, "No face.")
    assert store.release(claimed(store).lease, Transition(State.FAILED, error=error))
    page = show(desktop, QueuePage)
    page.filter.choose(FAILED)
    desktop.context.jobs.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=20_000)
    page.show_job(job)
    retry = page.tools.buttons["retry"]
    qtbot.waitUntil(retry.isEnabled, timeout=20_000)
    page.filter.choose(FAILED)
    qtbot.waitUntil(retry.isEnabled, timeout=20_000)
    retry.setFocus()
    QTest.keyClick(retry, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not retry.isEnabled(), timeout=20_000)
    qtbot.waitUntil(lambda: not retry.hasFocus(), timeout=20_000)
    QApplication.processEvents()
    assert QApplication.focusWidget() in (page.table, page.filter.search)


@pytest.mark.parametrize("how", ["hide", "disable"])
def test_the_keys_do_not_go_to_the_next_button(desktop: Desktop, qtbot: QtBot, how: str) -> None:
    activate(desktop, qtbot)
    page = show(desktop, CreatePage)
    first, second = (Button(parent=page) for _ in range(2))
    pressed: list[bool] = []
    second.clicked.connect(lambda: pressed.append(True))
    for one in (first, second):
        one.show()
    first.clicked.connect(first.hide if how == "hide" else lambda: first.setEnabled(False))
    page.setTabOrder(first, second)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.hasFocus(), timeout=5_000)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Space)
    assert not pressed


def is_by_arrows(one: QWidget) -> bool:
    """Of buttons of which one is pressed Tab stops at that one; the arrow keys go to the others."""
    if not isinstance(one, QAbstractButton):
        return False
    group = one.group()
    exclusive = one.autoExclusive() or (group is not None and group.exclusive())
    return exclusive and not one.isChecked()


def tab_stops(root: QWidget) -> set[QWidget]:
    """What Tab should stop at."""
    return {
        one
        for one in root.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and not is_by_arrows(one)
        and not isinstance(one.parent(), QAbstractSpinBox | QComboBox)
    }


def test_tab_goes_to_everything_that_can_be_used(desktop: Desktop, qtbot: QtBot) -> None:
    activate(desktop, qtbot)
    for page in ENTRIES:
        desktop.window.show_page(page.key)
        qtbot.wait(200)
        assert not [describe(one) for one in missed_by_tab(desktop)]


def missed_by_tab(desktop: Desktop) -> set[QWidget]:
    """What Tab does not come to on the page in front."""
    page = desktop.window.page
    wanted, met = tab_stops(page), set[QWidget]()
    page.setFocus()
    for _ in range(len(tab_stops(desktop.window)) + 10):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        assert now.isVisible()
        met.add(now)
    return wanted - met


def describe(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()}"


def test_every_button_of_a_page_can_be_pressed_by_keys(desktop: Desktop, qtbot: QtBot) -> None:
    deaf = []
    for page in ENTRIES:
        desktop.window.show_page(page.key)
        qtbot.wait(200)
        deaf += [describe(one) for one in without_keys(desktop.window)]
    assert not deaf


def without_keys(root: QWidget) -> list[QWidget]:
    """The buttons that only a mouse can press."""
    return [
        one
        for one in root.findChildren(QAbstractButton)
        if one.isVisible()
        and not one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not is_by_arrows(one)
        and not isinstance(one.parent(), QLineEdit | QTabBar | QAbstractItemView)
    ]
