"""How long things will take is said before and while one waits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.gui.pages.create import CreatePage
from app.gui.shell.main import Desktop
from app.jobs.kind import Outcome
from app.jobs.render import KIND as RENDER
from app.queue.job import JobError, State
from app.queue.transitions import Transition
from app.settings.window import Language
from talker.errors import ErrorCode
from talker.options.render import RenderRequest
from talker.progress import Stage
from tests.app.gui.doing import show
from tests.app.queue.work import claimed, plain_job

LENGTH = 10.0


def make_one(desktop: Desktop) -> None:
    """A video of ten seconds that took half a minute."""
    desktop.context.workers.stop()
    store = desktop.context.store
    store.add([replace(plain_job("before"), speech_seconds=LENGTH)])
    job = claimed(store)
    timings = {Stage.PREFLIGHT: 2.0, Stage.RENDER: 28.0}
    outcome = Outcome(Path("before.mp4"), 250, 0, "builtin", "cpu", timings, ())
    assert store.release(job.lease, Transition(State.DONE, outcome=outcome))


def words(page: CreatePage) -> str:
    return " ".join(one.text() for one in page.job_note.findChildren(QLabel) if one.isVisible())


def test_the_work_is_estimated_from_what_this_computer_has_made(
    desktop: Desktop, qtbot: QtBot
) -> None:
    page = show(desktop, CreatePage)
    request = RENDER.require(plain_job("next").request)
    page.estimate.show_request(request, LENGTH)
    assert not page.estimate.isVisible()  # nothing was ever made here
    make_one(desktop)
    desktop.context.jobs.refresh()
    qtbot.waitUntil(page.estimate.isVisible, timeout=20_000)
    assert page.estimate.text() == "10 s of video: about 30 s of work on this computer"
    page.estimate.show_request(request, 2 * LENGTH)
    assert "about 58 s" in page.estimate.text()
    page.estimate.show_request(None, None)
    assert not page.estimate.isVisible()


def test_a_failure_is_told_in_the_words_of_the_window_beside_small_buttons(
    desktop: Desktop, qtbot: QtBot
) -> None:
    desktop.context.workers.stop()
    page, store = show(desktop, CreatePage), desktop.context.store
    (number,) = store.add([plain_job("no room")])
    error = JobError(ErrorCode.DISK_FULL, "No room on C:.", "Free some.", "")
    assert store.release(claimed(store).lease, Transition(State.FAILED, error=error))
    desktop.context.settings.change_window(language=Language.SIMPLIFIED_CHINESE)
    page.job_note.follow(number)
    qtbot.waitUntil(lambda: "磁盘" in words(page), timeout=20_000)
    assert "Free some" not in words(page)
    for button in page.job_note.findChildren(QPushButton):
        assert not button.isVisible() or button.width() <= button.sizeHint().width()


def test_who_waits_hears_how_many_are_before_it_and_when_it_begins(
    desktop: Desktop, qtbot: QtBot
) -> None:
    make_one(desktop)
    context = desktop.context
    jobs = [replace(plain_job(name), speech_seconds=LENGTH) for name in ("one", "two", "last")]
    ids = context.store.add(jobs)
    context.jobs.refresh()
    qtbot.waitUntil(lambda: context.jobs.outlook.paces is not None, timeout=20_000)
    page = show(desktop, CreatePage)
    context.workers.stop()
    page.job_note.follow(ids[2])
    qtbot.waitUntil(lambda: "until the queue is started" in words(page), timeout=10_000)
    ahead = context.store.load(before=ids[2])
    assert sum(load.jobs for load in ahead) == 2
    assert sum(load.jobs for load in context.store.load(before=ids[0])) == 0
    context.store.reorder(ids[2:], ids[0])
    assert not context.store.load(before=ids[2])


def test_the_words_of_waiting_name_the_number_and_the_time(desktop: Desktop, qtbot: QtBot) -> None:
    make_one(desktop)
    context = desktop.context
    ids = context.store.add(
        [replace(plain_job(name), speech_seconds=LENGTH) for name in ("one", "two", "last")]
    )
    context.jobs.refresh()
    qtbot.waitUntil(lambda: context.jobs.outlook.paces is not None, timeout=20_000)
    page = show(desktop, CreatePage)
    page.job_note.follow(ids[2])
    qtbot.waitUntil(lambda: page.job_note._ahead is not None, timeout=10_000)
    context.workers._on = True  # none is started: these videos are only to wait
    page.job_note.retranslate()
    context.workers._on = False
    assert "2 videos are made before it. It begins in about 1 min 0 s." in words(page)
    assert isinstance(context.store.get(ids[2]).request, RenderRequest)
