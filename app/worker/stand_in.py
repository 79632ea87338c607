"""The team that goes on with the queue when the window is closed, and leaves when it opens again.

Two lock files tell who is there: a window, and its stand-in. A queue has one team at a time, so
that "videos at a time" means what it says.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.worker.shutdown import StopRequest
from talker.locking import is_held, presence

OPTION = "--stand-in"
_LOOK_SECONDS = 0.5


def window_is_open(home: Path) -> bool:
    """Whether a window of this home runs."""
    return is_held(_window(home))


@contextmanager
def as_window(home: Path) -> Iterator[None]:
    """Tells a stand-in that it can go."""
    home.mkdir(parents=True, exist_ok=True)
    with presence(_window(home)):
        yield


@contextmanager
def as_stand_in(home: Path) -> Iterator[StopRequest]:
    """What asks the stand-in to end: a signal, or a window that opens."""
    home.mkdir(parents=True, exist_ok=True)
    with presence(_stand_in(home)):
        yield StopRequest(also=lambda: window_is_open(home))


def wait_for_stand_in(home: Path, stop: StopRequest) -> None:
    """Until the stand-in has put its videos back into the queue, or `stop` is asked for."""
    while is_held(_stand_in(home)) and not stop.wait(_LOOK_SECONDS):
        pass  # it looks for a window as often, and its workers stop within two seconds


def _window(home: Path) -> Path:
    return home / "window.lock"


def _stand_in(home: Path) -> Path:
    return home / "stand-in.lock"
