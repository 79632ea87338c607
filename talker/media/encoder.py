"""Encodes frames into segment files while the next frames are being rendered."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.errors import MouthpieceError
from talker.files import discard, part_name, publish, write_error
from talker.media import ffmpeg, picture_arguments
from talker.media.film_frame import Colours, FilmFrame
from talker.progress import CancelToken
from talker.raster import resize

_WAITING_BATCHES = 2
_POLL_SECONDS = 0.05
_COLOURS = Colours("bt709")
# The mean of four whole numbers is rounded up: an eighth too much on average.
_FROM_RGB = _COLOURS.from_rgb - np.array([[0, 0, 0, 0], [0, 0, 0, 1 / 8], [0, 0, 0, 1 / 8]])

Frames = NDArray[np.uint8]


class StreamEncoder:
    """Writes one file of encoded frames; it appears under its name only when it is whole and on
    disk.

    `command` gives ffmpeg's arguments for a file; its input is raw frames of `shape`. `write`
    returns at once unless two batches are already waiting: a thread feeds ffmpeg. Both
    `write` and `wait` stop when `cancel` is set.
    `finish` says that all frames were given, `wait` that the file is there. Whoever stops early
    calls `abort`, or `end`, which leaves a file whose frames were all given.
    """

    def __init__(
        self,
        target: Path,
        command: Callable[[Path], Sequence[str]],
        shape: tuple[int, ...],
        cancel: CancelToken,
    ) -> None:
        self._target = target
        self._cancel = cancel
        self._part = part_name(target)
        self._shape = shape
        self._failure: MouthpieceError | None = None
        self._aborted = self._finished = False
        self._queue: queue.Queue[Frames | None] = queue.Queue(_WAITING_BATCHES)
        self._ffmpeg = ffmpeg.Running(command(self._part), feed=True)
        self._thread = threading.Thread(target=self._run, name=f"encode {target.name}", daemon=True)
        self._thread.start()

    def write(self, frames: Frames) -> None:
        """Takes uint8 frames [B, *shape], which must not change afterwards."""
        if frames.shape[1:] != self._shape or frames.dtype != np.uint8:
            raise ValueError(f"frames are {frames.shape[1:]}, the segment is {self._shape}")
        batch = np.ascontiguousarray(frames)
        while True:
            self._raise_failure()
            self._cancel.check()
            try:
                return self._queue.put(batch, timeout=_POLL_SECONDS)
            except queue.Full:
                if not self._thread.is_alive():
                    raise RuntimeError("the thread that feeds ffmpeg ended early") from None

    def finish(self) -> None:
        """No more frames will come; the file is closed in the background."""
        self._finished = True
        self._queue.put(None)

    def wait(self) -> None:
        """Returns when the file is finished; raises what went wrong."""
        while self._thread.is_alive():
            self._cancel.check()
            self._thread.join(_POLL_SECONDS)
        self._raise_failure()

    def abort(self) -> None:
        """Gives up: no file, no process. Harmless after `wait`."""
        if self._thread.is_alive():
            self._aborted = True
            self._ffmpeg.kill()
            self._drain()
            self._queue.put(None)
            self._thread.join()

    def end(self) -> None:
        """Waits until the file is closed if all frames were given, whoever wants to stop; gives up
        else. What goes wrong is not told. Harmless after `wait`."""
        if self._finished:
            self._thread.join()
        else:
            self.abort()

    def _drain(self) -> None:
        while True:
            try:
                self._queue.get_nowait()
            except queue.Empty:
                return

    def _raise_failure(self) -> None:
        if self._failure is not None:
            raise self._failure

    def _run(self) -> None:
        with self._ffmpeg:
            try:
                self._feed()
                status = self._ffmpeg.wait()
                if status != 0 and not self._aborted:
                    self._failure = self._ffmpeg.failure(status, self._target)
                elif status == 0 and not self._aborted:
                    publish(self._part, self._target)
            except OSError as error:
                self._failure = write_error(error, self._target)
            finally:
                discard(self._part)

    def _feed(self) -> None:
        """Hands frames on until the end mark; after ffmpeg died they are only taken away."""
        alive = True
        while (frames := self._queue.get()) is not None:
            if alive:
                try:
                    for data in self._raw(frames):
                        self._ffmpeg.stdin.write(data)
                except OSError:
                    alive = False
                    self._failure = self._ffmpeg.failure(self._ffmpeg.wait(), self._target)
        if alive:
            self._ffmpeg.stdin.close()

    def _raw(self, frames: Frames) -> Iterator[memoryview]:
        """What ffmpeg gets of a batch, piece by piece."""
        yield frames.reshape(-1).data


class SegmentEncoder(StreamEncoder):
    """Encodes uint8 [B, H, W, 3] RGB frames of (width, height) `size`, both even, to H.264.

    ffmpeg gets them in 4:2:0: that is half the bytes, and OpenCV makes it in a third of the time.
    """

    def __init__(
        self, target: Path, size: tuple[int, int], fps: int, quality: int, cancel: CancelToken
    ) -> None:
        command = partial(picture_arguments.segment_args, size=size, fps=fps, quality=quality)
        super().__init__(target, command, (size[1], size[0], 3), cancel)

    def _raw(self, frames: Frames) -> Iterator[memoryview]:
        for frame in frames:
            yield _halved(frame).data


def _halved(frame: Frames) -> Frames:
    """A frame uint8 [H, W, 3] in BT.709 with colours at half the size: uint8 [H * W * 3 / 2]."""
    height, width = frame.shape[:2]
    made = FilmFrame(np.empty(height * width * 3 // 2, np.uint8), (width, height), _COLOURS)
    full = cv2.transform(frame, _FROM_RGB)
    half = resize(full, (width // 2, height // 2), cv2.INTER_AREA)
    for channel, (source, plane) in enumerate(((full, made.y), (half, made.u), (half, made.v))):
        cv2.extractChannel(source, channel, dst=plane)
    return made.data
