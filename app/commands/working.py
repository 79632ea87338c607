"""What commands have in common that compute for long."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from app.keep_awake import awake
from talker.progress import CancelToken


@contextmanager
def working() -> Iterator[CancelToken]:
    """The computer stays awake, and Ctrl-C cancels the token."""
    cancel = CancelToken()
    stop_on_signals(cancel)
    with awake():
        yield cancel


def stop_on_signals(cancel: CancelToken) -> None:
    """The first Ctrl-C asks the work to stop cleanly; a second one ends the process at once."""

    def stop(number: int, _: FrameType | None) -> None:
        cancel.cancel()
        signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
