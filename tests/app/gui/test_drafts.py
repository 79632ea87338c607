"""Create and Batch come back after closing, and what is replaced there can be taken back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.batch_draft import BatchDraft
from app.drafts import CreateDraft, load_draft
from app.gui.pages.batch import BatchPage
from app.gui.pages.batch_cells import Column
from app.gui.pages.create import CreatePage
from app.gui.shell.main import Desktop
from talker.options.picture import Mode
from talker.options.render import RenderRequest
from tests.app.gui.doing import button, drop, show
from tests.talker.sounds import write_clicks

LOOK_MS = 30_000


def test_create_comes_back_with_everything_that_was_typed(
    desktop: Desktop, qtbot: QtBot, home: Path, astronaut: Path
) -> None:
    page = show(desktop, CreatePage)
    drop(page.inputs.portrait.zone, astronaut)
    page.inputs.tabs.setCurrentWidget(page.inputs.script)
    page.inputs.script.editor.setPlainText("Hello 你好.")
    page.form.apply({"mode": "full"})
    page.bar.name.setFocus()
    page.bar.name.selectAll()
    QTest.keyClicks(page.bar.name, "mine")
    written = home / "drafts" / "create.json"
    # A crash asks nobody: it is on the disk while the window is open.
    qtbot.waitUntil(lambda: written.exists() and b"mine" in written.read_bytes(), timeout=5000)
    again = CreatePage(desktop.context)
    qtbot.addWidget(again)
    assert again.inputs.portrait.path == astronaut
    assert again.inputs.speaks
    assert again.inputs.script.text == "Hello 你好."
    assert again.form.options.mode is Mode.FULL
    assert again.bar.title == "mine"


def test_closing_writes_what_was_typed_last(desktop: Desktop, home: Path) -> None:
    page = show(desktop, CreatePage)
    page.inputs.script.editor.setPlainText("The last word")
    desktop.context.drafts.finish()
    draft = load_draft(CreateDraft, home)
    assert draft is not None
    assert draft.text == "The last word"


def test_another_video_takes_the_page_and_gives_it_back(
    desktop: Desktop, astronaut: Path, tmp_path: Path
) -> None:
    page = show(desktop, CreatePage)
    page.inputs.script.editor.setPlainText("Mine")
    page.inputs.tabs.setCurrentWidget(page.inputs.script)
    speech = write_clicks(tmp_path / "a.wav", 1.0, 16000, at=0.3)
    other = RenderRequest(portrait=astronaut, speech=speech, mode=Mode.FULL)
    desktop.context.events.change(other)
    assert (page.inputs.speaks, page.inputs.script.text) == (False, "")
    button(desktop.window, "Undo").click()
    assert (page.inputs.speaks, page.inputs.script.text) == (True, "Mine")
    assert page.inputs.portrait.path is None
    assert page.form.options.mode is Mode.CROP


def test_the_key_takes_back_a_portrait_that_another_one_replaced(
    desktop: Desktop, astronaut: Path, tmp_path: Path
) -> None:
    page = show(desktop, CreatePage)
    drop(page.inputs.portrait.zone, astronaut)
    other = tmp_path / "other.png"
    other.write_bytes(astronaut.read_bytes())
    desktop.context.events.create_from_files([other])
    assert page.inputs.portrait.path == other
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.inputs.portrait.path == astronaut


def test_filling_an_empty_page_is_nothing_to_take_back(desktop: Desktop, astronaut: Path) -> None:
    page = show(desktop, CreatePage)
    told: list[str] = []
    desktop.context.events.undoable.connect(lambda text, _: told.append(text))
    drop(page.inputs.portrait.zone, astronaut)
    assert told == []
    button(page, "Start anew").click()
    assert len(told) == 1
    assert page.inputs.empty


def test_a_batch_comes_back_with_its_edits_and_other_files_can_be_taken_back(
    desktop: Desktop, qtbot: QtBot, home: Path, astronaut: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "batch"
    folder.mkdir()
    (folder / "ann.png").write_bytes(astronaut.read_bytes())
    for name in ("one.wav", "two.wav"):
        write_clicks(folder / name, 1.0, 16000, at=0.3)
    page = show(desktop, BatchPage)
    page.take([folder])
    qtbot.waitUntil(lambda: page.planner.plan is not None, timeout=LOOK_MS)
    page.model.change([0], Column.NAME, "first")
    left_out = page.model.index(1, Column.NUMBER)
    page.model.setData(left_out, Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    page.head.name.setText("{speech}")
    page.head.name.textEdited.emit("{speech}")
    qtbot.waitUntil(lambda: page.planner.plan is not None, timeout=LOOK_MS)
    desktop.context.drafts._write()
    qtbot.waitUntil(lambda: load_draft(BatchDraft, home) == page.draft)  # not one before it
    again = BatchPage(desktop.context)
    qtbot.addWidget(again)
    again.retranslate()
    assert [line.wanted for line in again.model.lines] == [True, False]
    assert (again.model.lines[0].row.name, again.head.template) == ("first", "{speech}")
    qtbot.waitUntil(lambda: again.planner.plan is not None, timeout=LOOK_MS)
    other = tmp_path / "other"
    other.mkdir()
    (other / "bob.png").write_bytes(astronaut.read_bytes())
    write_clicks(other / "three.wav", 1.0, 16000, at=0.3)
    page.take([other])
    qtbot.waitUntil(lambda: len(page.model.lines) == 1, timeout=LOOK_MS)
    button(desktop.window, "Undo").click()
    assert [line.wanted for line in page.model.lines] == [True, False]
    assert page.model.lines[0].row.name == "first"
    qtbot.waitUntil(lambda: page.planner.plan is not None, timeout=LOOK_MS)
