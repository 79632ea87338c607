"""Where a film is cut: a picture unlike the one before, and more so than the motion around it."""

from __future__ import annotations

from collections import deque

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.media.film_frame import FilmFrame
from talker.raster import resize

Thumb = NDArray[np.uint8]

THUMB_SIZE = 32, 18
_LEAST = 14.0  # levels on average
_OVER_MOTION = 3.5  # times the usual change of the last frames
_REMEMBERED = 12
_UNLIKE = 0.75  # correlation of two pictures: a flash changes the light and not the picture


def thumb_of(frame: FilmFrame) -> Thumb:
    """The frame's light, small: uint8 [18, 32]."""
    return resize(frame.y, THUMB_SIZE, cv2.INTER_AREA)


class CutFinder:
    """Tells of each frame, in order, whether a shot begins with it."""

    def __init__(self) -> None:
        self._last: Thumb | None = None
        self._changes: deque[float] = deque(maxlen=_REMEMBERED)

    def begins(self, thumb: Thumb) -> bool:
        """Whether the frame with this `thumb` follows a cut; also for the first of all."""
        last, self._last = self._last, thumb
        if last is None:
            return True
        change = float(np.abs(thumb.astype(np.float32) - last).mean())
        usual = float(np.median(self._changes)) if self._changes else 0.0
        cut = change > max(_LEAST, _OVER_MOTION * usual) and _correlation(thumb, last) < _UNLIKE
        if cut:
            self._changes.clear()
        else:
            self._changes.append(change)
        return cut


def _correlation(one: Thumb, other: Thumb) -> float:
    a, b = one.astype(np.float32), other.astype(np.float32)
    a, b = a - a.mean(), b - b.mean()
    return float((a * b).sum() / max(float(np.sqrt((a * a).sum() * (b * b).sum())), 1e-6))
