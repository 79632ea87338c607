"""A frame of the segment that came last, for whoever looks at a job that the farm makes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from app.worker.live_frame import LiveFrame
from talker.errors import MouthpieceError
from talker.media.thumbnails import video_thumbnail

_WIDTH = 480
_log = logging.getLogger(__name__)


class NewestFrame:
    """That of one job; the executor calls it in each turn."""

    def __init__(self, job_id: int, home: Path) -> None:
        self._live = LiveFrame(job_id, home)
        self._shown: Path | None = None
        self._busy = self._closed = False

    def look(
        self,
        newest: Path | None,
        now: float,
        in_thread: Callable[[Callable[[], object]], None],
    ) -> None:
        """Shows the segment `newest` where somebody asks and does not see it yet."""
        if newest is None or self._busy or not self._live.due(now):
            return
        if newest != self._shown or not self._live.is_there:
            self._busy = True
            in_thread(lambda: self._write(newest))

    def remove(self) -> None:
        """The job is at its end, or goes on elsewhere."""
        self._closed = True
        self._live.remove()

    def _write(self, segment: Path) -> None:
        try:
            data = video_thumbnail(segment, _WIDTH)
            if data is not None:
                self._live.write(data)
            self._shown = segment
        except MouthpieceError as error:  # joined and gone, or there is no ffmpeg
            _log.warning("no live picture: %s", error.message)
        finally:
            self._busy = False
            if self._closed:
                self._live.remove()
