"""The page Create with real files, the real preview process, the real queue and a real worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QClipboard, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.gui.pages.create import CreatePage
from app.gui.services.input_files import Kind, sort_files
from app.gui.shell.main import Desktop
from app.queue.job import State
from app.worker.process import WorkerProcess
from talker.media.probe import probe
from talker.options.picture import Mode
from tests.app.gui.doing import button, drop, files_data, show
from tests.talker.sounds import write_clicks

LOOK_MS = 30_000


@pytest.fixture
def page(desktop: Desktop) -> CreatePage:
    return show(desktop, CreatePage)


@pytest.fixture
def clipboard() -> Iterator[QClipboard]:
    """Emptied afterwards: what it holds would outlive Qt."""
    found = QApplication.clipboard()
    yield found
    found.clear()


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    return write_clicks(tmp_path / "hello 你好.wav", 1.2, 16000, at=0.3)


def fill(page: CreatePage, qtbot: QtBot, portrait: Path, speech: Path) -> None:
    drop(page.inputs.portrait.zone, portrait)
    drop(page.inputs.speech.zone, speech)
    qtbot.waitUntil(
        lambda: page.inputs.portrait.ready and page.inputs.speech.ready, timeout=LOOK_MS
    )
    page.form.apply({"size": 128})


def two_faces(astronaut: Path, folder: Path) -> Path:
    one = Image.open(astronaut).convert("RGB")
    both = Image.new("RGB", (1024, 512))
    both.paste(one, (0, 0))
    both.paste(one, (512, 0))
    path = folder / "two.png"
    both.save(path)
    return path


def test_dropped_files_become_a_video_that_a_worker_makes(
    desktop: Desktop, page: CreatePage, qtbot: QtBot, astronaut: Path, speech: Path, home: Path
) -> None:
    assert not button(page, "Render now").isEnabled()
    fill(page, qtbot, astronaut, speech)
    with qtbot.waitSignal(desktop.context.events.work_added, timeout=5000) as added:
        button(page, "Render now").click()
    (job_id,) = added.args[0]
    worker = WorkerProcess("gui-test", lambda _: None, until_empty=True, home=home)
    try:
        with qtbot.waitSignal(page.job_note.ended, timeout=60_000) as ended:
            pass
    finally:
        worker.kill()
        worker.wait(10)
    job = ended.args[0]
    assert (job.id, job.state) == (job_id, State.DONE)
    assert job.output is not None
    assert job.output.parent == home / "videos"
    video = probe(job.output).video
    assert video is not None
    assert video.width == 128
    assert button(page.job_note, "Play").isVisible()
    assert desktop.context.settings.window.recent_speeches == (speech,)


def test_a_second_video_of_the_same_inputs_gets_a_name_of_its_own(
    desktop: Desktop, page: CreatePage, qtbot: QtBot, astronaut: Path, speech: Path
) -> None:
    fill(page, qtbot, astronaut, speech)
    for _ in range(2):
        with qtbot.waitSignal(desktop.context.events.work_added, timeout=5000):
            page.make(urgent=False)
    with qtbot.waitSignal(desktop.context.events.work_added, timeout=5000):
        page.make(urgent=True)
    outputs = [job.request.output for job in desktop.context.store.page()]
    assert [output.name for output in outputs if output is not None] == [
        "astronaut_hello 你好 3.mp4",  # the urgent one comes first
        "astronaut_hello 你好.mp4",
        "astronaut_hello 你好 2.mp4",
    ]


def test_a_preview_plays_about_three_seconds(
    page: CreatePage, qtbot: QtBot, astronaut: Path, demo_speech: Path
) -> None:
    fill(page, qtbot, astronaut, demo_speech)
    button(page, "Preview").click()
    panel = page.preview_panel
    view = panel.player.view
    assert view is not None
    qtbot.waitUntil(lambda: not view.image.isNull(), timeout=60_000)
    assert view.image.width() == 128
    media = panel.player._media
    assert media is not None
    qtbot.waitUntil(lambda: media.duration() > 0)
    assert 2800 <= media.duration() <= 3200
    # A change makes the next one; what is shown stays until it is there, and can be kept.
    first = media.source()
    panel.keep.click()
    page.bar.name.setText("another name")
    page.form.apply({"size": 160})
    assert panel._asked is None
    assert media.source() == first
    qtbot.waitUntil(lambda: media.source() not in (first, QUrl()), timeout=60_000)
    second = media.source()
    panel.compare.click()
    assert media.source() == first
    panel.compare.click()
    assert media.source() == second
    assert (panel.divide.isVisible(), panel.line.isVisible()) == (True, False)
    panel.divide.click()
    panel.line.setValue(20)
    assert (panel.line.isVisible(), view.line) == (True, 0.2)
    panel.divide.click()
    panel.renew.setChecked(False)
    page.form.apply({"size": 128})
    assert not panel._later.isActive()
    button(page, "Close the preview").click()
    assert panel.isHidden()
    page.form.apply({"size": 192})
    assert not panel._later.isActive()


def test_the_right_face_of_two_is_chosen_by_a_click(
    page: CreatePage, qtbot: QtBot, astronaut: Path, tmp_path: Path
) -> None:
    drop(page.inputs.portrait.zone, two_faces(astronaut, tmp_path))
    qtbot.waitUntil(lambda: page.inputs.portrait.answer is not None, timeout=LOOK_MS)
    answer = page.inputs.portrait.answer
    assert answer is not None
    assert [one.code for one in answer.findings][:1] == ["MANY_FACES"]
    other = 1 - (answer.chosen or 0)
    point = page.inputs.portrait.view.place(answer.faces[other]).center().toPoint()
    QTest.mouseClick(
        page.inputs.portrait.view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point
    )
    qtbot.waitUntil(lambda: page.inputs.portrait.answer is not None, timeout=LOOK_MS)
    answer = page.inputs.portrait.answer
    assert answer is not None
    assert answer.chosen == other
    assert page.inputs.portrait.face == other + 1
    cut = answer.cut
    assert cut is not None
    assert (cut.left >= 512) == (other == 1)


def test_another_mode_shows_another_cut(page: CreatePage, qtbot: QtBot, astronaut: Path) -> None:
    drop(page.inputs.portrait.zone, astronaut)
    qtbot.waitUntil(lambda: page.inputs.portrait.answer is not None, timeout=LOOK_MS)
    answer = page.inputs.portrait.answer
    assert answer is not None
    assert answer.cut is not None
    assert answer.cut.width < 300
    button(page.form, "Full").click()
    qtbot.waitUntil(lambda: page.inputs.portrait.answer is not None, timeout=LOOK_MS)
    answer = page.inputs.portrait.answer
    assert answer is not None
    assert answer.cut is not None
    assert answer.cut.width == 512
    assert page.form.options.mode is Mode.FULL


def test_what_stands_in_the_way_is_said_in_plain_words(
    page: CreatePage, qtbot: QtBot, tmp_path: Path
) -> None:
    silent = tmp_path / "silent.wav"
    soundfile.write(silent, np.zeros(16000, np.float32), 16000)
    plain = tmp_path / "plain.png"
    Image.new("RGB", (256, 256), (90, 120, 90)).save(plain)
    drop(page.inputs.portrait.zone, plain)
    drop(page.inputs.speech.zone, silent)
    qtbot.waitUntil(
        lambda: page.inputs.portrait.answer is not None and page.inputs.speech.answer is not None,
        timeout=LOOK_MS,
    )

    def told(begin: str) -> bool:
        labels = page.findChildren(QLabel)
        return any(one.text().startswith(begin) for one in labels if one.isVisible())

    qtbot.waitUntil(lambda: told("No face was found."))
    qtbot.waitUntil(lambda: told("silent.wav is silent."))
    assert not button(page, "Add to queue").isEnabled()
    assert "stands in the way" in button(page, "Add to queue").toolTip()


def test_a_picture_dropped_on_the_wrong_zone_finds_its_own(
    page: CreatePage, astronaut: Path
) -> None:
    drop(page.inputs.speech.zone, astronaut)
    assert page.inputs.portrait.path == astronaut
    assert page.inputs.speech.path is None


def test_many_files_go_to_the_page_batch(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.png", "b.png", "a.wav")]
    assert sort_files(paths, Kind.PORTRAIT).batch == tuple(paths)
    assert sort_files([tmp_path], Kind.PORTRAIT).batch == (tmp_path,)


def test_a_picture_is_pasted(
    page: CreatePage, qtbot: QtBot, astronaut: Path, home: Path, clipboard: QClipboard
) -> None:
    clipboard.setImage(QImage(str(astronaut)))
    page.paste()
    qtbot.waitUntil(lambda: page.inputs.portrait.ready, timeout=LOOK_MS)
    assert page.inputs.portrait.path is not None
    assert page.inputs.portrait.path.parent == home / "pasted"


def test_files_are_pasted(
    page: CreatePage, astronaut: Path, speech: Path, clipboard: QClipboard
) -> None:
    clipboard.setMimeData(files_data([astronaut, speech]))
    page.paste()
    assert (page.inputs.portrait.path, page.inputs.speech.path) == (astronaut, speech)


def test_the_waveform_shows_where_it_is_loud(page: CreatePage, qtbot: QtBot, speech: Path) -> None:
    drop(page.inputs.speech.zone, speech)
    qtbot.waitUntil(lambda: page.inputs.speech.answer is not None, timeout=LOOK_MS)
    bars = page.inputs.speech.view.waveform.bars()
    loudest = bars.index(max(bars)) / len(bars)
    assert loudest == pytest.approx(0.3 / 1.2, abs=0.04)
    assert page.inputs.speech.seconds == pytest.approx(1.2, abs=0.01)


def test_options_that_need_a_missing_model_offer_to_get_it(
    desktop: Desktop, page: CreatePage, qtbot: QtBot, astronaut: Path, speech: Path
) -> None:
    fill(page, qtbot, astronaut, speech)
    with qtbot.waitSignal(page.needs.changed, timeout=LOOK_MS):
        page.form.apply({"enhance": "gfpgan-1.4"})
    assert [need.id for need in page.needs.missing] == ["gfpgan-1.4"]
    assert not button(page, "Render now").isEnabled()
    desktop.context.settings.change_models(offline=True)
    qtbot.wait(100)
    qtbot.waitUntil(lambda: page.needs.isVisible() and bool(page.needs.missing))
    with qtbot.waitSignal(desktop.context.events.get_model) as wish:
        button(page.needs, "Get it").click()
    assert wish.args == ["gfpgan-1.4"]
    assert desktop.window.page.entry.key == "models"


def test_another_video_is_taken_over_with_all_its_options(
    desktop: Desktop, page: CreatePage, qtbot: QtBot, astronaut: Path, speech: Path
) -> None:
    fill(page, qtbot, astronaut, speech)
    page.form.apply({"mode": "full", "pose_style": 7})
    request = page.request
    assert request is not None
    page.inputs.portrait.set_path(None)
    page.form.apply({"mode": "crop", "pose_style": 0})
    desktop.context.events.request_opened.emit(request)
    again = page.request
    assert again is not None
    assert again == request


def test_keys_do_what_the_buttons_do(
    desktop: Desktop, page: CreatePage, qtbot: QtBot, astronaut: Path, speech: Path
) -> None:
    fill(page, qtbot, astronaut, speech)
    control = Qt.KeyboardModifier.ControlModifier
    for held in (control, control | Qt.KeyboardModifier.ShiftModifier):
        with qtbot.waitSignal(desktop.context.events.work_added, timeout=5000):
            QTest.keyClick(page.inputs.portrait.zone, Qt.Key.Key_Return, held)
    assert [job.id for job in desktop.context.store.page()] == [2, 1]
    QTest.keyClick(page, Qt.Key.Key_P, control)
    assert page.preview_panel.isVisible()
    page.preview_panel.leave()
