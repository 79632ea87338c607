"""The garbage collector stays in the window's thread while a window is there."""

from __future__ import annotations

import gc
import threading

from pytestqt.qtbot import QtBot

from app.gui.shell.gc_guard import GcGuard
from app.gui.shell.main import Desktop


class Cycle:
    """Garbage that only the collector frees; remembers in which thread."""

    freed: list[str]

    def __init__(self, freed: list[str]) -> None:
        self.freed = freed
        self.me = self

    def __del__(self) -> None:
        self.freed.append(threading.current_thread().name)


def test_cycles_made_in_a_thread_are_freed_in_the_windows(desktop: Desktop) -> None:
    freed: list[str] = []
    made = 5000  # Python's own collector would look several times meanwhile, in that thread

    def work() -> None:
        for _ in range(made):
            Cycle(freed)

    desktop.context.tasks.run(work)
    desktop.context.tasks.finish()
    gc.collect()
    assert freed == [threading.main_thread().name] * made


def test_the_guard_looks_by_itself(qtbot: QtBot) -> None:
    freed: list[str] = []
    guard = GcGuard()
    guard.settle()
    try:
        for _ in range(5000):
            Cycle(freed)
        assert not freed
        qtbot.waitUntil(lambda: bool(freed), timeout=60_000)
    finally:
        guard.close()


def test_nothing_is_looked_through_while_the_window_is_made(qtbot: QtBot) -> None:
    del qtbot
    begun: list[str] = []

    def note(phase: str, _: object) -> None:
        begun.append(phase)

    gc.callbacks.append(note)
    guard = GcGuard()
    try:
        made = [Cycle([]) for _ in range(5000)]
        guard.settle()
        assert begun == []
    finally:
        gc.callbacks.remove(note)
        guard.close()
    del made


def test_the_collector_is_given_back(qtbot: QtBot) -> None:
    del qtbot
    GcGuard().close()
    assert gc.isenabled()
