"""The page Library: real files, the real queue, the system's trash in a folder of the test."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.gui.pages.create import CreatePage
from app.gui.pages.library import LibraryPage
from app.gui.pages.video_details import VideoDetails
from app.gui.shell.main import Desktop
from app.jobs.kind import Outcome
from app.queue.job import NewJob, State
from app.queue.store import JobStore
from app.queue.transitions import Transition
from talker.media.ffmpeg import executable
from talker.options.render import RenderRequest
from talker.provenance.publisher import Publisher
from tests.app.gui.doing import button, show
from tests.app.queue.work import claimed
from tests.skips import AllowedSkip
from tests.talker.films import film


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds of moving colours."""
    made = tmp_path_factory.mktemp("clip") / "clip.mp4"
    source = "testsrc=size=128x128:rate=25:duration=2"
    command = [str(executable()), "-v", "error", "-f", "lavfi", "-i", source, str(made)]
    subprocess.run(command, check=True)
    return made


@pytest.fixture
def videos(tmp_path: Path, clip: Path) -> Path:
    """A folder with two videos that no job made."""
    folder = tmp_path / "videos"
    folder.mkdir()
    for name in ("Anna", "Berta"):
        shutil.copy(clip, folder / f"{name}.mp4")
    return folder


@pytest.fixture
def page(desktop: Desktop, qtbot: QtBot, videos: Path, clip: Path, tmp_path: Path) -> LibraryPage:
    """The page, with the two videos and one that a job of a batch made elsewhere."""
    qtbot.waitUntil(lambda: desktop.context.workers.on, timeout=5000)
    desktop.context.workers.stop()
    desktop.context.settings.change_window(output_folder=videos)
    made = tmp_path / "elsewhere" / "Clara.mp4"
    made.parent.mkdir()
    shutil.copy(clip, made)
    finish(desktop.context.store, made)
    shown = show(desktop, LibraryPage)
    qtbot.waitUntil(lambda: shown.model.rowCount() == 3, timeout=10000)
    return shown


def finish(store: JobStore, made: Path) -> None:
    """A job that is done already."""
    request = RenderRequest(portrait=Path("p.png"), speech=Path("s.wav"), output=made, seed=7)
    store.add([NewJob(request, made.stem, "spring")])
    job = claimed(store)
    outcome = Outcome(made, 50, 0, "builtin", "cpu", {}, ())
    assert store.release(job.lease, Transition(State.DONE, outcome=outcome))


def names(page: LibraryPage) -> list[str]:
    return sorted(page.model.entry(row).name for row in range(page.model.rowCount()))


def choose(page: LibraryPage, name: str) -> None:
    row = next(r for r in range(page.model.rowCount()) if page.model.entry(r).name == name)
    page.grid.setCurrentIndex(page.model.index(row))


def test_videos_of_jobs_and_of_the_folder_are_shown(page: LibraryPage) -> None:
    assert names(page) == ["Anna", "Berta", "Clara"]


def test_the_pictures_reach_both_edges_of_the_page(page: LibraryPage, desktop: Desktop) -> None:
    for width in (880, 900, 1180):
        desktop.window.resize(width, 740)
        QApplication.processEvents()
        cell, room = page.grid.gridSize().width(), page.grid.viewport().width()
        assert room - room // cell * cell < cell / 8, width
        tops = [page.grid.visualRect(page.model.index(row)).top() for row in range(2)]
        assert tops[0] == tops[1], width


def test_the_video_under_the_pointer_plays(page: LibraryPage, qtbot: QtBot) -> None:
    place = page.grid.visualRect(page.model.index(1)).center()
    left, none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    move = QMouseEvent(QMouseEvent.Type.MouseMove, QPointF(place), QPointF(place), left, left, none)
    QApplication.sendEvent(page.grid.viewport(), move)
    qtbot.waitUntil(lambda: page.grid.hover.isVisible(), timeout=10000)
    assert page.grid.hover.video == page.model.entry(1)
    first = page.grid.hover.image
    qtbot.waitUntil(lambda: page.grid.hover.image != first, timeout=5000)
    away = QPointF(QPoint(place.x(), page.grid.height() - 4))
    leave = QMouseEvent(QMouseEvent.Type.MouseMove, away, away, left, left, none)
    QApplication.sendEvent(page.grid.viewport(), leave)
    assert page.grid.hover.isHidden()


