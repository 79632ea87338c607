"""Looks at the newest frame of a job that is being made, for as long as somebody watches it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from app.gui.services.tasks import Tasks
from app.queue.live_frames import ask_live_frame, forget_live_frame, read_live_frame

_EVERY_MS = 1000


class LiveView(QObject):
    """`came` brings a frame that was not there before."""

    came = Signal(QImage)

    def __init__(self, tasks: Tasks, home: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._home = home
        self._job: int | None = None
        self._seen = b""
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._look)

    @property
    def job(self) -> int | None:
        """The number of the one that is watched."""
        return self._job

    def watch(self, job_id: int | None) -> None:
        """Watches this job, or none."""
        if job_id == self._job:
            return
        gone, self._job, self._seen = self._job, job_id, b""
        home = self._home
        if gone is not None:
            self._tasks.run(lambda: forget_live_frame(gone, home), owner=self)
        if job_id is None:
            self._timer.stop()
        else:
            self._timer.start()
            self._look()

    def _look(self) -> None:
        job, home, seen = self._job, self._home, self._seen
        if job is None:
            return

        def look() -> tuple[int, bytes, QImage]:
            ask_live_frame(job, home)
            data = read_live_frame(job, home)
            return job, data, QImage.fromData(data) if data != seen else QImage()

        self._tasks.run(look, self._show, owner=self)

    def _show(self, found: tuple[int, bytes, QImage]) -> None:
        job, data, image = found
        if job == self._job and not image.isNull():
            self._seen = data
            self.came.emit(image)
