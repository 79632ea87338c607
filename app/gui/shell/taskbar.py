"""Shows on the program's button in the task bar how far the queue is: Windows and Linux docks."""

from __future__ import annotations

import ctypes
import sys
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.gui.services.jobs_feed import JobsFeed, Outlook
from app.queue.job import State


class _Button(Protocol):
    def show(self, done: int, total: int, *, failed: bool) -> None:
        """`total` 0 takes the bar away."""
        ...


class TaskbarProgress(QObject):
    """Follows the feed; what ended before the queue was last empty does not count."""

    def __init__(self, feed: JobsFeed, window: QWidget) -> None:
        super().__init__(window)
        self._button: _Button | None = None
        if sys.platform == "win32":
            self._button = _WindowsButton(int(window.winId()))
        elif sys.platform.startswith("linux"):
            self._button = _LauncherEntry()
        self._before: dict[State, int] | None = None
        self._shown = (-1, -1)
        feed.outlook_changed.connect(self._show)

    def _show(self, outlook: Outlook) -> None:
        counts = outlook.counts
        if not outlook.open or self._before is None:
            self._before = counts
        done = max(0, counts[State.DONE] - self._before[State.DONE])
        failed = max(0, counts[State.FAILED] - self._before[State.FAILED])
        total = done + failed + outlook.open if outlook.open else 0
        shown = (done + failed, total)
        if shown != self._shown and self._button is not None:
            self._shown = shown
            self._button.show(*shown, failed=failed > 0)


class _LauncherEntry:
    """The signal that the docks of GNOME (Ubuntu), KDE and others listen for."""

    def show(self, done: int, total: int, *, failed: bool) -> None:
        from PySide6.QtDBus import QDBusConnection, QDBusMessage

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        message = QDBusMessage.createSignal(
            "/io/mouthpiece", "com.canonical.Unity.LauncherEntry", "Update"
        )
        facts = {
            "progress": done / total if total else 0.0,
            "progress-visible": total > 0,
            "urgent": failed and total == 0,
        }
        message.setArguments(["application://mouthpiece.desktop", facts])
        bus.send(message)


if sys.platform == "win32":

    class _WindowsButton:
        """ITaskbarList3 of the Windows shell, called by its place in the table of functions."""

        _CLASS = UUID("56FDF344-FD6D-11D0-958A-006097C9A090")
        _INTERFACE = UUID("EA1AFB91-9E28-4B86-90E9-9E9F8A5EEFAF")
        _IN_PROCESS = 1
        _INIT, _SET_VALUE, _SET_STATE = 3, 9, 10
        _NONE, _NORMAL, _ERROR = 0, 2, 4

        def __init__(self, window: int) -> None:
            self._window = ctypes.c_void_p(window)
            self._list = ctypes.c_void_p()
            ole = ctypes.windll.ole32
            ole.CoInitialize(None)
            failed = ole.CoCreateInstance(
                self._CLASS.bytes_le,
                None,
                self._IN_PROCESS,
                self._INTERFACE.bytes_le,
                ctypes.byref(self._list),
            )
            if failed or self._call(self._INIT):
                self._list = ctypes.c_void_p()

        def show(self, done: int, total: int, *, failed: bool) -> None:
            if not self._list:
                return
            state = self._ERROR if failed else self._NORMAL
            self._call(self._SET_STATE, self._window, ctypes.c_int(state if total else self._NONE))
            if total:
                amounts = ctypes.c_ulonglong(done), ctypes.c_ulonglong(total)
                self._call(self._SET_VALUE, self._window, *amounts)

        def _call(self, place: int, *values: object) -> int:
            kinds = [type(value) for value in values]
            table = ctypes.cast(self._list, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p)))
            function = ctypes.WINFUNCTYPE(ctypes.c_long, ctypes.c_void_p, *kinds)
            return int(function(table[0][place])(self._list, *values))
