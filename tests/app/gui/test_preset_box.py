"""Presets in the window: kept, chosen, replaced and removed, for Create and for batches."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QMessageBox, QToolButton
from pytestqt.qtbot import QtBot

from app.gui.pages.batch import BatchPage
from app.gui.pages.create import CreatePage
from app.gui.pages.preset_gallery import PresetGallery
from app.gui.shell.main import Desktop
from app.gui.widgets.name_dialog import NameDialog
from app.presets import Preset, load_preset, preset_names, presets_folder
from talker.options.render import RenderOptions
from tests.app.gui.doing import button, show


@pytest.fixture
def page(desktop: Desktop, qtbot: QtBot) -> CreatePage:
    shown = show(desktop, CreatePage)
    qtbot.waitUntil(lambda: shown.presets.has("draft"), timeout=5000)
    return shown


def texts(page: CreatePage) -> list[str]:
    page.presets.more.click()
    page.presets.menu.hide()
    return [action.text() for action in page.presets.menu.actions()]


def answer(name: str, *, replace: bool | None = None) -> None:
    """Types a name into the dialog that opens next, and answers its question."""

    def ask() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, NameDialog):
            if replace is not None:
                QTimer.singleShot(100, reply)
            dialog.line.setText(name)
            dialog.take.click()

    def reply() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        button(box, "Replace" if replace else "Leave it").click()

    QTimer.singleShot(100, ask)


def test_options_are_kept_and_chosen_again(
    page: CreatePage, desktop: Desktop, qtbot: QtBot, home: Path
) -> None:
    batch = show(desktop, BatchPage)
    show(desktop, CreatePage)
    options = RenderOptions(fps=30, mode="full", deliverable=("9:16,1080",), face=3)
    page.form.set_options(options)
    page.form.changed.emit()
    answer("Campaign 春")
    page.presets.ask_save()
    qtbot.waitUntil(lambda: page.presets.has("campaign 春"), timeout=5000)
    assert load_preset("Campaign 春", home).options["deliverable"] == ["9:16,1080"]
    assert page.presets.preset is not None
    assert page.presets.preset.name == "Campaign 春", "it is the one with most options"
    qtbot.waitUntil(lambda: batch.head._preset.findData("Campaign 春") >= 0, timeout=5000)
    page.form.set_options(RenderOptions())
    page.form.changed.emit()
    box = page.presets.findChild(QComboBox)
    assert box is not None
    index = box.findText("Campaign 春")
    box.setCurrentIndex(index)
    box.activated.emit(index)
    assert (page.form.options.fps, page.form.options.deliverable) == (30, ("9:16,1080",))


def test_a_taken_name_is_replaced_only_after_a_yes(
    page: CreatePage, qtbot: QtBot, home: Path
) -> None:
    page.form.set_options(RenderOptions(fps=30))
    page.form.changed.emit()
    page.presets.save("Mine")
    qtbot.waitUntil(lambda: page.presets.has("Mine"), timeout=5000)
    page.form.set_options(RenderOptions(fps=50))
    page.form.changed.emit()
    answer("mine", replace=False)
    page.presets.ask_save()
    assert load_preset("mine", home).options["fps"] == 30
    answer("mine", replace=True)
    with qtbot.waitSignal(page.context.events.presets_changed, timeout=5000):
        page.presets.ask_save()
    assert load_preset("mine", home).options["fps"] == 50


def test_ones_own_are_removed_and_shipped_ones_are_not(
    page: CreatePage, qtbot: QtBot, home: Path
) -> None:
    assert len(texts(page)) == 2, "the options of a shipped preset, or none, are shown"
    page.form.set_options(RenderOptions(fps=30))
    page.form.changed.emit()
    page.presets.save("Mine")
    qtbot.waitUntil(lambda: page.presets.has("Mine"), timeout=5000)
    assert texts(page)[2] == "Remove the preset Mine"
    page.presets.menu.actions()[2].trigger()
    qtbot.waitUntil(lambda: not page.presets.has("Mine"), timeout=5000)
    assert "mine" not in preset_names(home)


def test_a_name_that_cannot_be_is_told(page: CreatePage, desktop: Desktop, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desktop.context.events.tell, timeout=5000) as told:
        page.presets.save("a/b")
    assert told.args is not None
    assert "a/b" in str(told.args[0])


def test_a_broken_file_hides_no_other_preset(page: CreatePage, qtbot: QtBot, home: Path) -> None:
    folder = presets_folder(home)
    folder.mkdir(parents=True)
    (folder / "broken.toml").write_text("[", encoding="utf-8")
    page.presets.save("Mine")
    qtbot.waitUntil(lambda: page.presets.has("Mine"), timeout=5000)
    assert page.presets.has("draft")
    assert not page.presets.has("broken")


def test_a_name_that_no_file_can_have_is_told_while_it_is_typed(page: CreatePage) -> None:
    dialog = NameDialog("Save as preset", "", page.presets._name_problem, page)
    for name, fits in (("a:b", False), ("", False), ("  ", False), ("Campaign 春", True)):
        dialog.line.setText(name)
        assert dialog.take.isEnabled() == fits, name
    dialog.line.setText("a:b")
    assert any("Leave out" in one.text() for one in dialog.findChildren(QLabel))


def test_the_gallery_draws_pictures_by_itself_and_a_click_chooses(
    page: CreatePage, desktop: Desktop, qtbot: QtBot
) -> None:
    page.presets.show_gallery()
    gallery = page.window().findChild(PresetGallery)
    assert gallery is not None
    cards = gallery.findChildren(QToolButton)
    assert [card.text() for card in cards] == ["Standard", "Draft", "Best", "Portrait 9:16"]
    QTest.keyClick(cards[1], Qt.Key.Key_Return)
    assert (page.form.options.size, gallery.isVisible()) == (256, False)
    tall = Preset("tall", "", {"size": 128, "deliverable": ["9:16"]})
    other = PresetGallery(desktop.context, [tall], desktop.window)
    qtbot.addWidget(other)
    (card,) = other.findChildren(QToolButton)
    blank = card.icon().availableSizes()
    qtbot.waitUntil(lambda: card.icon().availableSizes() != blank, timeout=60_000)
    (size,) = card.icon().availableSizes()
    assert abs(size.width() / size.height() - 9 / 16) < 0.03
