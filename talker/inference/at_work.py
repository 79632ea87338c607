"""Notes in the home: this backend computes for this network now.

A library may end the process that computes with it, or never come back, and nothing in that process
can say so. Its note stays behind and says it to the next one.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from talker.home import backends_folder
from talker.locking import dead_notes, note, take_back


@dataclass(frozen=True)
class AtWork:
    """A backend, by its id and version, that computes for a network, and since when (Unix
    seconds)."""

    backend: str
    version: str
    network: str
    since: float


class _Here:
    """What computes in this process, by the handles of the notes."""

    def __init__(self) -> None:
        # Signals withdraw, too: maybe while their own thread holds it.
        self.lock = threading.RLock()
        self.found: dict[int, AtWork] = {}
        self.withdrawn = False


_here = _Here()


@contextmanager
def noted_work(backend: str, version: str, network: str, home: Path) -> Iterator[None]:
    """Notes that the block is a backend's work; the note stays when this process dies inside."""
    if _here.withdrawn:
        yield
        return
    work = AtWork(backend, version, network, time.time())
    with note(_notes(home), json.dumps(asdict(work)).encode()) as handle:
        if handle is None:
            yield
            return
        with _here.lock:
            _here.found[handle] = work
            if _here.withdrawn:
                take_back(handle)
        try:
            yield
        finally:
            with _here.lock:
                del _here.found[handle]


def at_work_here(seconds: float) -> tuple[AtWork, ...]:
    """What has computed in this process for `seconds` or longer."""
    with _here.lock:
        return tuple(one for one in _here.found.values() if time.time() - one.since >= seconds)


def withdraw() -> None:
    """From now on no backend is to blame for the end of this process: it is ended on purpose."""
    with _here.lock:
        _here.withdrawn = True
        for handle in _here.found:
            take_back(handle)


def left_behind(home: Path) -> Iterator[AtWork]:
    """What processes computed that have died since; each note is gone when the next is asked for.

    Not from before this computer was started: then the power may have failed.
    """
    import psutil  # the window, which reads this module, starts without

    with suppress(OSError):
        for text in dead_notes(_notes(home)):
            with suppress(ValueError, TypeError):  # anybody may write there
                work = AtWork(**json.loads(text))
                if work.since > psutil.boot_time():
                    yield work


def _notes(home: Path) -> Path:
    return backends_folder(home) / "computing"
