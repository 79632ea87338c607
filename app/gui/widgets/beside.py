"""A second video in the picture of a player, left of a line that is dragged: to compare two."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QImage

from app.gui.widgets.multimedia import settle
from app.gui.widgets.player import Player

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame

_APART_MS = 80  # by which the two may differ before the second one is set right


class Beside(QObject):
    """What the player shows leads: place, speed and pause are its own; the second is silent."""

    def __init__(self, player: Player) -> None:
        super().__init__(player)
        self._player = player
        self._second: QMediaPlayer | None = None
        player.moved.connect(self._follow)
        player.playing_changed.connect(lambda _: self._follow(player.seconds))

    def show(self, path: Path | None) -> None:
        """Shows this video left of the line; None takes it away."""
        view = self._player.view
        assert view is not None
        second, self._second = self._second, None
        if second is not None:
            second.stop()
            second.deleteLater()
        view.show_beside(None)
        if path is not None:
            self._second = self._loaded()
            self._second.setSource(QUrl.fromLocalFile(str(path)))
            view.show_beside(QImage())
            self._follow(self._player.seconds)

    def _loaded(self) -> QMediaPlayer:
        from PySide6.QtMultimedia import QMediaPlayer, QVideoSink

        second = QMediaPlayer(self)
        sink = QVideoSink(second)
        settle(second, sink)
        sink.videoFrameChanged.connect(self._show_frame)
        second.setVideoSink(sink)
        second.setLoops(-1)
        return second

    def _show_frame(self, frame: QVideoFrame) -> None:
        view = self._player.view
        if self._second is not None and view is not None and frame.isValid():
            view.show_beside(frame.toImage())

    def _follow(self, seconds: float) -> None:
        second = self._second
        if second is None:
            return
        at = round(seconds * 1000)
        if abs(second.position() - at) > _APART_MS:
            second.setPosition(at)
        second.play() if self._player.playing else second.pause()
