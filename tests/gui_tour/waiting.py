"""Lets the window work while the tour waits."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication

_PATIENCE = 60.0


def until(condition: Callable[[], bool]) -> None:
    """Lets the window work until something has come true."""
    end = time.monotonic() + _PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("the window did not get there")
        wait(0.05)


def wait(seconds: float) -> None:
    """Lets the window work for a while."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)
