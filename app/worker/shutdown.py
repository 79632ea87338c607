"""How a worker is asked to end: by a signal, a line from its parent, or the parent's death."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

from app.interrupts import Interrupts
from app.queue.liveness import is_alive, process_start_time
from talker.inference.at_work import withdraw

_CHECK_SECONDS = 0.5
STOP_WORD = b"stop\n"


class StopRequest:
    """Set once, for good. The end of the process `parent` sets it, and `also` when it says so."""

    def __init__(
        self, parent: int | None = None, *, also: Callable[[], bool] | None = None
    ) -> None:
        self._event = threading.Event()
        self._also = also
        self._parent = parent
        self._parent_start = None if parent is None else process_start_time(parent)
        self._checked = time.monotonic()

    def request(self) -> None:
        """Asks the worker to end; if it is killed from now on, no backend is to blame."""
        withdraw()
        self._event.set()

    @property
    def requested(self) -> bool:
        """Whether the process shall end; checks the parent now and then."""
        now = time.monotonic()
        if now - self._checked >= _CHECK_SECONDS:
            self._checked = now
            if self._left_alone() or (self._also is not None and self._also()):
                self.request()
        return self._event.is_set()

    def wait(self, seconds: float) -> bool:
        """Waits that long, or until it is set; says whether it is."""
        self._event.wait(seconds)
        return self.requested

    def _left_alone(self) -> bool:
        if self._parent is None:
            return False
        return self._parent_start is None or not is_alive(self._parent, self._parent_start)

    def on_signals(self) -> None:
        """The first Ctrl-C or SIGTERM sets it; a second one ends the process at once."""

        if Interrupts.current is not None:
            Interrupts.current.leave()

        def stop(number: int, _: FrameType | None) -> None:
            self.request()
            signal.signal(number, signal.SIG_DFL)

        signals = [signal.SIGINT, signal.SIGTERM]
        if sys.platform == "win32":
            signals.append(signal.SIGBREAK)
        for number in signals:
            signal.signal(number, stop)

    def on_stdin(self) -> None:
        """Reads standard input for the word; its end alone means nothing."""
        threading.Thread(target=self._read, name="stop word", daemon=True).start()

    def _read(self) -> None:
        # Not sys.stdin: a thread that waits inside its buffer would hold up the process's end.
        tail = b""
        while (part := os.read(0, 64)) != b"":
            tail = (tail + part.replace(b"\r\n", b"\n"))[-64:]
            if STOP_WORD in tail:
                self.request()
                return
