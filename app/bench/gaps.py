"""How long a window keeps one waiting: the gaps between two turns of its event loop."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import psutil

_TICK_MS = 2
_PATIENCE = 120.0


@dataclass(frozen=True)
class Gap:
    """Milliseconds between two turns of the event loop, and those that its own thread worked."""

    whole: float
    own: float


class Gaps:
    """Watches the turns of the event loop."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self._timer = QTimer()
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._last = (0.0, 0.0)
        self._seen: list[Gap] = []
        self._process = psutil.Process()
        self.peak = 0  # bytes of memory, of those that were looked at

    def during(self, seconds: float, act: Callable[[float], None]) -> list[Gap]:
        """The gaps of some seconds; `act` is told which part of them has passed, at 60 a second."""
        began = time.perf_counter()

        def part() -> float:
            return min(1.0, (time.perf_counter() - began) / seconds)

        return self._watch(lambda: part() >= 1.0, lambda: act(part()))

    def until(self, reached: Callable[[], bool]) -> list[Gap]:
        """The gaps until something has come true."""
        end = time.perf_counter() + _PATIENCE
        return self._watch(lambda: reached() or time.perf_counter() > end, lambda: None)

    def _watch(self, over: Callable[[], bool], act: Callable[[], None]) -> list[Gap]:
        from PySide6.QtCore import QEventLoop, QTimer

        loop, frames = QEventLoop(), QTimer()

        def frame() -> None:
            act()
            self.peak = max(self.peak, self._process.memory_info().rss)
            if over():
                loop.quit()

        frames.timeout.connect(frame)
        frames.start(16)
        self._seen, self._last = [], now()
        self._timer.start()
        loop.exec()
        self._timer.stop()
        frames.stop()
        return self._seen

    def _tick(self) -> None:
        at = now()
        self._seen.append(Gap(at[0] - self._last[0], at[1] - self._last[1]))
        self._last = at


def now() -> tuple[float, float]:
    """Milliseconds by the clock, and of work of this thread."""
    return time.perf_counter() * 1000, time.thread_time() * 1000


def print_gaps(name: str, gaps: list[Gap]) -> None:
    """A line: how long it took, and the longest gaps."""
    took = sum(gap.whole for gap in gaps) / 1000
    longest, own = max(gap.whole for gap in gaps), max(gap.own for gap in gaps)
    over = sum(gap.whole > 50 for gap in gaps)
    print(
        f"{name:<24}{took:6.1f} s, {longest:6.1f} ms at most, {over} times over 50 ms;"
        f" the window's own work {own:5.1f} ms at most",
        flush=True,
    )
