"""The files of segments that are encoded one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from types import TracebackType
from typing import Self

from talker.media.encoder import Frames, StreamEncoder


class SegmentFiles:
    """Writes segments one after the other; each is closed while the next one is drawn.

    A segment may be of several files that get their frames together, such as pictures and their
    opacity. When the `with` block ends all files are there. When it is left by an error, or because
    the work is to stop, the segment that was begun is given up, and one whose frames were all given
    is still closed: what is whole need not be drawn again.
    """

    def __init__(self) -> None:
        self._current: list[StreamEncoder] = []
        self._closing: list[StreamEncoder] = []

    def begin(self, encoders: Iterable[StreamEncoder]) -> None:
        """The files of the next segment; the one before is finished."""
        for encoder in encoders:  # made one by one: what is there is ended where the next one fails
            self._current.append(encoder)

    def write(self, *frames: Frames) -> None:
        """More frames for each of its files, as of StreamEncoder."""
        for encoder, some in zip(self._current, frames, strict=True):
            encoder.write(some)

    def finish(self) -> None:
        """The segment has all its frames; waits until the one before it is closed."""
        before, self._closing, self._current = self._closing, self._current, []
        try:
            for encoder in self._closing:
                encoder.finish()
            for encoder in before:
                encoder.wait()
        finally:
            _end(before)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                for encoder in self._closing:
                    encoder.wait()
        finally:
            _end((*self._current, *self._closing))


def _end(encoders: Iterable[StreamEncoder]) -> None:
    for encoder in encoders:
        encoder.end()
