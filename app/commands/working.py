"""What commands have in common that compute for long."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.child_process import end_process
from app.console.render import Reporter
from app.interrupts import GRACE_SECONDS, Interrupts
from app.keep_awake import awake
from app.settings.store import stall_seconds
from app.stall import ObservedToken, SignsOfLife
from talker.errors import Cancelled
from talker.leftovers import clear_leftovers
from talker.progress import CancelToken, OnProgress

_LOOK_SECONDS = 0.5


@dataclass(frozen=True)
class Work:
    """What a long command hands to the library."""

    cancel: CancelToken
    report: OnProgress


@contextmanager
def working(reporter: Reporter, home: Path) -> Iterator[Work]:
    """The computer stays awake; Ctrl-C cancels the work, and so does a standstill.

    Work that stands still inside a library cannot be cancelled: then the process ends.
    """
    life = SignsOfLife(stall_seconds(home), home)
    cancel = ObservedToken(life)
    over = threading.Event()

    def watch() -> None:
        while not over.wait(_LOOK_SECONDS):
            error = life.look()
            if error is None:
                continue
            cancel.cancel()
            if not over.wait(GRACE_SECONDS):
                reporter.failure(error)
                end_process(error.exit_code)

    clear_leftovers(home)
    threading.Thread(target=watch, name="standstill", daemon=True).start()
    stop_on_signals(cancel)
    try:
        with awake():
            yield Work(cancel, life.watched(reporter.report))
    except Cancelled:
        if life.error is not None:
            raise life.error from None
        raise
    finally:
        over.set()
        stop_on_signals(None)


def stop_on_signals(cancel: CancelToken | None) -> None:
    """From now on Ctrl-C asks the work to stop cleanly; see app.interrupts for what follows."""
    if Interrupts.current is not None:
        Interrupts.current.cancels(cancel)
