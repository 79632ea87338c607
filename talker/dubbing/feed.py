"""Frames of a film by their numbers, in whatever order a timeline has them; memory stays flat."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice, repeat
from typing import TypeVar

from talker.media.film import Film
from talker.media.film_frame import FilmFrame
from talker.media.probe import unreadable

_Asked = TypeVar("_Asked")
_Read = TypeVar("_Read")

_SKIPPED = 90  # frames that are rather decoded for nothing than sought
_HELD_BYTES = 96 << 20
_AHEAD = 4  # frames that are read while as many are used


class FrameFeed:
    """Gives frames one after the other; going back is done in blocks, each decoded once."""

    def __init__(self, film: Film) -> None:
        self._film = film
        width, height = film.size
        self._block = max(4, min(64, _HELD_BYTES // (width * height * 3 // 2)))
        self._running: Generator[FilmFrame] | None = None
        self._next = 0
        self._held: dict[int, FilmFrame] = {}
        self._last: tuple[int, FilmFrame] | None = None

    def frames(self, numbers: Sequence[int]) -> list[FilmFrame]:
        """The frames with these numbers. Raises InputError VIDEO_UNREADABLE where the film has
        fewer of them than it says."""
        return [self._frame(number) for number in numbers]

    def close(self) -> None:
        """Ends the decoder."""
        if self._running is not None:
            self._running.close()
            self._running = None

    def _frame(self, number: int) -> FilmFrame:
        if self._last is not None and self._last[0] == number:
            return self._last[1]
        if self._last is not None and number == self._last[0] - 1 and number not in self._held:
            self._hold(number)
        frame = self._held.pop(number, None) or self._read(number)
        self._last = number, frame
        return frame

    def _hold(self, last: int) -> None:
        """Decodes the block that ends with `last`."""
        first = max(0, last - self._block + 1)
        self._held = {number: self._read(number) for number in range(first, last + 1)}

    def _read(self, number: int) -> FilmFrame:
        if self._running is None or not 0 <= number - self._next <= _SKIPPED:
            self.close()
            self._running, self._next = self._film.read(number), number
        for _ in range(number - self._next):
            next(self._running, None)
        frame = next(self._running, None)
        self._next = number + 1
        if frame is None:
            raise unreadable(self._film.path)
        return frame


def read_ahead(frames: Iterator[FilmFrame]) -> Generator[FilmFrame]:
    """The same frames, some of which are read while the ones before are used."""
    for _, some in ahead(repeat(frames), lambda left: list(islice(left, _AHEAD))):
        if not some:
            return
        yield from some


def ahead(
    asked: Iterable[_Asked], read: Callable[[_Asked], _Read]
) -> Generator[tuple[_Asked, _Read]]:
    """What `read` gives for each of `asked`, one after the other; while one is used the next one is
    read, in a thread. Once this is closed nothing reads any more."""
    with ThreadPoolExecutor(1) as reading:
        waiting = None
        for one in asked:
            following = one, reading.submit(read, one)
            if waiting is not None:
                yield waiting[0], waiting[1].result()
            waiting = following
        if waiting is not None:
            yield waiting[0], waiting[1].result()
