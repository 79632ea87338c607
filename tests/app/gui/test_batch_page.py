"""The page Batch: real folders and sheets, the real queue."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QProcess, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.batch.pairing import Pair
from app.batch.rows import Row
from app.gui.pages.avatars import AvatarsPage
from app.gui.pages.batch import BatchPage
from app.gui.pages.batch_cells import Column
from app.gui.pages.batch_options import BatchOptions
from app.gui.pages.create import CreatePage
from app.gui.pages.folder_switch import Watched
from app.gui.pages.sample_sheet import write_sample
from app.gui.services.input_files import Kind
from app.gui.shell.main import Desktop
from app.gui.widgets.drop_hint import DropHint
from app.jobs.render import KIND as RENDER
from app.presenters import Presenters
from app.queue.job import State
from tests.app.gui.doing import button, drop, files_data, show
from tests.talker.sounds import write_clicks


@pytest.fixture
def page(desktop: Desktop, qtbot: QtBot) -> BatchPage:
    """The page, with the queue stopped."""
    qtbot.waitUntil(lambda: desktop.context.workers.on, timeout=5000)
    desktop.context.workers.stop()
    return show(desktop, BatchPage)


@pytest.fixture
def folder(tmp_path: Path, astronaut: Path) -> Path:
    """One portrait, two recordings, one that cannot be read."""
    made = tmp_path / "a batch 批"
    made.mkdir()
    shutil.copy(astronaut, made / "anna.png")
    for name in ("one", "two"):
        write_clicks(made / f"{name}.wav", 0.8, 16000)
    (made / "zero.wav").touch()
    return made


def texts(page: BatchPage, column: Column) -> list[str]:
    rows = range(page.model.rowCount())
    return [str(page.model.index(row, column).data()) for row in rows]


def wait_for_plan(page: BatchPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.planner.plan is not None, timeout=60_000)


def test_a_dropped_folder_shows_what_would_be_made_and_what_cannot(
    page: BatchPage, qtbot: QtBot, folder: Path
) -> None:
    drop(page, folder)
    wait_for_plan(page, qtbot)
    assert texts(page, Column.SPEECH) == ["one.wav", "two.wav", "zero.wav"]
    assert texts(page, Column.OUTCOME)[:2] == ["will be made", "will be made"]
    assert "zero.wav" in texts(page, Column.OUTCOME)[2]
    assert texts(page, Column.VIDEO)[0] == "anna_one_standard.mp4"
    assert page.add.text() == "Add 2 videos to the queue"
    assert any("1 with problems" in one.text() for one in page.findChildren(QLabel))


def test_all_are_added_with_the_chosen_preset_and_folder(
    page: BatchPage, desktop: Desktop, qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    drop(page, folder)
    wait_for_plan(page, qtbot)
    page.head.choose_preset("draft")
    page.head.choose_folder(tmp_path / "made here")
    page.head.name.clear()
    QTest.keyClicks(page.head.name, "{n:03} {speech}")
    qtbot.waitUntil(lambda: page.planner.plan is None, timeout=2000)
    wait_for_plan(page, qtbot)
    desktop.context.events.work_added.disconnect()  # what is made is another test's
    page.add.click()
    qtbot.waitUntil(lambda: desktop.window.page.entry.key == "queue", timeout=10000)
    jobs = desktop.context.store.page([State.QUEUED])
    outputs = [job.request.output for job in jobs]
    assert outputs == [
        tmp_path / "made here" / f"00{n} {w}.mp4" for n, w in ((1, "one"), (2, "two"))
    ]
    assert {RENDER.require(job.request).size for job in jobs} != {512}
    assert page.model.rowCount() == 0


def test_options_of_all_rows_count_before_the_preset_and_behind_those_of_a_row(
    page: BatchPage, desktop: Desktop, qtbot: QtBot, folder: Path
) -> None:
    sheet = folder / "videos.csv"
    rows = ("portrait,speech,size", "anna.png,one.wav,", "anna.png,two.wav,640")
    sheet.write_text("\n".join(rows), encoding="utf-8")
    drop(page, sheet)
    wait_for_plan(page, qtbot)
    page.head.choose_preset("draft")
    page.head.change_options.click()
    qtbot.waitUntil(lambda: desktop.window.findChild(BatchOptions) is not None, timeout=10_000)
    dialog = desktop.window.findChild(BatchOptions)
    assert dialog is not None
    assert dialog.form.options.size == 256  # as the preset says
    dialog.form.apply({"size": 384, "still": True})
    dialog.take.click()
    assert page.head.options == {"size": 384, "still": True}
    shown = next(one for one in page.head.findChildren(QLabel) if "For all rows" in one.text())
    assert shown.isVisible()
    assert "384" in shown.text()
    assert page.draft.options == page.head.options
    wait_for_plan(page, qtbot)
    desktop.context.events.work_added.disconnect()  # what is made is another test's
    page.add.click()
    qtbot.waitUntil(lambda: desktop.window.page.entry.key == "queue", timeout=10000)
    jobs = [RENDER.require(job.request) for job in desktop.context.store.page([State.QUEUED])]
    assert [(job.size, job.still) for job in jobs] == [(384, True), (640, True)]
    drop(page, folder)
    assert page.head.options == {}
    assert not shown.isVisible()


@pytest.mark.slow
def test_an_added_batch_is_made(
    page: BatchPage, desktop: Desktop, qtbot: QtBot, folder: Path
) -> None:
    sheet = folder / "videos.csv"
    sheet.write_text("portrait,speech,name,size\nanna.png,one.wav,hello,128\n", encoding="utf-8")
    drop(page, sheet)
    wait_for_plan(page, qtbot)
    page.add.click()
    store = desktop.context.store
    qtbot.waitUntil(lambda: store.counts()[State.DONE] == 1, timeout=60000)
    assert (folder / "videos" / "hello.mp4").is_file()


def test_an_edited_cell_is_looked_at_anew(page: BatchPage, qtbot: QtBot, folder: Path) -> None:
    drop(page, folder)
    wait_for_plan(page, qtbot)
    page.model.change([2], Column.SPEECH, str(folder / "one.wav"))
    assert page.planner.plan is None
    assert not page.add.isEnabled()
    wait_for_plan(page, qtbot)
    assert texts(page, Column.OUTCOME)[2] == "the same as another row"
    name = page.model.index(2, Column.NAME)
    assert page.model.setData(name, "extra")
    wait_for_plan(page, qtbot)
    assert texts(page, Column.OUTCOME)[2] == "will be made"
    assert texts(page, Column.VIDEO)[2] == "extra.mp4"


def test_rows_are_left_out_by_their_box_or_taken_out_by_delete(
    page: BatchPage, qtbot: QtBot, folder: Path
) -> None:
    drop(page, folder)
    wait_for_plan(page, qtbot)
    box = page.model.index(0, Column.NUMBER)
    page.model.setData(box, Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    page.table.selectRow(2)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    wait_for_plan(page, qtbot)
    assert texts(page, Column.OUTCOME) == ["left out", "will be made"]
    assert page.add.text() == "Add 1 video to the queue"


def test_the_pairing_can_be_chosen(page: BatchPage, qtbot: QtBot, folder: Path) -> None:
    shutil.copy(folder / "anna.png", folder / "one.png")
    drop(page, folder)
    wait_for_plan(page, qtbot)
    assert texts(page, Column.PORTRAIT)[0] == "one.png"
    page.head.choose_pair(Pair.ALL)
    qtbot.waitUntil(lambda: page.model.rowCount() == 6, timeout=10000)


def test_a_sheet_may_lead_out_of_its_folder_only_when_allowed(
    page: BatchPage, qtbot: QtBot, folder: Path
) -> None:
    inner = folder / "sheets"
    inner.mkdir()
    sheet = inner / "videos.csv"
    sheet.write_text("portrait,speech\n../anna.png,../one.wav\n", encoding="utf-8")
    drop(page, sheet)
    wait_for_plan(page, qtbot)
    assert not page.add.isEnabled()
    button(page, "Allow").click()
    qtbot.waitUntil(lambda: page.add.isEnabled(), timeout=10000)
    assert texts(page, Column.OUTCOME) == ["will be made"]


def test_a_wrong_name_pattern_is_told_at_once(page: BatchPage, qtbot: QtBot, folder: Path) -> None:
    drop(page, folder)
    wait_for_plan(page, qtbot)
    page.head.name.clear()
    QTest.keyClicks(page.head.name, "{speach}")
    qtbot.waitUntil(
        lambda: any("{speach}" in one.text() for one in page.head.findChildren(QLabel)),
        timeout=10000,
    )
    assert not page.add.isEnabled()


def test_an_empty_folder_is_told_and_nothing_breaks(
    page: BatchPage, desktop: Desktop, qtbot: QtBot, tmp_path: Path
) -> None:
    said: list[str] = []
    desktop.context.events.tell.connect(said.append)
    (tmp_path / "empty").mkdir()
    drop(page, tmp_path / "empty")
    qtbot.waitUntil(lambda: bool(said), timeout=10000)
    assert button(page, "Choose a folder…").isVisible()


def test_many_files_dropped_on_create_arrive_here(
    page: BatchPage, desktop: Desktop, qtbot: QtBot, folder: Path
) -> None:
    create = show(desktop, CreatePage)
    drop(create.inputs.portrait.zone, folder / "anna.png", folder / "one.wav", folder / "two.wav")
    assert desktop.window.page is page
    wait_for_plan(page, qtbot)
    assert texts(page, Column.SPEECH) == ["one.wav", "two.wav"]


def test_the_first_folder_that_is_dropped_on_create_arrives_here(
    desktop: Desktop, qtbot: QtBot, folder: Path
) -> None:
    drop(show(desktop, CreatePage).inputs.portrait.zone, folder)
    page = desktop.window.page
    assert isinstance(page, BatchPage)
    wait_for_plan(page, qtbot)
    assert page.model.rowCount() == 3


def test_the_sample_sheet_is_read_back(page: BatchPage, qtbot: QtBot, folder: Path) -> None:
    write_sample(folder / "sample.csv")
    drop(page, folder / "sample.csv")
    wait_for_plan(page, qtbot)
    assert texts(page, Column.NAME) == ["01 welcome", "02 chapter one", ""]
    assert texts(page, Column.PRESET) == ["Standard", "", "Best"]


def test_a_sheet_of_presenters_is_made_with_their_portraits(
    page: BatchPage, desktop: Desktop, qtbot: QtBot, folder: Path, astronaut: Path
) -> None:
    presenters = Presenters(desktop.context.home)
    presenters.take(astronaut, "Anna Li")
    sheet = folder / "videos.csv"
    sheet.write_text("presenter,speech\nanna li,one.wav\nBob,two.wav\n", encoding="utf-8")
    drop(page, sheet)
    wait_for_plan(page, qtbot)
    assert texts(page, Column.PRESENTER) == ["anna li", "Bob"]
    assert not page.table.isColumnHidden(Column.PRESENTER)
    assert texts(page, Column.OUTCOME)[0] == "will be made"
    assert "Bob" in texts(page, Column.OUTCOME)[1]
    assert page.model.setData(page.model.index(1, Column.PRESENTER), "Anna Li")
    wait_for_plan(page, qtbot)
    assert texts(page, Column.OUTCOME)[1] == "will be made"
    desktop.context.events.work_added.disconnect()  # what is made is another test's
    page.add.click()
    qtbot.waitUntil(lambda: desktop.window.page.entry.key == "queue", timeout=10000)
    (anna,) = presenters.all()
    jobs = desktop.context.store.page([State.QUEUED])
    assert {RENDER.require(job.request).portrait for job in jobs} == {anna.portrait}


def test_without_presenters_there_is_no_column_for_them(
    page: BatchPage, qtbot: QtBot, folder: Path
) -> None:
    drop(page, folder)
    wait_for_plan(page, qtbot)
    assert page.table.isColumnHidden(Column.PRESENTER)


def test_what_a_folder_leaves_out_is_named_and_the_folders_inside_can_be_read(
    page: BatchPage, qtbot: QtBot, folder: Path
) -> None:
    (folder / "two.jxl").write_bytes(b"x")
    inner = folder / "inner"
    inner.mkdir()
    shutil.copy(folder / "anna.png", inner / "bob.png")
    write_clicks(inner / "three.wav", 0.8, 16000)
    drop(page, folder)
    wait_for_plan(page, qtbot)
    assert "two.jxl" in " ".join(texts(page, Column.OUTCOME))
    assert any("two.jxl" in one.text() for one in page.findChildren(QLabel))
    button(page, "Read them too").click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 4, timeout=20000)
    assert "three.wav" in texts(page, Column.SPEECH)


def test_portraits_are_looked_at_before_anything_is_added(
    page: BatchPage, desktop: Desktop, qtbot: QtBot, tmp_path: Path, astronaut: Path
) -> None:
    folder = tmp_path / "pairs"
    folder.mkdir()
    shutil.copy(astronaut, folder / "anna.png")
    Image.new("RGB", (300, 300), "white").save(folder / "wall.png")
    for name in ("anna", "wall"):
        write_clicks(folder / f"{name}.wav", 0.8, 16000)
    drop(page, folder)
    wait_for_plan(page, qtbot)
    qtbot.waitUntil(lambda: page.add.text() == "Add 1 video to the queue", timeout=40000)
    rows = dict(zip(texts(page, Column.PORTRAIT), texts(page, Column.OUTCOME), strict=True))
    assert rows["anna.png"] == "will be made"
    assert "face" in rows["wall.png"]
    index = page.model.index(0, Column.PORTRAIT)
    picture = index.data(Qt.ItemDataRole.DecorationRole)
    assert isinstance(picture, QPixmap)
    assert picture.height() == 28
    page.add.click()
    qtbot.waitUntil(lambda: len(desktop.context.store.page()) == 1, timeout=20000)
    (job,) = desktop.context.store.page()
    assert RENDER.require(job.request).portrait.name == "anna.png"


def test_files_that_are_held_over_a_page_show_what_happens_with_them(
    desktop: Desktop, tmp_path: Path
) -> None:
    for kind in (BatchPage, AvatarsPage):
        page = show(desktop, kind)
        hint = page.findChild(DropHint)
        assert hint is not None
        data = files_data([tmp_path])
        enter = QDragEnterEvent(
            QPoint(20, 20),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(page, enter)
        assert enter.isAccepted()
        assert hint.isVisible()
        assert hint.geometry().width() > page.width() * 0.9
        QApplication.sendEvent(page, QDragLeaveEvent())
        assert not hint.isVisible()


@pytest.mark.parametrize("width", [1180, 880])
def test_every_column_of_a_batch_is_in_sight(
    desktop: Desktop, page: BatchPage, qtbot: QtBot, width: int
) -> None:
    desktop.window.resize(width, 640)
    page.model.set_rows([Row(1, "row 2", "a.png", "b.wav")])
    page._stack.setCurrentIndex(1)
    qtbot.wait(50)
    table = page.table
    shown = [column for column in Column if not table.isColumnHidden(column)]
    room = table.viewport().width()
    used = sum(table.columnWidth(column) for column in shown)
    if width >= 1180:
        assert room - len(shown) <= used <= room
    assert table.columnWidth(Column.OUTCOME) >= 168


def test_several_portraits_speak_the_recording_that_is_there(
    desktop: Desktop, qtbot: QtBot, tmp_path: Path, astronaut: Path, demo_speech: Path
) -> None:
    create = show(desktop, CreatePage)
    create.take_files([demo_speech])
    portraits = [tmp_path / f"{name}.png" for name in ("one", "two")]
    for path in portraits:
        shutil.copy(astronaut, path)
    with qtbot.waitSignal(desktop.context.events.batch_with, timeout=5000) as asked:
        create.take_files(portraits, Kind.PORTRAIT)
    assert asked.args == [[*portraits, demo_speech]]


def test_a_watched_folder_fills_the_queue_until_it_is_switched_off(
    page: BatchPage, desktop: Desktop, qtbot: QtBot, folder: Path
) -> None:
    store = desktop.context.store
    desktop.context.events.work_added.disconnect()  # what is made is another test's
    drop(page, folder)
    wait_for_plan(page, qtbot)
    assert page.switch.isVisible()
    page.switch.box.click()
    assert (page.switch.on, page.switch.box.isChecked()) == (True, True)
    qtbot.waitUntil(lambda: store.counts()[State.QUEUED] == 2, timeout=60_000)
    page.switch.box.click()
    qtbot.waitUntil(lambda: page.switch.findChild(QProcess) is None, timeout=30_000)
    assert (page.switch.on, page.switch.box.isChecked()) == (False, False)
    sheet = folder / "videos.csv"
    sheet.write_text("portrait,speech\nanna.png,one.wav\n", encoding="utf-8")
    drop(page, sheet)
    qtbot.waitUntil(lambda: not page.switch.isVisible(), timeout=5000)


def test_a_folder_that_cannot_be_watched_is_told(
    page: BatchPage, desktop: Desktop, qtbot: QtBot, tmp_path: Path
) -> None:
    options = {"size": 384, "still": False}
    gone = Watched(
        tmp_path / "gone", tmp_path, Pair.AUTO, "", "", "{n}", recursive=False, options=options
    )
    with qtbot.waitSignal(desktop.context.events.tell, timeout=60_000) as told:
        page.switch.watch(gone)
    assert told.args is not None
    assert "no longer watched" in str(told.args[0])
    assert "gone" in str(told.args[0])
    assert not page.switch.on
