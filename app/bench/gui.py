"""`mouthpiece bench gui`: how soon the window opens, and how long it ever keeps one waiting."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.queue.job import NewJob
from app.queue.store import JobStore, queue_path
from talker.options.render import RenderRequest

_JOBS = 5000
_STARTS = 7
_SECONDS = 10.0
_TICK_MS = 2
_WORKERS = 2
_PAUSE = 0.01  # between two reports of a worker: each makes about ninety changes a second


def bench_gui(*, quick: bool = False) -> None:
    """Prints the time to the first picture and the longest time without an answer."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(
        prefix="mouthpiece-bench-", ignore_cleanup_errors=True
    ) as folder:
        home = Path(folder)
        starts = [_start(home) for _ in range(3 if quick else _STARTS)]
        print("Goal: open in less than 1.5 s, never keep the user waiting for more than 50 ms.")
        print(
            "Other programs that compute at the same time lengthen the waiting, not the own work."
        )
        print(
            f"open the window           {statistics.median(starts):6.2f} s"
            f"   ({min(starts):.2f} to {max(starts):.2f} s in {len(starts)} starts)"
        )
        with JobStore(queue_path(home)) as store:
            store.add([_job(home, number) for number in range(_JOBS)])
        _stalls(home, _SECONDS / 4 if quick else _SECONDS)


def _start(home: Path) -> float:
    command = [sys.executable, "-m", "app.bench.gui_child", "open", str(home)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout)


def _job(home: Path, number: int) -> NewJob:
    request = RenderRequest(
        portrait=home / f"portrait {number % 50}.png",
        speech=home / f"speech {number}.wav",
        output=home / f"video {number:04}.mp4",
    )
    return NewJob(request, f"video {number:04}", speech_seconds=10.0)


def _stalls(home: Path, seconds: float) -> None:
    """Opens the window on a queue at work and prints the gaps between two turns of its loop."""
    from PySide6.QtWidgets import QApplication

    from app.gui.pages.queue import QueuePage
    from app.gui.shell.main import Desktop

    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    desktop = Desktop(application, home)
    # The bench's own processes do the work: no video is rendered.
    desktop.context.settings.change_window(welcomed=True, queue_on=False)
    desktop.open()
    gaps = _Gaps()
    gaps.during(0.5, lambda _: None)
    with _working(home):
        desktop.window.show_page("queue")
        page = desktop.window.page
        assert isinstance(page, QueuePage)
        _print(f"load {_JOBS:,} jobs", gaps.during(seconds / 2, lambda _: None))
        rows = page.model.rowCount()
        if rows < _JOBS // 2:
            print(f"only {rows:,} of {_JOBS:,} jobs were shown in time")
        _print("watch them change", gaps.during(seconds, lambda _: None))
        bar = page.table.verticalScrollBar()
        _print(
            "scroll through them",
            gaps.during(seconds, lambda part: bar.setValue(round(part * bar.maximum()))),
        )
        for key in ("library", "create", "models", "queue"):
            desktop.window.show_page(key)
            _print(f"change to {key}", gaps.during(seconds / 10, lambda _: None))
    desktop.close()


@contextmanager
def _working(home: Path) -> Iterator[None]:
    command = [sys.executable, "-m", "app.bench.gui_child", "work", str(home), str(_PAUSE)]
    workers = [subprocess.Popen(command) for _ in range(_WORKERS)]
    try:
        yield
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()


@dataclass(frozen=True)
class _Gap:
    """Milliseconds between two turns of the event loop, and those that its own thread worked."""

    whole: float
    own: float


class _Gaps:
    """Watches the turns of the event loop."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self._timer = QTimer()
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._last = (0.0, 0.0)
        self._seen: list[_Gap] = []

    def during(self, seconds: float, act: Callable[[float], None]) -> list[_Gap]:
        """The gaps of some seconds; `act` is told which part of them has passed, at 60 a second."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop, frames = QEventLoop(), QTimer()
        began = time.perf_counter()
        frames.timeout.connect(lambda: act(min(1.0, (time.perf_counter() - began) / seconds)))
        frames.start(16)
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        self._seen, self._last = [], _now()
        self._timer.start()
        loop.exec()
        self._timer.stop()
        frames.stop()
        return self._seen

    def _tick(self) -> None:
        now = _now()
        self._seen.append(_Gap(now[0] - self._last[0], now[1] - self._last[1]))
        self._last = now


def _now() -> tuple[float, float]:
    """Milliseconds by the clock, and of work of this thread."""
    return time.perf_counter() * 1000, time.thread_time() * 1000


def _print(name: str, gaps: list[_Gap]) -> None:
    over = sum(gap.whole > 50 for gap in gaps)
    print(
        f"{name:<24}{max(gap.whole for gap in gaps):6.1f} ms at most, {over} times over 50 ms;"
        f" the window's own work {max(gap.own for gap in gaps):5.1f} ms at most"
    )
