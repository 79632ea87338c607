"""A lock between processes that the system takes back when its holder dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from talker.files import discard
from talker.progress import CancelToken

_POLL_SECONDS = 0.1

if sys.platform == "win32":
    import msvcrt

    def try_lock(handle: int) -> bool:
        """Locks an open file for this process; False when another one has it."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def try_lock(handle: int) -> bool:
        """Locks an open file for this process; False when another one has it."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def file_lock(path: Path, cancel: CancelToken, on_wait: Callable[[], None]) -> Iterator[None]:
    """Holds the lock file `path`; waits while another process has it, calling `on_wait` once."""
    waited = False
    while (handle := _try_hold(path)) is None:
        if not waited:
            on_wait()
            waited = True
        cancel.check()
        time.sleep(_POLL_SECONDS)
    try:
        yield
    finally:
        _let_go(handle, path)


@contextmanager
def presence(path: Path, patience: float = 1.0) -> Iterator[bool]:
    """Holds the lock file so that others see that somebody is there (`is_held`).

    Goes on without it, and says False, where another process still has it after `patience` seconds.
    """
    deadline = time.monotonic() + patience
    while (handle := _try_hold(path)) is None and time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS)
    try:
        yield handle is not None
    finally:
        if handle is not None:
            _let_go(handle, path)


def is_held(path: Path) -> bool:
    """Whether a process that is alive holds the lock file now."""
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        return not try_lock(handle)
    finally:
        os.close(handle)


def _try_hold(path: Path) -> int | None:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    if try_lock(handle) and _is_current(handle, path):
        return handle
    os.close(handle)
    return None


def _let_go(handle: int, path: Path) -> None:
    # Removed while still held: whoever waits sees that the file is gone and makes a new one.
    discard(path)
    os.close(handle)
    if sys.platform == "win32":
        discard(path)  # Windows removes no open file


def _is_current(handle: int, path: Path) -> bool:
    """Whether the locked file is still the one under this name (its last holder removes it)."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
