"""How the program behaves as a whole: closing, starting again, what comes after the last video."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.gui.shell.closing import Choice
from app.gui.shell.main import Desktop
from app.jobs.render import KIND as RENDER
from app.queue.job import Job, State
from app.queue.store import JobStore, queue_path
from app.settings.window import Language, WhenDone
from app.worker.supervisor import RunSummary
from talker.progress import Stage
from tests.app.gui.doing import button
from tests.app.queue.work import damage, plain_job, real_job
from tests.waiting import until

OPEN = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
application = QApplication([])
from app.gui.shell.main import Desktop
desktop = Desktop(application, Path(sys.argv[1]))
desktop.open()
application.exec()
"""


OPEN_DAMAGED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
application = QApplication([])
from app.gui.shell.main import Desktop
desktop = Desktop(application, Path(sys.argv[1]))
desktop.open()
def read():
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        print(box.text(), box.informativeText())
        box.accept()
timer = QTimer()
timer.timeout.connect(read)
timer.start(20)
code = application.exec()
desktop.close()
sys.exit(code)
"""


@pytest.fixture
def rendering(desktop: Desktop, qtbot: QtBot, tmp_path: Path, astronaut: Path) -> Job:
    """A long video that is being made."""
    store = desktop.context.store
    (number,) = store.add([real_job(tmp_path, astronaut, "long", 40)])
    desktop.context.events.work_added.emit([number])
    qtbot.waitUntil(lambda: store.get(number).stage is Stage.RENDER, timeout=40000)
    qtbot.waitUntil(lambda: store.get(number).done > 0, timeout=20000)
    return store.get(number)


@pytest.fixture
def quits(desktop: Desktop) -> list[bool]:
    """Filled when the program would end."""
    seen: list[bool] = []
    desktop.conduct.closing.quit.connect(lambda: seen.append(True))
    return seen


def close(desktop: Desktop) -> QMessageBox:
    """Closes the window; the question that comes."""
    desktop.window.close()
    dialog = desktop.conduct.closing.dialog
    assert dialog is not None
    assert desktop.window.isVisible()
    return dialog


def test_without_work_the_window_closes_at_once(desktop: Desktop, quits: list[bool]) -> None:
    desktop.window.close()
    assert quits
    assert desktop.conduct.closing.dialog is None


def test_pausing_keeps_what_is_made_and_ends_the_program(
    desktop: Desktop, qtbot: QtBot, rendering: Job, quits: list[bool]
) -> None:
    dialog = close(desktop)
    button(dialog, "Pause and quit").click()
    qtbot.waitUntil(lambda: bool(quits), timeout=15000)
    job = desktop.context.store.get(rendering.id)
    assert job.state is State.QUEUED
    assert not desktop.context.workers.busy
    assert desktop.context.settings.window.queue_on  # it goes on at the next start


def test_cancelling_gives_the_running_video_up(
    desktop: Desktop, qtbot: QtBot, rendering: Job, quits: list[bool]
) -> None:
    button(close(desktop), "Cancel them and quit").click()
    qtbot.waitUntil(lambda: bool(quits), timeout=15000)
    assert desktop.context.store.get(rendering.id).state is State.CANCELLED


@pytest.mark.slow
def test_whoever_stays_is_not_disturbed(
    desktop: Desktop, qtbot: QtBot, rendering: Job, quits: list[bool]
) -> None:
    button(close(desktop), "Go on working").click()
    qtbot.wait(300)
    assert not quits
    assert desktop.window.isVisible()
    assert desktop.context.store.get(rendering.id).state is State.RUNNING


def test_work_goes_on_in_the_background_without_a_window(
    desktop: Desktop, qtbot: QtBot, rendering: Job, quits: list[bool]
) -> None:
    store = desktop.context.store
    request = RENDER.require(rendering.request)
    (short,) = store.add([real_job(request.speech.parent, request.portrait, "short", 1)])
    store.reorder([short])
    desktop.conduct.closing._has_tray = False
    desktop.window.close()
    desktop.conduct.closing.choose(Choice.BACKGROUND)
    qtbot.waitUntil(lambda: bool(quits), timeout=15000)
    assert not desktop.context.workers.busy
    until(lambda: store.get(rendering.id).state is State.RUNNING)
    store.request_stop(rendering.id, State.CANCELLED)  # enough seen of that one
    until(lambda: store.get(short).state is State.DONE)
    until(lambda: store.counts()[State.RUNNING] == 0)


def test_with_a_tray_the_window_only_hides(
    desktop: Desktop, rendering: Job, quits: list[bool]
) -> None:
    desktop.conduct.closing._has_tray = True
    desktop.window.close()
    desktop.conduct.closing.choose(Choice.BACKGROUND)
    assert desktop.window.isHidden()
    assert not quits
    desktop.conduct.tray.open_wanted.emit("queue")
    assert desktop.window.isVisible()
    assert desktop.window.page.entry.key == "queue"
    assert desktop.context.store.get(rendering.id).state is State.RUNNING


def test_a_window_that_is_killed_loses_nothing(
    home: Path, tmp_path: Path, astronaut: Path, qtbot: QtBot
) -> None:
    from PySide6.QtWidgets import QApplication

    with JobStore(queue_path(home)) as store:
        (number,) = store.add([real_job(tmp_path, astronaut, "tough", 12)])
        window = subprocess.Popen([sys.executable, "-c", OPEN, str(home)], env=os.environ)
        until(lambda: store.get(number).stage is Stage.RENDER)
        window.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
        window.wait()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        again = Desktop(application, home)
        again.open()
        qtbot.waitUntil(lambda: store.get(number).state is State.DONE, timeout=60000)
        again.window.hide()
        again.close()
    assert (tmp_path / "tough.mp4").is_file()


def test_after_the_last_video_the_program_quits_if_it_shall(
    desktop: Desktop, quits: list[bool]
) -> None:
    desktop.context.settings.change_window(when_done=WhenDone.QUIT)
    desktop.context.workers.ended.emit(RunSummary(2, 0, 0, stopped=False))
    dialog = desktop.conduct.afterwards.dialog
    assert dialog is not None
    assert "Mouthpiece quits in 30 seconds." in dialog.text()
    button(dialog, "Quit now").click()
    assert quits


def test_sleep_waits_for_a_word_and_new_work_ends_the_countdown(
    desktop: Desktop, qtbot: QtBot
) -> None:
    slept: list[bool] = []
    afterwards = desktop.conduct.afterwards
    afterwards.sleep_wanted.disconnect()
    afterwards.sleep_wanted.connect(lambda: slept.append(True))
    desktop.context.settings.change_window(when_done=WhenDone.SLEEP)
    desktop.context.workers.ended.emit(RunSummary(2, 0, 0, stopped=False))
    assert afterwards.dialog is not None
    desktop.context.workers.busy_changed.emit(True)
    assert afterwards.dialog is None
    desktop.context.workers.ended.emit(RunSummary(2, 0, 0, stopped=False))
    assert afterwards.dialog is not None
    button(afterwards.dialog, "Stay").click()
    assert not slept
    desktop.context.workers.ended.emit(RunSummary(0, 1, 0, stopped=False))
    afterwards._left = 1
    qtbot.waitUntil(lambda: bool(slept), timeout=4000)


def test_a_finished_queue_is_told_in_words(desktop: Desktop) -> None:
    end_words = desktop.conduct.tray.end_words
    assert end_words(RunSummary(12, 1, 0, stopped=False)) == "12 videos made, 1 failed"
    desktop.context.settings.change_window(language=Language.SIMPLIFIED_CHINESE)
    assert end_words(RunSummary(12, 0, 0, stopped=False)) == "已制作 12 个视频"


def test_a_damaged_queue_is_told_once_the_window_is_there_and_nothing_is_written(
    home: Path,
) -> None:
    path = queue_path(home)
    with JobStore(path) as store:
        store.add([plain_job(f"job {number}") for number in range(400)])
    damage(path)
    before = path.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", OPEN_DAMAGED, str(home)], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert "cannot be used" in done.stdout
    assert "queue repair" in done.stdout
    assert path.read_bytes() == before
