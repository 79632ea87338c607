"""The page Queue on the real queue, with real workers."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.gui.jobs.jobs_model import MIME
from app.gui.pages.create import CreatePage
from app.gui.pages.job_facts import JobFacts
from app.gui.pages.queue import QueuePage
from app.gui.shell.main import Desktop
from app.gui.widgets.video_view import VideoView
from app.jobs.kind import JobKind
from app.queue.job import Job, JobError, NewJob, State
from app.queue.live_frames import is_asked, live_frame_path
from app.queue.transitions import Transition
from talker.errors import ErrorCode, MouthpieceError
from talker.options.render import RenderRequest
from talker.progress import Stage
from tests.app.gui.doing import button, drop, show
from tests.app.jobs.fourth_kind import fourth_kind
from tests.app.queue.work import claimed, plain_job, real_job
from tests.waiting import until


@pytest.fixture
def further_kind() -> Iterator[JobKind[Any]]:
    """A kind that no product file knows; ask for it before the window."""
    with fourth_kind() as kind:
        yield kind


@pytest.fixture
def page(desktop: Desktop, qtbot: QtBot) -> QueuePage:
    """The page, with the queue stopped: tests start it when they want to."""
    qtbot.waitUntil(lambda: desktop.context.workers.on, timeout=5000)
    shown = show(desktop, QueuePage)
    shown.switch.click()
    return shown


def job_in(page: QueuePage, row: int = 0) -> Job:
    """The job of a row, once it is read."""
    job = page.model.job(row)
    assert job is not None
    return job


def labels(page: QueuePage) -> list[str]:
    return [job_in(page, row).label for row in range(page.model.rowCount())]


def choose(page: QueuePage, qtbot: QtBot, *rows: int) -> None:
    """Selects rows and waits until panel and buttons have heard of it."""
    page.table.select({job_in(page, row).id for row in rows})
    qtbot.wait(60)


def wait_for_failure(page: QueuePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=5000)
    qtbot.waitUntil(lambda: job_in(page).state is State.FAILED, timeout=5000)


def state(desktop: Desktop, job: int) -> State:
    return desktop.context.store.get(job).state


def fail(desktop: Desktop, job: int, code: ErrorCode, message: str, hint: str = "") -> None:
    store = desktop.context.store
    held = claimed(store)
    assert held.id == job
    error = JobError(code, message, hint)
    assert store.release(held.lease, Transition(State.FAILED, error=error))


def test_what_was_in_the_queue_before_the_page_was_opened_is_there(
    desktop: Desktop, qtbot: QtBot
) -> None:
    store, feed = desktop.context.store, desktop.context.jobs
    qtbot.waitUntil(lambda: desktop.context.workers.on, timeout=5000)
    desktop.context.workers.stop()
    store.add([plain_job(name, portrait=f"{name}.png") for name in "abc"])
    first = store.page([State.QUEUED])[0].id
    fail(desktop, first, ErrorCode.NO_FACE, "No face.")
    qtbot.waitUntil(lambda: sum(feed.outlook.counts.values()) == 3, timeout=5000)
    qtbot.wait(400)  # the feed has told everything that it knows
    page = show(desktop, QueuePage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3, timeout=5000)
    assert labels(page) == ["b", "c", "a"]


def test_following_the_queue_opens_its_file_once(
    page: QueuePage, desktop: Desktop, qtbot: QtBot
) -> None:
    # Qt gives the feed's thread another Python state at each of its turns.
    store = desktop.context.store
    for number in range(10):
        store.add([plain_job(f"{number}")])
        desktop.context.jobs.refresh()
        qtbot.waitUntil(lambda: page.model.rowCount() == number + 1, timeout=5000)  # noqa: B023
    opened = [file.path for file in psutil.Process().open_files()]
    assert opened.count(str(store.path)) <= 3


def test_the_feed_goes_on_after_an_error_that_nobody_expected(
    desktop: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, feed = desktop.context.store, desktop.context.jobs
    desktop.context.workers.stop()
    told: list[MouthpieceError] = []
    feed.failed.connect(told.append)

    def broken(*_: object) -> None:
        monkeypatch.undo()  # once
        raise KeyError("a column")

    monkeypatch.setattr("app.gui.services.jobs_feed._RETRY_MS", 50)
    monkeypatch.setattr(store, "revision", broken)
    qtbot.waitUntil(lambda: bool(told), timeout=5000)
    assert told[0].code is ErrorCode.QUEUE_UNUSABLE
    store.add([plain_job()])
    qtbot.waitUntil(lambda: feed.outlook.counts[State.QUEUED] == 1, timeout=5000)


@pytest.mark.slow
def test_dropped_files_become_a_video_that_the_panel_plays(
    desktop: Desktop, qtbot: QtBot, tmp_path: Path, astronaut: Path
) -> None:
    real_job(tmp_path, astronaut, "words", 1.2)  # writes the recording
    desktop.context.settings.change_window(output_folder=tmp_path / "videos")
    create = show(desktop, CreatePage)
    drop(create.inputs.portrait.zone, astronaut)
    drop(create.inputs.speech.zone, tmp_path / "words.wav")
    qtbot.waitUntil(
        lambda: create.inputs.portrait.ready and create.inputs.speech.ready, timeout=20000
    )
    create.form.apply({"size": 128})
    page = show(desktop, QueuePage)
    create.make(urgent=False)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=5000)
    qtbot.waitUntil(lambda: job_in(page).state is State.DONE, timeout=60000)
    video = job_in(page).output
    assert video is not None
    assert video.is_file()
    choose(page, qtbot, 0)
    assert page.panel.isVisible()
    view = page.panel.player.view
    assert view is not None
    qtbot.waitUntil(lambda: not view.image.isNull(), timeout=20000)
    page.panel.player.toggle()
    qtbot.waitUntil(lambda: page.panel.player.seconds > 0.2, timeout=10000)


@pytest.mark.slow
def test_a_running_video_is_cancelled_at_a_click(
    page: QueuePage, desktop: Desktop, qtbot: QtBot, tmp_path: Path, astronaut: Path
) -> None:
    (job,) = desktop.context.store.add([real_job(tmp_path, astronaut, "long", 20)])
    page.switch.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=5000)
    qtbot.waitUntil(lambda: job_in(page).stage is Stage.RENDER, timeout=40000)
    choose(page, qtbot, 0)
    page.tools.buttons["cancel"].click()
    qtbot.waitUntil(lambda: job_in(page).state is State.CANCELLED, timeout=5000)
    assert state(desktop, job) is State.CANCELLED
    assert not (tmp_path / "long.mp4").exists()


@pytest.mark.slow
def test_a_killed_worker_is_replaced_and_the_video_is_made(
    page: QueuePage, desktop: Desktop, qtbot: QtBot, tmp_path: Path, astronaut: Path
) -> None:
    desktop.context.store.add([real_job(tmp_path, astronaut, "tough", 12)])
    page.switch.click()
    qtbot.waitUntil(
        lambda: page.model.rowCount() == 1 and job_in(page).stage is Stage.RENDER,
        timeout=40000,
    )
    for pid in desktop.context.workers.pids:
        psutil.Process(pid).kill()
    qtbot.waitUntil(lambda: job_in(page).state is State.DONE, timeout=60000)
    assert job_in(page).attempts == 2
    assert (tmp_path / "tough.mp4").is_file()


def test_waiting_videos_pause_and_resume(page: QueuePage, desktop: Desktop, qtbot: QtBot) -> None:
    ids = desktop.context.store.add([plain_job(name) for name in "abc"])
    desktop.context.jobs.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() == 3, timeout=5000)
    choose(page, qtbot, 0, 1)
    page.tools.buttons["pause"].click()
    qtbot.waitUntil(lambda: state(desktop, ids[1]) is State.PAUSED, timeout=5000)
    assert state(desktop, ids[2]) is State.QUEUED
    qtbot.waitUntil(lambda: page.tools.buttons["resume"].isEnabled(), timeout=5000)
    assert page.table.selected().ids == ids[:2]
    page.tools.buttons["resume"].click()
    qtbot.waitUntil(lambda: state(desktop, ids[0]) is State.QUEUED, timeout=5000)


def test_rows_are_dragged_into_another_order(
    page: QueuePage, desktop: Desktop, qtbot: QtBot
) -> None:
    desktop.context.store.add([plain_job(name) for name in "abcd"])
    desktop.context.jobs.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() == 4, timeout=5000)
    data = page.model.mimeData([page.model.index(3, 0), page.model.index(2, 0)])
    assert data.hasFormat(MIME)
    _drop_before(page, data, 1)
    qtbot.waitUntil(lambda: labels(page) == ["a", "c", "d", "b"], timeout=5000)
    page.table.select({job_in(page).id})
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: labels(page) == ["c", "a", "d", "b"], timeout=5000)
    QTest.keyClick(page.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: labels(page) == ["a", "c", "d", "b"], timeout=5000)


def _drop_before(page: QueuePage, data: QMimeData, row: int) -> None:
    """Lets go at the upper edge of a row."""
    place = page.table.visualRect(page.model.index(row, 0)).topLeft() + QPoint(20, 1)
    view = page.table.viewport()
    move, none = Qt.DropAction.MoveAction, Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    QApplication.sendEvent(view, QDragEnterEvent(place, move, data, left, none))
    # A drop from outside the view: inside one, Qt looks for the drag's own source.
    assert page.model.canDropMimeData(data, move, row, 0, QModelIndex())
    event = QDropEvent(QPointF(place), move, data, left, none)
    page.model.dropMimeData(data, move, row, 0, QModelIndex())
    event.accept()


def test_a_failed_video_says_why_and_offers_a_way_out(
    page: QueuePage, desktop: Desktop, qtbot: QtBot
) -> None:
    (job,) = desktop.context.store.add([plain_job("bad")])
    fail(desktop, job, ErrorCode.OPTION_INVALID, "The size is too large.", "Take a smaller one.")
    desktop.context.jobs.refresh()
    wait_for_failure(page, qtbot)
    choose(page, qtbot, 0)
    said = [label.text() for label in page.panel.findChildren(QLabel)]
    assert any("The size is too large" in text for text in said)
    button(page.panel, "Change and make again").click()
    create = desktop.window.page
    assert isinstance(create, CreatePage)
    assert create.inputs.portrait.path == Path("p.png").absolute()


def test_a_missing_model_is_fetched_from_the_panel(
    page: QueuePage, desktop: Desktop, qtbot: QtBot
) -> None:
    (job,) = desktop.context.store.add([plain_job("bad")])
    hint = "Get it with: mouthpiece models get gfpgan-1.4   (in the window: Models)"
    fail(desktop, job, ErrorCode.MODEL_MISSING, "The model is not installed.", hint)
    desktop.context.jobs.refresh()
    wait_for_failure(page, qtbot)
    choose(page, qtbot, 0)
    show_models: list[str] = []
    desktop.context.events.get_model.connect(show_models.append)
    desktop.context.settings.change_models(offline=True)
    button(page.panel, "Get the model").click()
    assert desktop.window.page.entry.key == "models"
    assert show_models == ["gfpgan-1.4"]


def test_another_try_is_given_to_what_failed(
    page: QueuePage, desktop: Desktop, qtbot: QtBot
) -> None:
    (job,) = desktop.context.store.add([plain_job("bad")])
    fail(desktop, job, ErrorCode.WORKER_DIED, "It died.")
    desktop.context.jobs.refresh()
    wait_for_failure(page, qtbot)
    choose(page, qtbot, 0)
    button(page.panel, "Try again").click()
    qtbot.waitUntil(lambda: state(desktop, job) is State.QUEUED, timeout=5000)


def test_groups_and_search_choose_what_is_shown(
    page: QueuePage, desktop: Desktop, qtbot: QtBot
) -> None:
    store = desktop.context.store
    ids = store.add([plain_job(name) for name in ("anna", "berta", "anton")])
    store.request_stop(ids[1], State.CANCELLED)
    desktop.context.jobs.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() == 3, timeout=5000)
    qtbot.waitUntil(lambda: labels(page) == ["anna", "anton", "berta"], timeout=5000)
    page.filter.choose(5)  # the cancelled ones, of which there are some
    qtbot.waitUntil(lambda: labels(page) == ["berta"], timeout=2000)
    page.filter.choose(0)
    QTest.keyClicks(page.filter.search, "ANT")
    qtbot.waitUntil(lambda: labels(page) == ["anton"], timeout=2000)


def test_removed_jobs_leave_the_table(page: QueuePage, desktop: Desktop, qtbot: QtBot) -> None:
    store = desktop.context.store
    ids = store.add([plain_job(name) for name in "abcde"])
    desktop.context.jobs.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() == 5, timeout=5000)
    for one in (ids[0], ids[2], ids[4]):
        store.request_stop(one, State.CANCELLED)
    desktop.context.job_actions.clear({State.CANCELLED})
    qtbot.waitUntil(lambda: labels(page) == ["b", "d"], timeout=5000)


@pytest.mark.slow
def test_five_thousand_jobs_that_are_being_worked_off_never_hold_up_the_window(
    page: QueuePage, desktop: Desktop, home: Path
) -> None:
    store = desktop.context.store
    store.add([NewJob(_request(number), f"video {number:04}") for number in range(5000)])
    slowest = 0.0

    def turn_until(reached: Callable[[], bool]) -> bool:
        # Its own work: what other programs take of the computer must not make the test fail.
        nonlocal slowest
        began = time.thread_time()
        QApplication.processEvents()
        slowest = max(slowest, time.thread_time() - began)
        return reached()

    command = [sys.executable, "-m", "app.bench.gui_child", str(home), "0.01"]
    with subprocess.Popen(command) as worker:
        try:
            desktop.context.jobs.refresh()
            until(lambda: turn_until(lambda: page.model.rowCount() == 5000))
            until(lambda: turn_until(lambda: store.counts()[State.DONE] > 3))
            bar = page.table.verticalScrollBar()
            for step in range(60):
                bar.setValue(bar.maximum() * (step + 1) // 60)
                turn_until(lambda: True)
                time.sleep(0.01)
        finally:
            worker.kill()
    assert bar.value() > 0.9 * bar.maximum()
    assert page.table.indexAt(QPoint(20, 20)).row() > 4000
    assert slowest < 0.05


def _request(number: int) -> RenderRequest:
    return RenderRequest(
        portrait=Path(f"/p/{number % 7}.png"),
        speech=Path(f"/s/{number}.wav"),
        output=Path(f"/v/{number}.mp4"),
    )


def test_a_job_of_a_further_kind_is_listed_and_shown(
    further_kind: JobKind[Any], page: QueuePage, desktop: Desktop, qtbot: QtBot, tmp_path: Path
) -> None:
    request = further_kind.request_type(file=tmp_path / "a.bin", output=tmp_path / "sum.txt")
    desktop.context.store.add([NewJob(request)])
    desktop.context.jobs.refresh()
    qtbot.waitUntil(lambda: labels(page) == ["sum"], timeout=5000)
    choose(page, qtbot, 0)
    texts = [shown.text().replace("\u200b", "") for shown in page.panel.findChildren(QLabel)]
    assert "Output" in texts
    assert "sum.txt" in texts
    assert not page.tools.buttons["again"].isEnabled()
    assert page.tools.buttons["cancel"].isEnabled()


def test_removing_and_cancelling_can_be_taken_back(
    desktop: Desktop, page: QueuePage, qtbot: QtBot
) -> None:
    store = desktop.context.store
    first, second = store.add([plain_job("first"), plain_job("second")])
    desktop.context.jobs.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() == 2, timeout=5000)
    cancelled: list[list[int]] = []
    desktop.context.job_actions.cancelled.connect(cancelled.append)
    wanted = [first]
    desktop.context.job_actions.cancel(wanted)
    qtbot.waitUntil(lambda: state(desktop, first) is State.CANCELLED, timeout=5000)
    qtbot.waitUntil(lambda: bool(cancelled), timeout=5000)
    assert cancelled[0] is wanted  # of a hundred thousand jobs no list is copied
    button(desktop.window, "Undo").click()
    qtbot.waitUntil(lambda: state(desktop, first) is State.QUEUED, timeout=5000)
    desktop.context.job_actions.remove([first, second])
    qtbot.waitUntil(lambda: page.model.rowCount() == 0, timeout=5000)
    button(desktop.window, "Undo").click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 2, timeout=5000)
    assert labels(page) == ["first", "second"]


@pytest.mark.usefixtures("page")
def test_a_running_video_that_was_cancelled_waits_again_once_its_worker_has_let_go(
    desktop: Desktop, qtbot: QtBot
) -> None:
    store = desktop.context.store
    (job,) = store.add([plain_job("first")])
    held = claimed(store)
    desktop.context.job_actions.cancel([job])
    qtbot.waitUntil(lambda: store.desired_state(held.lease) is State.CANCELLED, timeout=5000)
    button(desktop.window, "Undo").click()
    assert store.release(held.lease, Transition(State.CANCELLED))
    desktop.context.jobs.refresh()
    qtbot.waitUntil(lambda: state(desktop, job) is State.QUEUED, timeout=5000)


def test_the_panel_shows_the_newest_frame_of_a_running_job_while_it_is_seen(
    page: QueuePage, desktop: Desktop, qtbot: QtBot
) -> None:
    home = desktop.context.home
    (job,) = desktop.context.store.add([plain_job("a")])
    lease = claimed(desktop.context.store).lease
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=5000)
    qtbot.waitUntil(lambda: job_in(page).state is State.RUNNING, timeout=5000)
    choose(page, qtbot, 0)
    qtbot.waitUntil(lambda: is_asked(job, home), timeout=5000)
    assert live_picture(page).isNull()
    frame = QImage(64, 36, QImage.Format.Format_RGB888)
    frame.fill(0x336699)
    assert frame.save(str(live_frame_path(job, home)))
    qtbot.waitUntil(lambda: live_picture(page).width() == 64, timeout=5000)
    assert desktop.context.store.release(lease, Transition(State.CANCELLED))
    qtbot.waitUntil(lambda: job_in(page).state is State.CANCELLED, timeout=5000)
    qtbot.waitUntil(lambda: live_picture(page).isNull(), timeout=5000)
    qtbot.waitUntil(lambda: not list((home / "live").iterdir()), timeout=5000)


def live_picture(page: QueuePage) -> QImage:
    (view,) = (one for one in page.panel.findChildren(VideoView) if one.isVisibleTo(page.panel))
    return view.image


def test_facts_of_a_job_stay_while_it_is_made(desktop: Desktop, qtbot: QtBot) -> None:
    store = desktop.context.store
    (number,) = store.add([plain_job("anna")])
    job, facts = store.get(number), JobFacts()
    qtbot.addWidget(facts)
    facts.show_job(job)
    before = facts.findChildren(QLabel)
    facts.show_job(replace(job, attempts=2, engine="builtin"))
    after = facts.findChildren(QLabel)
    assert set(before) < set(after)  # none was made anew, so none flickers
    words = [one.text() for one in after]
    assert any("Built" in one for one in words)
    assert "Attempts" in words
    facts.show_job(job)
    assert facts.findChildren(QLabel) == before


def test_what_went_wrong_is_in_sight_in_a_small_window(desktop: Desktop) -> None:
    panel = show(desktop, QueuePage).panel
    for height, most in ((560, 0.45), (740, 0.5)):
        desktop.window.resize(880, height)
        panel.show()
        QApplication.processEvents()
        assert 0 < panel._views.height() < most * panel.height()
