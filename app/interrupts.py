"""Ctrl-C and SIGTERM in a command: alike at every stage, and over within seconds.

The first one asks the work to stop. What waits or computes inside a library does not hear that: two
seconds later, or at a second signal, the process ends, and with it the processes that it started.
"""

from __future__ import annotations

import signal
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Self

from app.child_process import end_process
from talker.errors import Cancelled, ExitCode
from talker.progress import CancelToken

GRACE_SECONDS = 2.0
_MESSAGE_SECONDS = 0.5
_OVER = 0  # no signal has this number


def _numbers() -> list[signal.Signals]:
    numbers = [signal.SIGINT, signal.SIGTERM]
    if sys.platform == "win32":
        numbers.append(signal.SIGBREAK)
    return numbers


class Interrupts:
    """Handles signals while its block runs in the main thread; elsewhere it does nothing.

    `on_forced` shows that the work did not stop by itself, just before the process ends.
    """

    current: Interrupts | None = None

    def __init__(self, on_forced: Callable[[Cancelled], None]) -> None:
        self._on_forced = on_forced
        self._cancel: CancelToken | None = None
        self._armed = True
        self._over = threading.Event()

    def cancels(self, cancel: CancelToken | None) -> None:
        """From now on a signal sets this token; without one it raises KeyboardInterrupt."""
        self._cancel = cancel

    def leave(self) -> None:
        """From now on somebody else handles signals, and stops in their own time."""
        self._armed = False

    def __enter__(self) -> Self:
        if threading.current_thread() is not threading.main_thread():
            return self
        self._previous = Interrupts.current
        Interrupts.current = self
        self._reader, self._writer = socket.socketpair()
        self._writer.setblocking(False)
        # The system writes there at once, even while the main thread is inside a library.
        self._descriptor = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._handlers = {number: signal.signal(number, self._handle) for number in _numbers()}
        self._thread = threading.Thread(target=self._watch, name="interrupts", daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if Interrupts.current is not self:
            return
        self._over.set()
        Interrupts.current = self._previous
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._descriptor)
        with suppress(OSError):
            self._writer.send(bytes([_OVER]))
        self._thread.join()
        self._reader.close()
        self._writer.close()

    def _handle(self, _number: int, _frame: FrameType | None) -> None:
        if self._cancel is None:
            raise KeyboardInterrupt
        self._cancel.cancel()

    def _watch(self) -> None:
        while not self._over.is_set():
            got = self._reader.recv(1)
            if not got or got[0] == _OVER:
                return
            if not self._armed or got[0] not in _numbers():
                continue
            if self._cancel is not None:
                self._cancel.cancel()
            self._reader.settimeout(GRACE_SECONDS)
            with suppress(TimeoutError):
                if self._reader.recv(1) == bytes([_OVER]):
                    return
            if self._armed and not self._over.is_set():
                self._force()

    def _force(self) -> None:
        """Whoever is stuck may hold what is needed for the last words; they must not hold us."""
        if self._cancel is None:
            end_process(ExitCode.INTERRUPTED)
        threading.Timer(_MESSAGE_SECONDS, end_process, [ExitCode.STOPPED]).start()
        self._on_forced(Cancelled())
        end_process(ExitCode.STOPPED)
