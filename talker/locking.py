"""Locks between processes that the system takes back when their holder dies, and notes that tell
by such a lock whether who wrote them is still there."""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from talker.files import discard
from talker.progress import CancelToken

_POLL_SECONDS = 0.1
_YOUNG_SECONDS = 3600.0

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


@contextmanager
def note(folder: Path, text: bytes) -> Iterator[int | None]:
    """A file in `folder` that says `text` while the block runs, and is locked by this process: what
    a process leaves behind that dies inside, however it dies (see `dead_notes`).

    Gives its handle; None where there is no room for a note, for which no work fails.
    """
    path = folder / f"{secrets.token_hex(8)}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        yield None
        return
    try:
        # Without the lock it says nothing: somebody is just looking, and it would seem dead.
        if try_lock(handle):
            with suppress(OSError):
                os.write(handle, text)
        yield handle
    finally:
        take_back(handle)
        discard(path)
        os.close(handle)
        discard(path)  # Windows removes no open file


def take_back(handle: int) -> None:
    """Has a note say nothing any more: it is nobody's, whatever becomes of its process."""
    with suppress(OSError):
        os.ftruncate(handle, 0)


def dead_notes(folder: Path) -> Iterator[bytes]:
    """What the notes in `folder` say whose process is dead, one after the other; each is locked
    until the next is asked for, and removed then. Raises OSError."""
    for path in list(folder.glob("*.txt")):
        try:
            handle = os.open(path, os.O_RDWR)
        except OSError:  # its work has just ended
            continue
        try:
            if not try_lock(handle):
                continue
            text = os.read(handle, 65536)
            if text:
                yield text
            elif os.fstat(handle).st_mtime > time.time() - _YOUNG_SECONDS:
                continue  # just being written
            discard(path)
        finally:
            os.close(handle)
        discard(path)


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
