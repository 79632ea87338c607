"""The drawn pictures in the window: looked through, rated, tagged, compared, thrown away."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.gui.pages.avatars import AvatarsPage
from app.gui.pages.compare_dialog import CompareDialog
from app.gui.pages.pictures_panel import PicturesPanel
from app.gui.shell.main import Desktop
from app.gui.widgets.name_dialog import NameDialog
from app.pictures import Picture
from avatar_gen.judge import Verdict
from avatar_gen.metadata import RECORD, PictureRecord
from avatar_gen.request import AvatarRequest
from tests.app.gui.doing import button, show

WAIT_MS = 60_000
LONG_MS = 300_000  # torch is loaded
ADD = QItemSelectionModel.SelectionFlag.Select


def drawn(folder: Path, prompt: str, seed: int) -> Path:
    """A small picture that tells how it was made."""
    record = PictureRecord(
        request=AvatarRequest(prompt=prompt, seed=seed),
        seed=seed,
        width=64,
        height=64,
        prompt=prompt,
        negative="",
        model="dream",
        hashes={},
        verdict=Verdict(score=60),
        translated={},
    )
    info = PngImagePlugin.PngInfo()
    info.add_itxt(RECORD, record.model_dump_json())
    path = folder / f"avatar-x-{seed:010d}.png"
    Image.new("RGB", (64, 64), (seed * 40, 90, 90)).save(path, pnginfo=info)
    return path


@pytest.fixture
def panel(desktop: Desktop, home: Path, qtbot: QtBot) -> PicturesPanel:
    folder = home / "avatars" / "monday"
    folder.mkdir(parents=True)
    for seed, prompt in enumerate(("微笑", "beard", "beard, hat"), 1):
        drawn(folder, prompt, seed)
    page = show(desktop, AvatarsPage)
    button(page, "Pictures").click()
    qtbot.waitUntil(lambda: page.pictures.model.rowCount() == 3, timeout=WAIT_MS)
    return page.pictures


def choose(panel: PicturesPanel, *seeds: int) -> None:
    chosen = panel.grid.selectionModel()
    chosen.clear()
    for row in range(panel.model.rowCount()):
        picture = panel.model.entry(row)
        if isinstance(picture, Picture) and picture.seed in seeds:
            chosen.select(panel.model.index(row), ADD)


def seeds(panel: PicturesPanel) -> set[int]:
    entries = [panel.model.entry(row) for row in range(panel.model.rowCount())]
    return {entry.seed for entry in entries if isinstance(entry, Picture)}


def test_pictures_are_shown_with_their_making_and_searched(panel: PicturesPanel) -> None:
    choose(panel, 1)
    assert panel.facts.text() == "微笑 · Seed 1 · dream · 64 \u00d7 64"
    assert panel.tools.buttons["again"].isEnabled()
    assert not panel.tools.buttons["compare"].isEnabled()
    panel.bar.search.setText("BEARD")
    assert seeds(panel) == {2, 3}
    panel.bar.search.setText("nothing")
    assert seeds(panel) == set()
    panel.bar.search.clear()


def test_stars_and_tags_are_given_and_filtered_by(
    panel: PicturesPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(panel, 2)
    panel.grid.setFocus()
    QTest.keyClick(panel.grid, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: panel.bar.stars.count() == 5, timeout=WAIT_MS)
    panel.bar.stars.setCurrentIndex(4)
    panel.bar.stars.activated.emit(4)
    assert seeds(panel) == {2}
    panel.bar.stars.setCurrentIndex(0)
    panel.bar.stars.activated.emit(0)
    choose(panel, 1, 3)
    monkeypatch.setattr(NameDialog, "ask", lambda *_, **__: "shop, 春")
    panel.tools.buttons["tags"].click()
    qtbot.waitUntil(lambda: panel.model.tags == ["shop", "春"], timeout=WAIT_MS)
    panel.bar.tag.setCurrentIndex(panel.bar.tag.findData("春"))
    panel.bar.tag.activated.emit(1)
    assert seeds(panel) == {1, 3}


def test_two_are_compared(panel: PicturesPanel) -> None:
    choose(panel, 2, 3)
    panel.tools.buttons["compare"].click()
    (dialog,) = panel.findChildren(CompareDialog)
    said = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"Prompt: beard\nSeed: 2", "Prompt: beard, hat\nSeed: 3"} <= said
    dialog.close()


@pytest.mark.slow
def test_again_fills_the_form(desktop: Desktop, panel: PicturesPanel, qtbot: QtBot) -> None:
    choose(panel, 3)
    panel.tools.buttons["again"].click()
    page = desktop.window.page
    assert isinstance(page, AvatarsPage)
    form = page.drawing.form
    qtbot.waitUntil(lambda: form.options.prompt == "beard, hat", timeout=LONG_MS)
    assert (form.options.seed, form.options.count) == (3, 1)
    assert page.drawing.isVisible()


def test_what_is_thrown_away_comes_back(
    desktop: Desktop, panel: PicturesPanel, qtbot: QtBot
) -> None:
    undo: list[object] = []
    desktop.context.events.undoable.connect(lambda _, back: undo.append(back))
    choose(panel, 1, 2)
    QTest.keyClick(panel.grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: seeds(panel) == {3}, timeout=WAIT_MS)
    assert not list(desktop.context.home.glob("avatars/*/*0000000001.png"))
    qtbot.waitUntil(lambda: bool(undo), timeout=WAIT_MS)
    back = undo[0]
    assert callable(back)
    back()
    qtbot.waitUntil(lambda: seeds(panel) == {1, 2, 3}, timeout=WAIT_MS)
