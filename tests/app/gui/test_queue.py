"""The page Queue on the real queue, with a real worker and the built-in engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import soundfile
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.gui.jobs_model import JobsModel
from app.gui.main import Desktop
from app.gui.pages.queue import QueuePage
from app.queue.control import new_job
from app.queue.job import Job, NewJob, State
from talker.media.probe import probe
from talker.request import RenderRequest

Add = Callable[..., int]
_PATIENCE = 60_000


@pytest.fixture
def page(desktop: Desktop) -> QueuePage:
    desktop.window.show_page("queue")
    shown = desktop.window.page
    assert isinstance(shown, QueuePage)
    return shown


@pytest.fixture
def add(desktop: Desktop, tmp_path: Path, astronaut: Path, demo_speech: Path) -> Add:
    """Adds a job for `seconds` of the demo's sentence, and tells the window."""

    def adds(name: str, seconds: float = 0.5, portrait: Path = astronaut) -> int:
        samples, rate = soundfile.read(demo_speech, start=20000)
        speech = tmp_path / f"{name}.wav"
        soundfile.write(speech, samples[: round(seconds * rate)], rate)
        output = tmp_path / f"{name}.mp4"
        request = RenderRequest(portrait=portrait, speech=speech, output=output, size=128)
        job: NewJob = new_job(desktop.context.store, request, label=name)
        (number,) = desktop.context.store.add([job])
        desktop.context.wishes.work_added.emit([number])
        return number

    return adds


def states(page: QueuePage) -> dict[str, State]:
    return {job.label: job.state for job in page.model.jobs}


def test_added_videos_are_made_and_shown(page: QueuePage, add: Add, qtbot: QtBot) -> None:
    add("one")
    add("two")
    qtbot.waitUntil(
        lambda: states(page) == dict.fromkeys(("one", "two"), State.DONE), timeout=_PATIENCE
    )
    for job in page.model.jobs:
        assert job.output is not None
        video = probe(job.output).video
        assert video is not None
        assert video.width == 128


def test_a_failed_video_says_why(page: QueuePage, add: Add, qtbot: QtBot, tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture")
    add("bad", portrait=broken)
    qtbot.waitUntil(lambda: states(page) == {"bad": State.FAILED}, timeout=_PATIENCE)
    page.table.selectRow(0)
    texts = [one.text() for one in page.panel.findChildren(QLabel)]
    assert any("broken.png" in text or "picture" in text for text in texts)


def test_a_running_video_is_cancelled_and_tried_again(
    page: QueuePage, add: Add, qtbot: QtBot
) -> None:
    add("long", seconds=20.0)
    qtbot.waitUntil(lambda: states(page) == {"long": State.RUNNING}, timeout=_PATIENCE)
    page.table.selectRow(0)
    page._cancel.click()
    qtbot.waitUntil(lambda: states(page) == {"long": State.CANCELLED}, timeout=10_000)
    page.table.selectRow(0)
    page._retry.click()
    qtbot.waitUntil(lambda: states(page)["long"] is not State.CANCELLED, timeout=_PATIENCE)


def test_removed_videos_leave_the_list(page: QueuePage, add: Add, qtbot: QtBot) -> None:
    add("gone")
    qtbot.waitUntil(lambda: states(page) == {"gone": State.DONE}, timeout=_PATIENCE)
    output = page.model.job(0).output
    page.table.selectRow(0)
    page._remove.click()
    qtbot.waitUntil(lambda: not states(page), timeout=10_000)
    assert output is not None
    assert output.exists()


def test_rows_keep_their_order_while_they_change() -> None:
    request = RenderRequest(portrait=Path("p.png"), speech=Path("s.wav"))
    jobs = [Job(n, request, State.QUEUED, f"{n}", None, 0, float(n), 0.0, n) for n in range(1, 6)]
    model = JobsModel()
    model.apply(jobs, [])
    model.apply([replace(jobs[3], state=State.RUNNING)], [])
    model.apply([replace(jobs[0], state=State.DONE, ended=1.0)], [2])
    assert [job.id for job in model.jobs] == [4, 3, 5, 1]
