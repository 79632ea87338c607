"""Speaks the next parts of a script while those before them are drawn."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from talker.progress import CancelToken
from talker.spoken import SpokenPart, SpokenScript

_AHEAD = 4  # sentences that wait to be drawn
_POLL_SECONDS = 0.05

_Item = SpokenPart | BaseException | None


@contextmanager
def spoken_ahead(script: SpokenScript, cancel: CancelToken) -> Iterator[Iterator[SpokenPart]]:
    """The parts of a script, spoken in a thread of their own, some ahead of whoever takes them.

    What goes wrong there is raised where the part would have come. The thread ends with the
    block, at the latest after the sentence that it is speaking.
    """
    ahead = _Ahead(script)
    try:
        yield ahead.taken(cancel)
    finally:
        ahead.end()


class _Ahead:
    def __init__(self, script: SpokenScript) -> None:
        self._script = script
        self._waiting: queue.Queue[_Item] = queue.Queue(_AHEAD)
        self._stop = CancelToken()
        self._thread = threading.Thread(target=self._speak, name="speak", daemon=True)
        self._thread.start()

    def taken(self, cancel: CancelToken) -> Iterator[SpokenPart]:
        """The parts as they come; waits for the next one."""
        while True:
            cancel.check()
            try:
                item = self._waiting.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                continue
            if item is None:
                return
            if isinstance(item, BaseException):
                raise item
            yield item

    def end(self) -> None:
        """Nobody takes any more."""
        self._stop.cancel()
        self._thread.join()

    def _speak(self) -> None:
        try:
            for part in self._script.parts(self._stop):
                self._put(part)
                if self._stop.cancelled:
                    return
            self._put(None)
        except BaseException as error:  # noqa: BLE001 - raised by whoever takes the parts
            self._put(error)

    def _put(self, item: _Item) -> None:
        while not self._stop.cancelled:
            try:
                self._waiting.put(item, timeout=_POLL_SECONDS)
            except queue.Full:
                continue
            return
