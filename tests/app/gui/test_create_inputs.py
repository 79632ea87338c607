"""Clips as portraits, reference videos, and presenters who wait."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDoubleSpinBox, QLabel
from pytestqt.qtbot import QtBot

from app.gui.pages.avatars import AvatarsPage
from app.gui.pages.batch import BatchPage
from app.gui.pages.create import CreatePage
from app.gui.pages.page import Page
from app.gui.services.input_files import Dropped, Kind, sort_files
from app.gui.shell.main import Desktop
from app.queue.job import State
from app.worker.process import WorkerProcess
from talker.media.probe import probe
from talker.options.motion import ReferenceUse
from talker.options.render import RenderRequest
from tests.app.clips import write_clip
from tests.app.gui.doing import button, drop, files_data, show

LOOK_MS = 30_000


@pytest.fixture
def page(desktop: Desktop) -> CreatePage:
    return show(desktop, CreatePage)


@pytest.fixture
def clip(tmp_path: Path, astronaut: Path) -> Path:
    return write_clip(tmp_path / "presenter 演.mp4", astronaut)


def told(page: CreatePage, begin: str) -> bool:
    labels = page.findChildren(QLabel)
    return any(one.text().startswith(begin) for one in labels if one.isVisible())


@pytest.mark.parametrize(
    ("names", "kind", "expected"),
    [
        (["a.mp4"], Kind.PORTRAIT, Dropped(portrait=Path("a.mp4"))),
        (["a.mp4"], Kind.SPEECH, Dropped(speech=Path("a.mp4"))),
        (["a.mp4"], Kind.REFERENCE, Dropped(reference=Path("a.mp4"))),
        (["a.mp4", "b.wav"], Kind.SPEECH, Dropped(Path("a.mp4"), Path("b.wav"))),
        (["a.mp4", "b.png"], Kind.PORTRAIT, Dropped(Path("b.png"), Path("a.mp4"))),
        (["a.png"], Kind.REFERENCE, Dropped(portrait=Path("a.png"))),
        (["a.mp4", "b.mp4"], Kind.PORTRAIT, Dropped(batch=(Path("a.mp4"), Path("b.mp4")))),
    ],
)
def test_a_video_is_what_its_company_and_its_zone_make_of_it(
    names: list[str], kind: Kind, expected: Dropped
) -> None:
    assert sort_files([Path(name) for name in names], kind) == expected


def test_a_clip_on_the_portrait_zone_shows_its_first_frame_and_its_face(
    page: CreatePage, qtbot: QtBot, clip: Path
) -> None:
    portrait = page.inputs.portrait
    drop(portrait.zone, clip)
    qtbot.waitUntil(lambda: portrait.ready, timeout=LOOK_MS)
    assert portrait.path == clip
    answer = portrait.answer
    assert answer is not None
    assert answer.clip
    assert (answer.width, answer.height, len(answer.faces)) == (512, 512, 1)
    qtbot.waitUntil(lambda: told(page, "presenter 演.mp4 is a video: the built-in engine"))
    page.form.apply({"engine": "sadtalker"})
    qtbot.waitUntil(lambda: told(page, "SadTalker follows"), timeout=LOOK_MS)


def test_a_reference_video_is_asked_for_only_where_the_engine_follows_one(
    page: CreatePage, qtbot: QtBot, astronaut: Path, demo_speech: Path, clip: Path
) -> None:
    reference = page.inputs.reference
    assert not reference.isVisible()
    page.form.apply({"engine": "sadtalker"})
    qtbot.waitUntil(reference.isVisible)
    drop(reference.zone, clip)
    drop(page.inputs.portrait.zone, astronaut)
    drop(page.inputs.speech.zone, demo_speech)
    qtbot.waitUntil(lambda: page.ready, timeout=LOOK_MS)
    box = reference.findChild(QComboBox)
    assert box is not None
    box.setCurrentIndex(list(ReferenceUse).index(ReferenceUse.POSE))
    box.activated.emit(box.currentIndex())
    request = page.request
    assert request is not None
    assert (request.reference, request.reference_use) == (clip, ReferenceUse.POSE)
    page.form.apply({"engine": "builtin"})
    assert not reference.isVisible()
    request = page.request
    assert request is not None
    assert request.reference is None


def test_with_a_reference_video_the_best_engine_is_the_one_that_follows_it(
    page: CreatePage, qtbot: QtBot, clip: Path
) -> None:
    page.inputs.reference.set_path(clip)
    qtbot.waitUntil(lambda: page.needs.engine == "sadtalker", timeout=LOOK_MS)
    assert [one.id for one in page.needs.missing] == ["sadtalker-512", "sadtalker-mapping-crop"]
    assert page.inputs.reference.isVisible()


def test_all_missing_models_are_asked_for_with_one_button(
    desktop: Desktop, page: CreatePage, qtbot: QtBot
) -> None:
    desktop.context.settings.change_models(offline=True)
    page.form.apply({"engine": "sadtalker"})
    qtbot.waitUntil(lambda: len(page.needs.missing) == 2, timeout=LOOK_MS)
    wanted: list[str] = []
    desktop.context.events.get_model.connect(wanted.append)
    button(page.needs, "Get them").click()
    assert wanted == ["sadtalker-512", "sadtalker-mapping-crop"]
    activity = desktop.context.models.activity
    qtbot.waitUntil(lambda: all(activity(one) is not None for one in wanted), timeout=LOOK_MS)


def test_what_is_no_video_is_refused_as_a_reference(
    page: CreatePage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.form.apply({"engine": "sadtalker"})
    text = tmp_path / "notes.mp4"
    text.write_text("no video")
    drop(page.inputs.reference.zone, text)
    qtbot.waitUntil(lambda: page.inputs.reference.looked, timeout=LOOK_MS)
    assert not page.inputs.reference.ready
    qtbot.waitUntil(lambda: told(page, "notes.mp4 cannot be read as a video."))


@pytest.mark.slow
def test_a_presenter_waits_without_a_recording(
    desktop: Desktop, page: CreatePage, qtbot: QtBot, astronaut: Path, home: Path
) -> None:
    drop(page.inputs.portrait.zone, astronaut)
    button(page, "No recording").click()
    seconds = page.inputs.speech.findChild(QDoubleSpinBox)
    assert seconds is not None
    seconds.setValue(1.0)
    page.form.apply({"size": 128})
    qtbot.waitUntil(lambda: page.ready, timeout=LOOK_MS)
    with qtbot.waitSignal(desktop.context.events.work_added, timeout=5000):
        button(page, "Render now").click()
    worker = WorkerProcess("gui-test", lambda _: None, until_empty=True, home=home)
    try:
        with qtbot.waitSignal(page.job_note.ended, timeout=60_000) as ended:
            pass
    finally:
        worker.kill()
        worker.wait(10)
    job = ended.args[0]
    assert job.state is State.DONE
    assert job.output.name == "astronaut_idle.mp4"
    assert (job.request.idle, job.speech_seconds) == (1.0, 1.0)
    video = probe(job.output).video
    assert video is not None
    assert video.frame_count == 25
    assert desktop.context.settings.window.recent_speeches == ()


def test_removing_the_wait_asks_for_a_recording_again(page: CreatePage) -> None:
    button(page, "No recording").click()
    assert page.inputs.speech.idle == 10.0
    button(page.inputs.speech, "Remove").click()
    assert page.inputs.speech.idle == 0.0
    assert page.inputs.speech.zone.filled is False


def test_a_video_with_everything_comes_back_as_it_was(
    desktop: Desktop, page: CreatePage, astronaut: Path, clip: Path
) -> None:
    request = RenderRequest.model_validate(
        {
            "portrait": astronaut,
            "idle": 4.5,
            "engine": "sadtalker",
            "reference": clip,
            "reference_use": "all",
            "output": page.bar.output.with_name("astronaut_idle.mp4"),
        }
    )
    desktop.context.events.request_opened.emit(request)
    assert page.request == request


@pytest.mark.parametrize("kind", [CreatePage, BatchPage, AvatarsPage])
def test_files_are_taken_as_copies_whatever_is_proposed(
    desktop: Desktop, kind: type[Page], astronaut: Path
) -> None:
    # Who drags with "move" deletes the file once it was taken.
    page = show(desktop, kind)
    widget = page.inputs.portrait.zone if isinstance(page, CreatePage) else page
    data, actions = files_data([astronaut]), Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 20), actions, data, left, none)
    enter.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(widget, enter)
    assert enter.dropAction() is Qt.DropAction.CopyAction
    event = QDropEvent(QPointF(20, 20), actions, data, left, none)
    event.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(widget, event)
    assert event.isAccepted()
    assert event.dropAction() is Qt.DropAction.CopyAction
