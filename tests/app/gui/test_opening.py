"""Files that are opened with the program, and programs that ask an open window for something."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app.gui.pages.create import CreatePage
from app.gui.pages.models import ModelsPage
from app.gui.shell.main import Desktop, run
from app.gui.shell.single_instance import _address, ask
from app.gui.shell.start_message import Message
from app.presets import load_preset
from talker.errors import MouthpieceError
from tests.app.gui.doing import show
from tests.conftest import ROOT
from tests.skips import AllowedSkip


def command(home: Path, *arguments: str | Path) -> subprocess.Popen[str]:
    """`mouthpiece` with these arguments, in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "app.cli", *map(str, arguments)],
        env=os.environ | {"MOUTHPIECE_HOME": str(home), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str], qtbot: QtBot) -> str:
    """What it printed; it must end well while our window answers."""
    qtbot.waitUntil(lambda: process.poll() is not None, timeout=30000)
    assert process.returncode == 0
    return process.communicate()[0]


def test_a_second_start_hands_its_files_to_the_open_window(
    desktop: Desktop, qtbot: QtBot, home: Path, astronaut: Path, demo_speech: Path
) -> None:
    page = show(desktop, CreatePage)
    show(desktop, ModelsPage)
    finish(command(home, "gui", astronaut, demo_speech), qtbot)
    qtbot.waitUntil(lambda: page.inputs.speech.path == demo_speech, timeout=5000)
    assert page.inputs.portrait.path == astronaut
    assert desktop.window.page is page


@pytest.mark.parametrize("before", ["maximized", "full", "minimized"])
def test_opening_leaves_the_window_as_large_as_it_was(
    desktop: Desktop, qtbot: QtBot, before: str, astronaut: Path
) -> None:
    window = desktop.window
    if before == "full":
        window.showFullScreen()
    else:
        window.showMaximized()
    if before == "minimized":
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMinimized)
    qtbot.wait(50)
    desktop.conduct.door.files_came.emit([astronaut])
    assert window.isFullScreen() == (before == "full")
    assert window.isMaximized() == (before != "full")
    assert not window.isMinimized()
    desktop.conduct.tray.open_wanted.emit("")
    assert window.isFullScreen() or window.isMaximized()


def test_quit_ends_an_open_window_in_order(desktop: Desktop, qtbot: QtBot, home: Path) -> None:
    ended: list[bool] = []
    desktop.conduct.closing.quit.connect(lambda: ended.append(True))
    assert "closes" in finish(command(home, "quit"), qtbot)
    qtbot.waitUntil(lambda: bool(ended), timeout=5000)


@pytest.mark.usefixtures("qtbot")
def test_a_window_that_cannot_start_says_so_in_a_window(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "queue").mkdir(parents=True)
    (home / "queue" / "queue.sqlite3").write_bytes(b"no database at all" * 100)
    shown: list[str] = []

    def read_and_close() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            shown.append(f"{box.text()}\n{box.informativeText()}")
            box.accept()

    timer = QTimer()
    timer.timeout.connect(read_and_close)
    timer.start(20)
    with pytest.raises(MouthpieceError) as failure:
        run(home)
    timer.stop()
    assert len(shown) == 1
    assert failure.value.message in shown[0]
    assert failure.value.code.value in shown[0]


@pytest.mark.usefixtures("desktop")
def test_the_window_is_called_where_nobody_else_can_be(home: Path) -> None:
    if sys.platform == "win32":
        pytest.skip(AllowedSkip.SYSTEM.reason("pipes are kept apart by user"))
    folder = Path(_address(home)).parent
    assert folder.stat().st_mode & 0o077 == 0
    assert folder.stat().st_uid == os.getuid()


def test_a_folder_that_others_can_enter_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform == "win32":
        pytest.skip(AllowedSkip.SYSTEM.reason("pipes are kept apart by user"))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    theirs = tmp_path / f"mouthpiece-{os.getuid()}"
    theirs.mkdir()
    theirs.chmod(0o777)
    assert _address(tmp_path) == ""
    assert not ask(tmp_path, Message())


def test_quit_says_when_there_is_no_window(tmp_path: Path, qtbot: QtBot) -> None:
    assert "No window" in finish(command(tmp_path, "quit"), qtbot)
    assert not ask(tmp_path, Message())


def test_a_preset_from_elsewhere_joins_the_users_own(
    desktop: Desktop, qtbot: QtBot, home: Path, tmp_path: Path
) -> None:
    page = show(desktop, CreatePage)
    given = tmp_path / "Évening 晚.mppreset"
    given.write_text('description = "Mine"\n[options]\nfps = 30.0\n', encoding="utf-8")
    opening = desktop.conduct.opening
    opening.take([given])
    qtbot.waitUntil(lambda: opening.dialog is not None, timeout=5000)
    assert opening.dialog is not None
    assert "Évening 晚" in opening.dialog.text()
    assert "Mine\nFrames per second: 30.0" in opening.dialog.informativeText()
    assert opening.dialog.textFormat() is Qt.TextFormat.PlainText
    assert not (home / "presets").exists()  # not before it was seen
    opening.dialog.accept()
    qtbot.waitUntil(lambda: page.presets.has("Évening 晚"), timeout=5000)
    assert load_preset("évening 晚", home).options == {"fps": 30.0}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fps = 30", "unknown entry"),
        ("[options]\nspeed = 1", "unknown option"),
        ("[options]\nai_label = 'off'", "label"),
    ],
)
def test_a_preset_that_is_wrong_is_named_and_not_taken(
    desktop: Desktop, qtbot: QtBot, home: Path, tmp_path: Path, text: str, said: str
) -> None:
    given = tmp_path / "wrong.mppreset"
    given.write_text(text, encoding="utf-8")
    with qtbot.waitSignal(desktop.context.events.tell, timeout=5000) as told:
        desktop.conduct.opening.take([given])
    assert said in str(told.args)
    assert not (home / "presets").exists()


def test_a_pack_is_taken_on_the_page_models(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    pack = tmp_path / "models.mppack"
    pack.write_bytes(b"no pack")
    with qtbot.waitSignal(desktop.context.models.failed, timeout=5000):
        desktop.conduct.opening.take([pack])
    assert isinstance(desktop.window.page, ModelsPage)
