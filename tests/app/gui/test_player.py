"""The player: seeking by mouse and keys, single frames, volume, speed, the whole screen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("pytestqt")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.gui.shell.main import Desktop
from app.gui.widgets.beside import Beside
from app.gui.widgets.player import Player
from app.gui.widgets.seek_bar import SeekBar
from app.gui.widgets.volume import Volume, volume
from tests.talker.films import film
from tests.talker.media.test_video_frames import write_frames

RATE = 25


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory, astronaut: Path) -> Path:
    """A video of 2.5 s at 25 frames a second; every frame has another brightness."""
    return film(tmp_path_factory.mktemp("film"), astronaut).path


@pytest.fixture
def bar(qtbot: QtBot) -> SeekBar:
    seek_bar = SeekBar()
    seek_bar.setRange(0, 100_000)
    seek_bar.resize(400, 24)
    qtbot.addWidget(seek_bar)
    seek_bar.show()
    return seek_bar


@pytest.fixture
def player(qtbot: QtBot) -> Player:
    shown = Player()
    shown.resize(480, 400)
    qtbot.addWidget(shown)
    shown.show()
    volume().set_level(100)
    return shown


def opened(player: Player, qtbot: QtBot, clip: Path) -> None:
    player.open(clip)
    qtbot.waitUntil(lambda: player.length > 0, timeout=20_000)
    view = player.view
    assert view is not None
    qtbot.waitUntil(lambda: not view.image.isNull(), timeout=20_000)


def sought(bar: SeekBar) -> list[int]:
    asked: list[int] = []
    bar.sought.connect(asked.append)
    return asked


def test_a_click_in_the_groove_goes_there(bar: SeekBar) -> None:
    asked = sought(bar)
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(300, 12))
    assert asked
    assert asked[-1] == pytest.approx(75_000, abs=2000)
    assert bar.value() == asked[-1]


def test_the_handle_is_dragged_from_where_the_click_was(bar: SeekBar) -> None:
    asked = sought(bar)
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(300, 12))
    bar.show_position(0)  # what is played goes on, and the handle stays under the mouse
    QTest.mouseMove(bar, QPoint(200, 12))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(200, 12))
    assert asked[-1] == pytest.approx(50_000, abs=2000)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, 100_000),
        (Qt.Key.Key_Right, 51_000),
        (Qt.Key.Key_PageUp, 55_000),
    ],
)
def test_the_keys_of_a_slider_seek(bar: SeekBar, key: Qt.Key, expected: int) -> None:
    bar.show_position(50_000)
    asked = sought(bar)
    QTest.keyClick(bar, key)
    assert asked == [expected]


def test_what_is_played_does_not_seek(bar: SeekBar) -> None:
    asked = sought(bar)
    bar.show_position(40_000)
    assert asked == []
    assert bar.value() == 40_000


def frame(player: Player) -> int:
    return int(player.seconds * RATE)


def test_single_frames(player: Player, qtbot: QtBot, clip: Path) -> None:
    opened(player, qtbot, clip)
    player.seek(1.01)
    qtbot.waitUntil(lambda: frame(player) == 25)
    for key, expected in ((".", 26), (".", 27), (",", 26)):
        QTest.keyClicks(player, key)
        qtbot.waitUntil(lambda expected=expected: frame(player) == expected)  # type: ignore[misc]
    assert not player.playing


def test_the_ends_are_ends(player: Player, qtbot: QtBot, clip: Path) -> None:
    opened(player, qtbot, clip)
    player.seek(1000)
    qtbot.waitUntil(lambda: player.seconds == pytest.approx(player.length, abs=0.05))
    QTest.keyClick(player, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: player.seconds == 0)


def test_the_next_file_does_not_show_the_length_of_the_last(
    player: Player, qtbot: QtBot, clip: Path, tmp_path: Path
) -> None:
    opened(player, qtbot, clip)
    assert player.length == pytest.approx(2.5, abs=0.1)
    player.open(tmp_path / "not there.mp4")
    assert player.length == 0
    player.open(clip, seconds=2.44)
    assert player.length == 2.44


def test_one_volume_for_all(player: Player, qtbot: QtBot, clip: Path) -> None:
    other = Player()
    qtbot.addWidget(other)
    opened(player, qtbot, clip)
    other.open(clip)
    QTest.keyClick(player, Qt.Key.Key_Down)
    assert volume().level == 95
    assert other._sound is not None
    assert 0 < other._sound.volume() < 0.95  # what one hears is not what one measures
    QTest.keyClick(player, Qt.Key.Key_M)
    assert other._sound.isMuted()
    QTest.keyClick(player, Qt.Key.Key_Up)
    assert not other._sound.isMuted()
    assert volume().level == 100


def test_speed_and_loop_stay_for_the_next_file(player: Player, qtbot: QtBot, clip: Path) -> None:
    twice = next(one for one in player.menu._choices.actions() if one.data() == 2.0)
    twice.trigger()
    player.menu._loop.trigger()
    opened(player, qtbot, clip)
    assert player._media is not None
    assert player._media.playbackRate() == 2.0
    assert player._media.loops() == -1


@pytest.mark.parametrize("leave", [Qt.Key.Key_Escape, Qt.Key.Key_F])
def test_the_whole_screen_and_back(player: Player, qtbot: QtBot, clip: Path, leave: Qt.Key) -> None:
    opened(player, qtbot, clip)
    QTest.keyClick(player, Qt.Key.Key_F)
    screen = player.content.window()
    assert screen.isFullScreen()
    QTest.keyClick(screen, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: player.playing)
    QTest.keyClick(screen, leave)
    assert player.content.window() is player
    assert player.isAncestorOf(player.content)


def test_a_player_that_goes_takes_the_whole_screen_with_it(qtbot: QtBot, clip: Path) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    player = Player()
    QVBoxLayout(page).addWidget(player)
    page.show()
    opened(player, qtbot, clip)
    player.toggle_full_screen()
    screen = player.content.window()
    with qtbot.waitSignal(screen.destroyed):
        player.deleteLater()


def test_the_volume_is_remembered(desktop: Desktop, home: Path) -> None:
    volume().set_level(40)
    desktop.close()
    volume().set_level(100)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    again = Desktop(application, home)
    try:
        assert volume().level == 40
    finally:
        again.close()
        volume().set_level(100)


def test_a_volume_has_bounds() -> None:
    own = Volume()
    own.set_level(140)
    assert own.level == 100
    own.set_level(-3)
    assert own.level == 0


def test_two_videos_are_compared_left_and_right_of_a_line(
    player: Player, qtbot: QtBot, tmp_path: Path
) -> None:
    red, blue = (
        write_frames(tmp_path / f"{name}.mp4", [np.full((96, 128, 3), colour, np.uint8)] * 25)
        for name, colour in (("red", (200, 20, 20)), ("blue", (20, 20, 200)))
    )
    opened(player, qtbot, blue)
    view = player.view
    assert view is not None
    beside = Beside(player)
    beside.show(red)
    middle = view.height() // 2

    def colours() -> list[str]:
        seen = view.grab().toImage()
        shown = (seen.pixelColor(round(seen.width() * at), middle) for at in (0.25, 0.75))
        return ["red" if one.red() > one.blue() else "blue" for one in shown]

    qtbot.waitUntil(lambda: colours() == ["red", "blue"], timeout=20_000)
    view.move_line(1.0)
    assert colours() == ["red", "red"]
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(2, middle))
    assert colours() == ["blue", "blue"]
    assert not player.playing  # the press has moved the line
    player.toggle()
    second = beside._second
    assert second is not None
    playing = second.PlaybackState.PlayingState
    qtbot.waitUntil(lambda: second.playbackState() is playing, timeout=5000)
    beside.show(None)
    view.move_line(1.0)
    assert colours() == ["blue", "blue"]
