"""What befalls processes in a bad night: signals, a full disk, a clock that somebody sets.

The torture programs draw from it, and count afterwards what is left of it all.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import psutil

from talker.leftovers import clear_leftovers
from tests.waiting import PATIENCE

# Every process of ours that starts reads its clock anew from the file beside it. What Linux derives
# from the clock, the start times of processes, moves with it.
_CUSTOMIZE = """
import time
from pathlib import Path

_now, _file = time.time, Path(__file__).with_name("step")

def _stepped():
    try:
        return _now() + float(_file.read_text())
    except (OSError, ValueError):
        return _now()

time.time = _stepped
try:
    import psutil
    _created = psutil.Process.create_time
    psutil.Process.create_time = lambda process: _created(process) + _stepped() - _now()
except ImportError:
    pass
"""
_STEPS = (-400 * 86400.0, -3600.0, -2.0, 2.0, 3600.0, 400 * 86400.0)
_FILE_SYSTEM = "tmpfs"


class Trouble(StrEnum):
    """The kinds of trouble."""

    KILL = "kill"  # kill -9
    TERM = "term"  # SIGTERM
    SLEEP = "sleep"  # SIGSTOP, and SIGCONT after some seconds
    STEP = "step"  # the clock is set
    FULL = "full"  # the disk is full for some seconds


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[bool]:
    """Mounts a small disk at `folder`; whether that is possible here."""
    folder.mkdir(parents=True, exist_ok=True)
    size = f"size={megabytes}m"
    command = ["mount", "-t", _FILE_SYSTEM, "-o", size, _FILE_SYSTEM, str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=False)


@contextmanager
def settable_clock(folder: Path) -> Iterator[Path]:
    """Processes that are started in the block go by a clock that the file `step` sets."""
    folder.mkdir(parents=True)
    (folder / "sitecustomize.py").write_text(_CUSTOMIZE, encoding="utf-8")
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(folder), before]))
    try:
        yield folder / "step"
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before


@dataclass
class Troubles:
    """Troubles at random: `clock` is the file of `settable_clock`, `disk` one that may be full."""

    chance: random.Random
    clock: Path | None = None
    disk: Path | None = None
    longest_sleep: float = 14.0
    counts: Counter[Trouble] = field(default_factory=Counter)
    _asleep: dict[psutil.Process, float] = field(default_factory=dict)
    _full_until: float = 0.0

    def make(self, processes: Sequence[int]) -> None:
        """One more trouble, for one of the processes or all of them."""
        self.relent()
        kinds = [Trouble.KILL, Trouble.TERM, Trouble.SLEEP]
        kinds += [Trouble.STEP] if self.clock is not None else []
        kinds += [Trouble.FULL] if self.disk is not None and not self._full_until else []
        kind = self.chance.choice(kinds)
        awake = [pid for pid in processes if all(one.pid != pid for one in self._asleep)]
        try:
            if kind is Trouble.STEP and self.clock is not None:
                self.clock.write_text(str(self.chance.choice(_STEPS)))
            elif kind is Trouble.FULL and self.disk is not None:
                self._full_until = time.monotonic() + self.chance.uniform(1.0, 6.0)
                _fill(self.disk)
            elif awake:
                self._signal(kind, psutil.Process(self.chance.choice(awake)))
            else:
                return
        except (psutil.Error, ProcessLookupError):
            return
        self.counts[kind] += 1

    def _signal(self, kind: Trouble, process: psutil.Process) -> None:
        match kind:
            case Trouble.KILL:
                process.kill()
            case Trouble.TERM:
                process.send_signal(signal.SIGTERM)
            case _:
                process.suspend()
                until = time.monotonic() + self.chance.uniform(0.5, self.longest_sleep)
                self._asleep[process] = until

    def relent(self, *, wholly: bool = False) -> None:
        """Ends what has lasted long enough; `wholly`: all of it."""
        now = time.monotonic()
        for process, until in list(self._asleep.items()):
            if wholly or now > until:
                del self._asleep[process]
                with suppress(psutil.Error):
                    process.resume()
        if self._full_until and (wholly or now > self._full_until) and self.disk is not None:
            self._full_until = 0.0
            _ballast(self.disk).unlink(missing_ok=True)
        if wholly and self.clock is not None:
            self.clock.unlink(missing_ok=True)


def left_behind(folder: Path, *homes: Path) -> list[str]:
    """Processes that still work in `folder`, and unfinished files there after the next start."""
    for home in homes:
        clear_leftovers(home)
    end = time.monotonic() + PATIENCE
    while (processes := _processes_in(folder)) and time.monotonic() < end:
        time.sleep(0.1)
    endings = (".part", ".old")
    parts = [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if any(ending in path.suffixes for ending in endings)
    ]
    return [*processes, *parts]


def _processes_in(folder: Path) -> list[str]:
    found = []
    for process in psutil.process_iter(["pid", "cmdline", "status"]):
        with suppress(psutil.Error):
            command = " ".join(process.info["cmdline"] or [])
            home = process.environ().get("MOUTHPIECE_HOME", "")
            ours = str(folder) in command or home.startswith(str(folder))
            if ours and process.pid != os.getpid():
                found.append(f"{process.pid} {process.info['status']}: {command[:200]}")
    return found


def _ballast(disk: Path) -> Path:
    return disk / "ballast"


def _fill(disk: Path) -> None:
    with _ballast(disk).open("wb") as file, suppress(OSError):
        block = bytes(1 << 20)
        while True:
            file.write(block)
            file.flush()
