"""Plays a video or a recording inside a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.theme import GRID
from app.gui.widgets.basic import IconButton, label, spaced
from app.gui.widgets.full_screen import FullScreen
from app.gui.widgets.multimedia import settle
from app.gui.widgets.player_menu import PlayerMenu
from app.gui.widgets.seek_bar import SeekBar
from app.gui.widgets.translated import Translated
from app.gui.widgets.video_view import VideoView
from app.gui.widgets.volume import volume

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoSink

_STEP = 2.0
_USUAL_RATE = 25.0  # of a video that does not tell its own
_LOUDER = 5


class Player(Translated, QWidget):
    """A view, a play button, a position, the sound, and a menu for speed, loop and single frames.

    Keys: Space plays and pauses, left and right go two seconds, comma and full stop a frame, Home
    and End to the ends, up and down change the volume, M silences, F fills the screen. Qt's
    multimedia parts are loaded by the first file; where they are missing `failed` tells.
    """

    failed = Signal(str)
    moved = Signal(float)  # seconds
    ended = Signal()  # what was played is over
    playing_changed = Signal(bool)

    def __init__(self, *, picture: bool = True, loop: bool = False) -> None:
        super().__init__()
        self._offered: Path | None = None
        self._known_length = 0  # ms; what a file says of itself can be an estimate
        self._media: QMediaPlayer | None = None
        self._sound: QAudioOutput | None = None
        self._sink: QVideoSink | None = None
        self.view = VideoView() if picture else None
        self.content = QWidget()
        self._column = spaced(QVBoxLayout(self), 0)
        self.menu = PlayerMenu(self, loop=loop, picture=picture)
        self._play = IconButton("play")
        self._where = SeekBar()
        self._time = label("faint")
        self._mute = IconButton("volume")
        self._more = IconButton("dots")
        self._screen = IconButton("screen")
        self._full: FullScreen | None = None
        self._build()

    @property
    def playing(self) -> bool:
        """Whether the file is being played."""
        media = self._media
        return media is not None and media.playbackState() is media.PlaybackState.PlayingState

    @property
    def seconds(self) -> float:
        """The position, in seconds."""
        return 0.0 if self._media is None else self._media.position() / 1000

    @property
    def length(self) -> float:
        """How long the file is, in seconds; 0 where that is not known yet."""
        told = 0 if self._media is None else self._media.duration()
        return (self._known_length or told) / 1000

    def open(self, path: Path | None, *, play: bool = False, seconds: float = 0.0) -> None:
        """Shows a file, paused at its beginning unless `play`; None lets go of it.

        `seconds` is its length where that is known better than a player guesses it.
        """
        self._offered = None
        self._known_length = round(seconds * 1000)
        if path is None:
            if self._media is not None:
                self._media.stop()
                self._media.setSource(QUrl())
            if self.view is not None:
                self.view.show_image(QImage())
            self._show_length()
            return
        media = self._loaded()
        if media is None:
            return
        media.setSource(QUrl())  # its length and its place are not those of the next one
        self._show_length()
        media.setSource(QUrl.fromLocalFile(str(path)))
        media.play() if play else media.pause()

    def offer(self, path: Path, image: QImage) -> None:
        """Shows a picture of a file that is only opened when the user plays it."""
        self.open(None)
        self._offered = path
        if self.view is not None:
            self.view.show_image(image)

    def toggle(self) -> None:
        """Plays or pauses."""
        if self._offered is not None:
            self.open(self._offered, play=True)
        elif self._media is not None:
            self._media.pause() if self.playing else self._media.play()

    def seek(self, seconds: float) -> None:
        """Goes to a position, in seconds; beyond the end is the end."""
        if self._media is not None:
            last = round(self.length * 1000) or self._media.duration()
            self._media.setPosition(min(max(0, round(seconds * 1000)), last))

    def step(self, frames: int) -> None:
        """Pauses, and goes so many frames on or back."""
        if self._media is None or self.view is None:
            return
        self._media.pause()
        told = self._media.metaData().value(self._media.metaData().Key.VideoFrameRate)
        rate = float(told) if told else _USUAL_RATE
        # The middle of a frame: positions are whole milliseconds, and the edge belongs to both.
        self.seek((int(self.seconds * rate + 1e-3) + frames + 0.5) / rate)

    def set_speed(self, factor: float) -> None:
        """Plays so many times as fast; voices keep their pitch where the system can do that."""
        if self._media is not None:
            self._media.setPlaybackRate(factor)

    def set_loop(self, on: bool) -> None:
        """Whether the end is followed by the beginning."""
        if self._media is not None:
            self._media.setLoops(-1 if on else 1)

    def toggle_full_screen(self) -> None:
        """Fills the screen, or goes back."""
        if self._full is not None:
            self._full.close()
        elif self.view is not None:
            self._full = FullScreen(self, self.content)
            self._full.left.connect(self._back)

    @override
    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Player"))
        self._play.say(self.tr("Pause") if self.playing else self.tr("Play"))
        self._where.setAccessibleName(self.tr("Position"))
        self._where.setToolTip(self.tr("Position"))
        self._mute.say(self.tr("Sound on") if volume().muted else self.tr("Sound off"))
        self._more.say(self.tr("Speed, loop, volume"))
        self._screen.say(self.tr("Full screen"))
        self.menu.retranslate()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._keys().get(Qt.Key(event.key()))
        if act is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            act()

    def _keys(self) -> dict[Qt.Key, Callable[[], None]]:
        return {
            Qt.Key.Key_Space: self.toggle,
            Qt.Key.Key_Left: lambda: self.seek(self.seconds - _STEP),
            Qt.Key.Key_Right: lambda: self.seek(self.seconds + _STEP),
            Qt.Key.Key_Comma: lambda: self.step(-1),
            Qt.Key.Key_Period: lambda: self.step(1),
            Qt.Key.Key_Home: lambda: self.seek(0),
            Qt.Key.Key_End: lambda: self.seek(self.length),
            Qt.Key.Key_Up: lambda: volume().set_level(volume().level + _LOUDER),
            Qt.Key.Key_Down: lambda: volume().set_level(volume().level - _LOUDER),
            Qt.Key.Key_M: lambda: volume().set_muted(not volume().muted),
            Qt.Key.Key_F: self.toggle_full_screen,
        }

    def _build(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._play.clicked.connect(self.toggle)
        self._where.sought.connect(lambda position: self.seek(position / 1000))
        self._mute.clicked.connect(lambda: volume().set_muted(not volume().muted))
        self._more.setMenu(self.menu)
        self.menu.speed_changed.connect(self.set_speed)
        self.menu.loop_changed.connect(self.set_loop)
        self.menu.stepped.connect(self.step)
        self._more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self._screen.clicked.connect(self.toggle_full_screen)
        volume().changed.connect(self._show_volume)
        column = spaced(QVBoxLayout(self.content), 0, GRID // 2)
        row = spaced(QHBoxLayout(), 0, GRID // 2)
        if self.view is not None:
            self.view.clicked.connect(self.toggle)
            self.view.double_clicked.connect(self._screen.click)
            self.view.double_clicked.connect(self.toggle)  # its first click has toggled already
            column.addWidget(self.view, 1)
        row.addWidget(self._play)
        row.addWidget(self._where, 1)
        for widget in (self._time, self._mute, self._more, self._screen):
            row.addWidget(widget)
        if self.view is None:
            self._screen.hide()
        column.addLayout(row)
        self._column.addWidget(self.content)
        self._show_length()
        self._show_volume()

    def _loaded(self) -> QMediaPlayer | None:
        if self._media is None:
            try:
                from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoSink
            except ImportError as error:  # a system library that Qt's player needs
                self.failed.emit(str(error))
                return None
            self._media = media = QMediaPlayer(self)
            self._sound = QAudioOutput(self)
            settle(media, self._sound)
            media.setAudioOutput(self._sound)
            if self.view is not None:
                self._sink = QVideoSink(self)
                settle(self._sink)
                self._sink.videoFrameChanged.connect(self.view.show_frame)
                media.setVideoSink(self._sink)
            self.set_loop(self.menu.loop)
            self.set_speed(self.menu.speed)
            media.durationChanged.connect(self._show_length)
            media.positionChanged.connect(self._show_time)
            media.mediaStatusChanged.connect(self._status_changed)
            media.playbackStateChanged.connect(self._state_changed)
            media.errorOccurred.connect(lambda _, text: self.failed.emit(text))
            self._show_volume()
        return self._media

    def _back(self) -> None:
        self._full = None
        self._column.addWidget(self.content)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_length(self) -> None:
        self._where.setRange(0, round(self.length * 1000))
        self._show_time(0 if self._media is None else self._media.position())

    def _state_changed(self) -> None:
        self._play.set_icon_name("pause" if self.playing else "play")
        self.retranslate()
        self.playing_changed.emit(self.playing)

    def _status_changed(self, status: QMediaPlayer.MediaStatus) -> None:
        if status is status.EndOfMedia:
            self.ended.emit()

    def _show_volume(self) -> None:
        if self._sound is not None:
            from PySide6.QtMultimedia import QAudio

            heard = QAudio.VolumeScale.LogarithmicVolumeScale
            physical = QAudio.VolumeScale.LinearVolumeScale
            self._sound.setVolume(QAudio.convertVolume(volume().level / 100, heard, physical))
            self._sound.setMuted(volume().muted)
        self._mute.set_icon_name("muted" if volume().muted or not volume().level else "volume")
        self.retranslate()

    def _show_time(self, position: int) -> None:
        self._where.show_position(position)
        length = clock(self.length) if self.length else "-:--"
        self._time.setText(f"{clock(position / 1000)} / {length}")
        self.moved.emit(position / 1000)


def clock(seconds: float) -> str:
    """`65.4` -> `1:05`, `3725` -> `1:02:05`."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