def test_a_video_is_renamed_and_its_job_still_known(
    page: LibraryPage, desktop: Desktop, qtbot: QtBot
) -> None:
    choose(page, "Clara")
    page.tools.buttons["rename"].click()
    editor = page.grid.findChild(QLineEdit)
    assert editor is not None
    editor.setText("Klara 早安")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(page) == ["Anna", "Berta", "Klara 早安"], timeout=10000)
    choose(page, "Klara 早安")
    page.tools.buttons["again"].click()
    create = desktop.window.page
    assert isinstance(create, CreatePage)
    assert create.form.options.seed == 7


def test_the_text_of_a_spoken_video_is_changed_and_its_sentences_are_kept(
    page: LibraryPage, desktop: Desktop, qtbot: QtBot, clip: Path, tmp_path: Path
) -> None:
    made = tmp_path / "elsewhere" / "Dora.mp4"
    shutil.copy(clip, made)
    values = {"portrait": Path("p.png"), "text": "Good morning.", "output": made, "seed": 4}
    spoken = RenderRequest.model_validate(values)
    desktop.context.store.add([NewJob(spoken, made.stem, "")])
    job = claimed(desktop.context.store)
    outcome = Outcome(made, 50, 0, "builtin", "cpu", {}, ())
    assert desktop.context.store.release(job.lease, Transition(State.DONE, outcome=outcome))
    page.refresh()
    qtbot.waitUntil(lambda: "Dora" in names(page), timeout=10000)
    asked: list[RenderRequest] = []
    desktop.context.events.request_opened.connect(asked.append)
    choose(page, "Clara")
    assert not page.tools.buttons["text"].isEnabled()  # a recording
    choose(page, "Dora")
    page.tools.buttons["text"].click()
    wanted = asked[-1]
    assert (wanted.text, wanted.seed) == ("Good morning.", 4)
    assert (wanted.keep, wanted.output) == (made, None)
    create = desktop.window.page
    assert isinstance(create, CreatePage)
    assert (create.inputs.script.text, create.inputs.script.keep) == ("Good morning.", made)


def test_a_video_that_no_job_made_is_asked_for_its_text(
    page: LibraryPage, desktop: Desktop, qtbot: QtBot
) -> None:
    said: list[str] = []
    desktop.context.events.tell.connect(said.append)
    choose(page, "Anna")
    page.tools.buttons["text"].click()
    qtbot.waitUntil(lambda: bool(said), timeout=20000)
    assert "Anna.mp4" in said[0]  # which does not say how it was made


@pytest.mark.parametrize("name", ["Berta", "a/b", "..."])
def test_a_name_that_is_taken_or_none_is_refused(
    page: LibraryPage, desktop: Desktop, qtbot: QtBot, videos: Path, name: str
) -> None:
    said: list[str] = []
    desktop.context.events.tell.connect(said.append)
    choose(page, "Anna")
    page.model.setData(page.grid.currentIndex(), name)
    qtbot.waitUntil(lambda: bool(said), timeout=5000)
    assert sorted(path.name for path in videos.iterdir()) == ["Anna.mp4", "Berta.mp4"]


