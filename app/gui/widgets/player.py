"""Plays a video or a recording inside a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget
from typing_extensions import override

from app.gui.theme import GRID, look
from app.gui.widgets.basic import IconButton, label, spaced
from app.gui.widgets.translated import Translated

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoFrame, QVideoSink

_RADIUS = 8.0
_STEP_MS = 2000


class VideoView(QWidget):
    """Draws frames as they come, keeping their shape."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, 360)

    @property
    def image(self) -> QImage:
        """The frame that is shown; null before the first."""
        return self._image

    def show_image(self, image: QImage) -> None:
        """Shows a still picture."""
        self._image = image
        self.update()

    def show_frame(self, frame: QVideoFrame) -> None:
        """Shows a frame of a video; an empty one changes nothing."""
        if frame.isValid():
            self.show_image(frame.toImage())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        del event
        self.clicked.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        place = QRectF(self.rect())
        if not self._image.isNull():
            size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(QRectF(self.rect()).center())
        shape = QPainterPath()
        shape.addRoundedRect(place, _RADIUS, _RADIUS)
        painter.setClipPath(shape)
        painter.fillRect(place, look().tokens.raised)
        if not self._image.isNull():
            painter.drawImage(place, self._image)


class Player(Translated, QWidget):
    """A view, a play button, a position. Space plays and pauses, arrows go two seconds.

    Qt's multimedia parts are loaded by the first file; where they are missing `failed` tells.
    """

    failed = Signal(str)
    moved = Signal(float)  # seconds
    playing_changed = Signal(bool)

    def __init__(self, *, picture: bool = True, loop: bool = False) -> None:
        super().__init__()
        self._loop = loop
        self._offered: Path | None = None
        self._media: QMediaPlayer | None = None
        self._sound: QAudioOutput | None = None
        self._sink: QVideoSink | None = None
        self.view = VideoView() if picture else None
        self._play = IconButton("play")
        self._where = QSlider(Qt.Orientation.Horizontal)
        self._time = label("faint")
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

    def open(self, path: Path | None, *, play: bool = False) -> None:
        """Shows a file, paused at its beginning unless `play`; None lets go of it."""
        self._offered = None
        if path is None:
            if self._media is not None:
                self._media.stop()
                self._media.setSource(QUrl())
            if self.view is not None:
                self.view.show_image(QImage())
            return
        media = self._loaded()
        if media is None:
            return
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
        """Goes to a position, in seconds."""
        if self._media is not None:
            self._media.setPosition(max(0, round(seconds * 1000)))

    @override
    def retranslate(self) -> None:
        self._play.say(self.tr("Pause") if self.playing else self.tr("Play"))
        self._where.setAccessibleName(self.tr("Position"))
        self._where.setToolTip(self.tr("Position"))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Space:
                self.toggle()
            case Qt.Key.Key_Left:
                self.seek(self.seconds - _STEP_MS / 1000)
            case Qt.Key.Key_Right:
                self.seek(self.seconds + _STEP_MS / 1000)
            case _:
                super().keyPressEvent(event)

    def _build(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._play.clicked.connect(self.toggle)
        self._where.sliderMoved.connect(lambda value: self.seek(value / 1000))
        column = spaced(QVBoxLayout(self), 0, GRID // 2)
        if self.view is not None:
            self.view.clicked.connect(self.toggle)
            column.addWidget(self.view, 1)
        row = spaced(QHBoxLayout(), 0, GRID)
        row.addWidget(self._play)
        row.addWidget(self._where, 1)
        row.addWidget(self._time)
        column.addLayout(row)
        self._show_time(0)
        self.retranslate()

    def _loaded(self) -> QMediaPlayer | None:
        if self._media is None:
            try:
                from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoSink
            except ImportError as error:  # a system library that Qt's player needs
                self.failed.emit(str(error))
                return None
            self._media = media = QMediaPlayer(self)
            self._sound = QAudioOutput(self)
            media.setAudioOutput(self._sound)
            if self.view is not None:
                self._sink = QVideoSink(self)
                self._sink.videoFrameChanged.connect(self.view.show_frame)
                media.setVideoSink(self._sink)
            media.setLoops(-1 if self._loop else 1)
            media.durationChanged.connect(self._length_changed)
            media.positionChanged.connect(self._show_time)
            media.playbackStateChanged.connect(self._state_changed)
            media.errorOccurred.connect(lambda _, text: self.failed.emit(text))
        return self._media

    def _length_changed(self, length: int) -> None:
        self._where.setRange(0, length)
        self._show_time(0 if self._media is None else self._media.position())

    def _state_changed(self) -> None:
        self._play.set_icon_name("pause" if self.playing else "play")
        self.retranslate()
        self.playing_changed.emit(self.playing)

    def _show_time(self, position: int) -> None:
        if not self._where.isSliderDown():
            self._where.setValue(position)
        length = 0 if self._media is None else self._media.duration()
        self._time.setText(f"{clock(position / 1000)} / {clock(length / 1000)}")
        self.moved.emit(position / 1000)


def clock(seconds: float) -> str:
    """`65.4` -> `1:05`, `3725` -> `1:02:05`."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
