"""The farm in the settings: kept, tested from the window, and used by its queue."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.farm.local import LocalFarm
from app.gui.pages.farm_settings import FarmView, ask_slots
from app.gui.pages.settings import SettingsPage
from app.gui.shell.main import Desktop
from app.settings.store import load_settings
from talker.errors import ErrorCode, MouthpieceError
from tests.app.farm.work import joined
from tests.app.gui.doing import button, show


@pytest.fixture
def page(desktop: Desktop) -> SettingsPage:
    return show(desktop, SettingsPage)


def test_the_scheduler_is_kept(desktop: Desktop, page: SettingsPage, home: Path) -> None:
    line = page.groups.editor("farm", "scheduler").findChild(QLineEdit)
    assert line is not None
    line.setText("render-1:9000")
    line.editingFinished.emit()
    desktop.context.settings.finish()
    assert load_settings(home).farm.scheduler == "render-1:9000"


def test_the_test_of_the_connection_says_what_is_missing(
    desktop: Desktop, page: SettingsPage, qtbot: QtBot
) -> None:
    page.groups.editor("farm", "use")  # further down, made by now
    view = page.findChild(FarmView)
    assert view is not None
    words = view.findChild(QLabel, "farm_words")
    test = button(view, "Test the connection")
    test.click()
    assert words is not None
    assert "scheduler" in words.text()
    desktop.context.settings.change_farm(scheduler="127.0.0.1:9")
    test.click()
    qtbot.waitUntil(lambda: "no keys for the farm" in words.text(), timeout=30_000)
    assert test.isEnabled()


@pytest.mark.slow
def test_the_window_hears_of_the_slots(tmp_path: Path) -> None:
    with LocalFarm(tmp_path) as farm:
        with pytest.raises(MouthpieceError) as caught:
            ask_slots("127.0.0.1:9", farm.home)
        assert caught.value.code is ErrorCode.FARM_UNREACHABLE
        farm.start_node("one", "--cpus", "2")
        joined(farm, 2)
        slots = ask_slots(farm.address, farm.home)
    assert [one["slot"] for one in slots] == ["one/0", "one/1"]
    assert {one["job"] for one in slots} == {None}