@pytest.mark.skipif(
    os.name != "posix", reason=AllowedSkip.SYSTEM.reason("elsewhere the trash is the user's own")
)
def test_deleted_videos_lie_in_the_trash(
    page: LibraryPage, qtbot: QtBot, videos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    choose(page, "Anna")
    page.tools.trash(page.grid.selected())
    qtbot.waitUntil(lambda: names(page) == ["Berta", "Clara"], timeout=10000)
    assert not (videos / "Anna.mp4").exists()
    assert [path for path in tmp_path.rglob("Anna*") if "rash" in str(path)]
    button(page.window(), "Undo").click()
    qtbot.waitUntil(lambda: names(page) == ["Anna", "Berta", "Clara"], timeout=10000)
    assert (videos / "Anna.mp4").exists()


def test_a_new_name_can_be_taken_back(
    page: LibraryPage, desktop: Desktop, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(page, "Clara")
    (video,) = page.grid.selected()
    page.model.rename_wanted.emit(video, "Cleo")
    qtbot.waitUntil(lambda: names(page) == ["Anna", "Berta", "Cleo"], timeout=10000)
    button(desktop.window, "Undo").click()
    qtbot.waitUntil(lambda: names(page) == ["Anna", "Berta", "Clara"], timeout=10000)
    assert video.job is not None
    job = desktop.context.store.get(video.job.id)
    assert (job.output, job.label) == (tmp_path / "elsewhere" / "Clara.mp4", video.job.label)


def test_search_and_batch_choose_what_is_shown(page: LibraryPage) -> None:
    page.bar.search.setText("ERT")
    assert names(page) == ["Berta"]
    page.bar.search.clear()
    page.bar.batch.setCurrentIndex(page.bar.batch.findData("spring"))
    page.bar.batch.activated.emit(page.bar.batch.currentIndex())
    assert names(page) == ["Clara"]
    assert page.report.isVisible()


def test_the_report_of_a_batch_is_written(
    page: LibraryPage, desktop: Desktop, qtbot: QtBot, tmp_path: Path
) -> None:
    said: list[str] = []
    desktop.context.events.tell.connect(said.append)
    page.bar.batch.setCurrentIndex(page.bar.batch.findData("spring"))
    page.export(tmp_path)
    qtbot.waitUntil(lambda: bool(said), timeout=20000)
    assert "Clara" in (tmp_path / "report-spring.html").read_text(encoding="utf-8")
    assert (tmp_path / "report-spring.csv").is_file()


def test_a_new_video_appears_by_itself(
    page: LibraryPage, desktop: Desktop, qtbot: QtBot, clip: Path, tmp_path: Path
) -> None:
    made = tmp_path / "elsewhere" / "Dora.mp4"
    shutil.copy(clip, made)
    finish(desktop.context.store, made)
    qtbot.waitUntil(lambda: "Dora" in names(page), timeout=10000)


def details_of(page: LibraryPage, qtbot: QtBot, name: str) -> list[str]:
    """The texts in the window that tells about a video."""
    choose(page, name)
    page.tools.buttons["details"].click()
    qtbot.waitUntil(lambda: bool(page.findChildren(VideoDetails)), timeout=30_000)
    window = page.findChildren(VideoDetails)[0]
    texts = [one.text() for one in window.findChildren(QLabel)]
    window.close()
    qtbot.waitUntil(lambda: not page.findChildren(VideoDetails))
    return texts


def test_a_video_tells_how_it_was_made_and_that_it_was_changed(
    page: LibraryPage, qtbot: QtBot, videos: Path, tmp_path: Path, astronaut: Path
) -> None:
    made = film(tmp_path, astronaut, Publisher("Studio 北"), seconds=1.0).path
    shutil.copy(made, videos / "Dora.mp4")
    data = made.read_bytes()
    (videos / "Emil.mp4").write_bytes(data.replace("Studio 北".encode(), "Studio 南".encode()))
    page.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() == 5, timeout=10_000)
    texts = details_of(page, qtbot, "Dora")
    assert {"Generated by AI", "Studio 北", astronaut.name, "Rede 讲话.wav"} <= set(texts)
    assert (
        "Unchanged since it was signed with a certificate that a computer made for itself" in texts
    )
    assert "Not valid" in details_of(page, qtbot, "Emil")
    assert "Not signed" in details_of(page, qtbot, "Anna")


def test_videos_are_dragged_and_copied_as_files(
    page: LibraryPage, videos: Path, qtbot: QtBot
) -> None:
    assert page.grid.dragEnabled()
    choose(page, "Anna")
    index = page.grid.currentIndex()
    assert index.flags() & Qt.ItemFlag.ItemIsDragEnabled
    assert page.model.supportedDragActions() == Qt.DropAction.CopyAction
    dragged = page.model.mimeData([index])
    assert [url.toLocalFile() for url in dragged.urls()] == [str(videos / "Anna.mp4")]
    clipboard = QApplication.clipboard()
    QTest.keyClick(page.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: clipboard.mimeData().hasUrls(), timeout=5000)
    page.tools.copy_path()
    qtbot.waitUntil(lambda: clipboard.text() == str(videos / "Anna.mp4"), timeout=5000)
    clipboard.clear()


def test_the_list_the_order_and_the_filters_are_kept(
    page: LibraryPage, desktop: Desktop, qtbot: QtBot
) -> None:
    page.bar.view.click()
    assert page.grid.is_list
    assert page.grid.dragEnabled()
    page.bar.order.setCurrentIndex(page.bar.order.findData("name"))
    page.bar.order.activated.emit(page.bar.order.currentIndex())
    assert [page.model.entry(row).name for row in range(3)] == ["Anna", "Berta", "Clara"]
    choose(page, "Berta")
    page.tools.tag(page.grid.selected(), ("spring",))
    qtbot.waitUntil(lambda: page.bar.tag.findData("spring") > 0, timeout=20_000)
    page.bar.tag.setCurrentIndex(page.bar.tag.findData("spring"))
    page.bar.tag.activated.emit(1)
    assert names(page) == ["Berta"]
    again = LibraryPage(desktop.context)
    qtbot.addWidget(again)
    again.retranslate()
    assert again.grid.is_list
    assert again.bar.chosen_order.value == "name"
