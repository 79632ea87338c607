"""Plays a video of the grid where its picture is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QUrl
from PySide6.QtWidgets import QWidget

from app.gui.widgets.multimedia import settle
from app.gui.widgets.video_view import VideoView
from app.library import Video

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame


class HoverPlayer(VideoView):
    """Lies over a picture of the grid and plays its video, without sound, again and again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMinimumSize(1, 1)
        self.hide()
        self._media: QMediaPlayer | None = None
        self.video: Video | None = None

    def play(self, video: Video, place: QRect) -> None:
        """Shows itself there with the first frame."""
        self.video = video
        self.setGeometry(place)
        if self._media is None:
            from PySide6.QtMultimedia import QMediaPlayer, QVideoSink  # slow to load

            self._media = QMediaPlayer(self)
            sink = QVideoSink(self)
            settle(self._media, sink)
            sink.videoFrameChanged.connect(self._show)
            self._media.setVideoSink(sink)
            self._media.setLoops(-1)
        self._media.setSource(QUrl.fromLocalFile(str(video.path)))
        self._media.play()

    def stop(self) -> None:
        """Lets go of the file: it may be about to be renamed or deleted."""
        self.hide()
        if self._media is not None and self.video is not None:
            self._media.stop()
            self._media.setSource(QUrl())
        self.video = None

    def _show(self, frame: QVideoFrame) -> None:
        if self.video is not None:
            self.show_frame(frame)
            self.show()
