"""The files of segments that are encoded one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self

from talker.media.encoder import Frames, StreamEncoder


class SegmentFiles:
    """Writes segments one after the other; each is closed while the first frames of the next one
    are drawn: no two of them are encoded at once, which would take the memory of both.

    A segment may be of several files that get their frames together, such as pictures and their
    opacity. When the `with` block ends all files are there. When it is left by an error, or because
    the work is to stop, the segment that was begun is given up, and one whose frames were all given
    is still closed: what is whole need not be drawn again.
    """

    def __init__(self) -> None:
        self._next: Callable[[], Iterable[StreamEncoder]] = tuple
        self._current: list[StreamEncoder] = []
        self._closing: list[StreamEncoder] = []

    def begin(self, encoders: Callable[[], Iterable[StreamEncoder]]) -> None:
        """A segment begins, in the files that `encoders` makes when there are frames for them."""
        self._next = encoders

    def write(self, *frames: Frames) -> None:
        """More frames for each of its files, as of StreamEncoder."""
        if not self._current:
            self._close()
            for encoder in self._next():  # one by one: what is there is ended where the next fails
                self._current.append(encoder)
        for encoder, some in zip(self._current, frames, strict=True):
            encoder.write(some)

    def finish(self) -> None:
        """The segment has all its frames; its files are closed in the background."""
        self._closing, self._current, self._next = self._current, [], tuple
        for encoder in self._closing:
            encoder.finish()

    def _close(self) -> None:
        """Waits until the segment before is closed."""
        for encoder in self._closing:
            encoder.wait()
        _end(self._closing)
        self._closing = []

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
                self._close()
        finally:
            _end((*self._current, *self._closing))


def _end(encoders: Iterable[StreamEncoder]) -> None:
    for encoder in encoders:
        encoder.end()
