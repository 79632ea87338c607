"""Widgets that are made bit by bit, so that the window answers in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

_TURN_SECONDS = 0.008  # half a frame of a screen: the last step goes on beyond it


class Turns(QObject):
    """Runs the steps of a generator in idle turns of the event loop, or at once in `finish`.

    `begin` may be called again; `make` is called no earlier than the first step is wanted.
    """

    def __init__(self, make: Callable[[], Iterator[None]], parent: QObject) -> None:
        super().__init__(parent)
        self._make: Callable[[], Iterator[None]] | None = make
        self._steps: Iterator[None] = iter(())
        self._timer = QTimer(self)  # of no time: it comes once nothing else is waiting
        self._timer.timeout.connect(self._turn)

    @property
    def over(self) -> bool:
        """Whether all is made."""
        return self._make is None and not self.under_way

    @property
    def under_way(self) -> bool:
        """Whether it was begun and something is left to be made."""
        return self._timer.isActive()

    def begin(self) -> None:
        """Goes on in idle turns until all is made."""
        if self._make is not None:
            self._steps, self._make = self._make(), None
            self._timer.start()

    def finish(self) -> None:
        """Makes at once what is left: it is needed now."""
        self.begin()
        self._timer.stop()
        for _ in self._steps:
            pass

    def _turn(self) -> None:
        until = perf_counter() + _TURN_SECONDS
        while perf_counter() < until:
            try:
                next(self._steps)
            except StopIteration:
                self._timer.stop()
                return
