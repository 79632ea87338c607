"""Writes the newest frame of a job for whoever looks at it."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.queue.live_frames import forget_live_frame, is_asked, live_frame_path
from talker.errors import InputError
from talker.files import atomic_write

_SECONDS = 1.0  # between two pictures, and between two looks whether somebody asks
_LONGEST_SIDE = 640
_log = logging.getLogger(__name__)


class LiveFrame:
    """That of one job; one thread at a time calls it."""

    def __init__(self, job_id: int, home: Path) -> None:
        self._job_id = job_id
        self._home = home
        self._looked_at = -math.inf

    def offer(self, frame: Callable[[], Any], now: float) -> None:
        """Writes a frame, uint8 [H, W, 3] RGB, when one is due; `now` in seconds."""
        if self.due(now):
            self.write(_jpeg(frame()))

    def due(self, now: float) -> bool:
        """Whether somebody asks; only now and then is it looked whether anybody does."""
        if now - self._looked_at < _SECONDS:
            return False
        self._looked_at = now
        return is_asked(self._job_id, self._home)

    @property
    def is_there(self) -> bool:
        """Whether a picture lies there, which whoever looked may have taken away."""
        return live_frame_path(self._job_id, self._home).exists()

    def write(self, picture: bytes) -> None:
        """Writes a picture, a JPEG."""
        path = live_frame_path(self._job_id, self._home)
        try:
            with atomic_write(path, sync=False) as part:
                part.write_bytes(picture)
        except InputError as error:
            _log.warning("the live picture was not written: %s", error)

    def remove(self) -> None:
        """The job is at its end, or goes on elsewhere."""
        forget_live_frame(self._job_id, self._home)


def _jpeg(frame: Any) -> bytes:
    """Small, for a panel of the window."""
    import cv2

    height, width = frame.shape[:2]
    scale = min(1.0, _LONGEST_SIDE / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.resize(frame, size, interpolation=cv2.INTER_AREA)
    _, data = cv2.imencode(".jpg", cv2.cvtColor(small, cv2.COLOR_RGB2BGR))
    return bytes(data)
