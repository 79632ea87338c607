"""A short video of the presenter, played to and fro for as long as the speech lasts."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from talker.media.video_frames import frame_times, read_form, read_frames
from talker.progress import CancelToken

Image = NDArray[np.uint8]

LONGEST_SECONDS = 30  # what follows in a longer clip is not used


class ClipFrames:
    """The frames of a clip at `rate` a second, by their own times, uint8 [count, H, W, 3] RGB, in
    a file on the disk: memory stays flat, and every frame is at hand. The file goes with the
    object."""

    def __init__(self, path: Path, rate: int, cancel: CancelToken, quarters: int = 0) -> None:
        """`quarters`: how many times by 90 degrees anticlockwise its frames are turned."""
        self.path = path
        times = frame_times(path, LONGEST_SECONDS + 1)
        seconds = min(float(times.duration), LONGEST_SECONDS)
        self.count = max(1, round(seconds * rate))
        wanted = np.array([round(spot) for spot in times.spots(rate, self.count)])
        self._file = tempfile.TemporaryFile(prefix="mouthpiece-clip-")  # noqa: SIM115  (kept open)
        frames = enumerate(cancel.checked(read_frames(path, read_form(path).turned(quarters))))
        for number, frame in frames:
            if number == 0:
                shape = self.count, *frame.shape
                self._frames = np.memmap(self._file, np.uint8, "w+", shape=shape)
            if number > wanted[-1]:
                break
            self._frames[wanted == number] = frame

    def __getitem__(self, index: int) -> Image:
        return np.asarray(self._frames[index])


def to_and_fro(frames: int, count: int) -> NDArray[np.int64]:
    """Indexes 0, 1 .. count-1, count-2 .. 0, 1 .. for `frames` frames: int64 [frames]."""
    if count == 1:
        return np.zeros(frames, np.int64)
    there = np.arange(frames) % (2 * count - 2)
    return np.where(there < count, there, 2 * count - 2 - there)
