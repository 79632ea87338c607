"""Waiting in tests: for what must happen, however slow the machine is."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 120.0  # seconds; machines that check the program do much else at the same time


def until(condition: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Waits for something that must happen."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)
