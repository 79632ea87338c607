"""The page Settings: what is changed counts at once and is in the file afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSpinBox
from pytestqt.qtbot import QtBot

from app.gui.pages.create import CreatePage
from app.gui.pages.settings import SettingsPage
from app.gui.shell.main import Desktop
from app.gui.theme import DARK, look
from app.gui.widgets.cache_view import CacheView
from app.gui.widgets.machine_view import MachineView
from app.settings.store import load_settings, settings_path
from app.settings.window import Theme
from talker.provenance.publisher import Publisher, Region
from tests.app.gui.doing import button, show


@pytest.fixture
def page(desktop: Desktop) -> SettingsPage:
    return show(desktop, SettingsPage)


def choose(page: SettingsPage, name: str, index: int) -> None:
    box = page.groups.editor("window", name).findChild(QComboBox)
    assert box is not None
    box.setCurrentIndex(index)
    box.activated.emit(index)


def typed(page: SettingsPage, section: str, name: str, text: str) -> QLineEdit:
    line = page.groups.editor(section, name).findChild(QLineEdit)
    assert line is not None
    line.setText(text)
    line.editingFinished.emit()
    return line


def test_the_theme_is_worn_at_once_and_kept(
    desktop: Desktop, page: SettingsPage, home: Path
) -> None:
    choose(page, "theme", list(Theme).index(Theme.DARK))
    assert look().tokens is DARK
    desktop.context.settings.finish()
    assert load_settings(home).window.theme is Theme.DARK


def test_this_computer_gets_quiet_hours_and_others_are_woken(
    desktop: Desktop, page: SettingsPage, home: Path
) -> None:
    typed(page, "node", "quiet_hours", "Mon-Fri 08:00-18:00")
    typed(page, "node", "quiet_hours", "in the morning")  # refused
    cards = page.groups.editor("farm", "wake").findChild(QPlainTextEdit)
    assert cards is not None
    cards.setPlainText("00:1A:2B:3C:4D:5E")
    page.groups.editor("farm", "wake").changed.emit()
    desktop.context.settings.finish()
    settings = load_settings(home)
    assert settings.node.quiet_hours == "Mon-Fri 08:00-18:00"
    assert settings.farm.wake == ("00:1a:2b:3c:4d:5e",)


def test_new_videos_go_to_the_chosen_folder(
    desktop: Desktop, page: SettingsPage, tmp_path: Path
) -> None:
    create = show(desktop, CreatePage)
    typed(page, "window", "output_folder", str(tmp_path / "films"))
    assert create.bar.output.parent == tmp_path / "films"


def test_a_folder_without_a_root_is_refused_and_marked(
    desktop: Desktop, page: SettingsPage
) -> None:
    line = typed(page, "window", "output_folder", "films")
    assert line.property("wrong") == "true"
    assert desktop.context.settings.window.output_folder is None


def test_network_settings_reach_the_models(
    desktop: Desktop, page: SettingsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    typed(page, "models", "proxy", "http://127.0.0.1:9")
    box = page.groups.editor("models", "parallel").findChild(QSpinBox)
    assert box is not None
    box.setValue(5)
    lines = page.groups.editor("models", "extra_folders").findChild(QPlainTextEdit)
    assert lines is not None
    lines.setFocus()
    lines.setPlainText(str(tmp_path))
    page.setFocus()
    qtbot.waitUntil(lambda: desktop.context.settings.models.extra_folders == (tmp_path,))
    models = desktop.context.settings.models
    assert (models.proxy, models.parallel) == ("http://127.0.0.1:9", 5)


def test_defaults_are_what_the_page_create_begins_with(
    desktop: Desktop, page: SettingsPage, home: Path, qtbot: QtBot
) -> None:
    page.groups.defaults.apply({"pose_style": 11})
    desktop.context.settings.finish()
    assert load_settings(home).window.defaults.pose_style == 11
    button(page, "Back to the program's own").click()
    qtbot.waitUntil(lambda: page.groups.defaults.options.pose_style == 0)


def test_what_was_found_on_this_computer_is_listed(page: SettingsPage, qtbot: QtBot) -> None:
    view = page.groups.view(MachineView)
    qtbot.waitUntil(lambda: view.checks is not None, timeout=60_000)
    assert view.checks is not None
    assert {"Python", "ffmpeg"} <= {check.name for check in view.checks}


def test_the_cache_is_measured_and_emptied(page: SettingsPage, home: Path, qtbot: QtBot) -> None:
    file = home / "cache" / "previews" / "a.jpg"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(bytes(3_000_000))
    page.shown()
    qtbot.waitUntil(lambda: page.groups.view(CacheView)._words.text().startswith("3 MB"))
    button(page, "Empty the cache").click()
    qtbot.waitUntil(lambda: not file.exists())
    qtbot.waitUntil(lambda: page.groups.view(CacheView)._words.text().startswith("0 bytes"))


def test_broken_settings_are_told_and_left_alone(home: Path, qtbot: QtBot) -> None:
    from app.gui.services.settings_model import SettingsModel

    path = settings_path(home)
    path.parent.mkdir(parents=True)
    path.write_text("{", encoding="utf-8")
    model = SettingsModel(home)
    assert model.problem is not None
    with qtbot.waitSignal(model.write_failed):
        model.change_window(workers=3)
    assert model.window.workers == 3
    assert path.read_text(encoding="utf-8") == "{"


def test_in_whose_name_videos_are_made(
    desktop: Desktop, page: SettingsPage, home: Path, tmp_path: Path
) -> None:
    region = page.groups.editor("labels", "region").findChild(QComboBox)
    assert region is not None
    region.setCurrentIndex(list(Region).index(Region.EU))
    region.activated.emit(0)
    typed(page, "labels", "producer", "Studio 北")
    typed(page, "labels", "certificate", str(tmp_path / "chain.pem"))
    typed(page, "labels", "key", str(tmp_path / "key.pem"))
    desktop.context.settings.finish()
    publisher = load_settings(home).publisher
    assert publisher == Publisher(
        "Studio 北", tmp_path / "chain.pem", tmp_path / "key.pem", True, Region.EU
    )
    assert typed(page, "labels", "producer", "").property("wrong") == "true"
