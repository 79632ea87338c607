"""Qt's player and Python's lock: closing a video never makes the window stand still."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pytestqt")

from PySide6.QtCore import QMetaMethod, QObject
from PySide6.QtMultimedia import QAudioOutput

from app.gui.widgets.multimedia import settle
from tests.talker.films import film

CLOSED = 300  # unsettled, the window stood still within 150
CLOSING = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.gui.widgets.player import Player
application = QApplication([])
for number in range(int(sys.argv[2])):
    player = Player()
    player.open(Path(sys.argv[1]), play=True)
    until = time.monotonic() + 0.15 + 0.01 * (number % 7)
    while time.monotonic() < until:
        application.processEvents()
    player.open(None)
    print(number, flush=True)
"""


@pytest.mark.usefixtures("qapp")
def test_python_is_asked_once_for_an_override() -> None:
    asked: list[bool] = []

    class Watched(QAudioOutput):
        pass

    def told(_: QObject, __: QMetaMethod) -> None:
        asked.append(True)

    sound = Watched()
    settle(sound)
    Watched.disconnectNotify = told  # type: ignore[method-assign]
    sound.volumeChanged.connect(lambda _: None)
    sound.volumeChanged.disconnect()
    assert asked == []


@pytest.mark.slow
def test_a_playing_video_is_closed_many_times(tmp_path: Path, astronaut: Path) -> None:
    clip = film(tmp_path, astronaut).path
    done = subprocess.run(
        [sys.executable, "-c", CLOSING, str(clip), str(CLOSED)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=600,
        check=True,
    )
    assert done.stdout.split()[-1] == str(CLOSED - 1)
