"""Whether a process of this computer still lives, and is the one that was meant; whether a lease
has ended. Nothing here goes by the clock on the wall: somebody may set it while jobs run.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path

_TOLERANCE = 1.0
# No computer runs for thirty years: larger times are Unix seconds, as earlier versions wrote them.
_UNIX_TIME = 1e9
# Leases are far shorter. A longer one was written before the computer was started last.
_LONGEST_LEASE = 3600.0
# Where Linux counts the processes of the computer itself (PROC_PID_INIT_INO).
_FIRST_SPACE = "pid:[4026531836]"


def process_start_time(pid: int) -> float | None:
    """When the process began; None when there is none.

    On Linux seconds since the start of the computer: the system counts those, and derives the time
    of day from a clock that may be set. Elsewhere Unix seconds, written down when it began.
    """
    if sys.platform == "linux":
        try:
            return _ticks(pid) / os.sysconf("SC_CLK_TCK")
        except (FileNotFoundError, ProcessLookupError):
            return None
    import psutil  # a hundredth of a window's start, which asks nothing

    try:
        return float(psutil.Process(pid).create_time())
    except psutil.NoSuchProcess:
        return None


def this_host() -> str:
    """The computer as jobs name it. Containers may share a computer's name and a home, and still
    count their processes for themselves: what tells those apart is part of the name."""
    name = socket.gethostname()
    if sys.platform == "linux":
        with suppress(OSError):
            space = str(Path("/proc/self/ns/pid").readlink())
            return name if space == _FIRST_SPACE else f"{name} {space}"
    return name


def is_alive(pid: int, start_time: float) -> bool:
    """Whether it is there and not dead already: process numbers are used again, and a killed
    process stays in the list until its parent has waited for it."""
    import psutil

    try:
        process = psutil.Process(pid)
        unix = sys.platform != "linux" or start_time >= _UNIX_TIME
        began = process.create_time() if unix else process_start_time(pid)
        same = began is not None and abs(began - start_time) < _TOLERANCE
        return same and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True  # it is there, and more is not to be known


def lease_end(seconds: float) -> float:
    """When a lease of so many seconds ends, by the clock that all processes of a computer share.

    It begins anew when the computer does, and nobody sets it.
    """
    return time.monotonic() + seconds


def has_ended(lease: float) -> bool:
    """Whether a lease has ended."""
    if lease >= _UNIX_TIME:
        return lease < time.time()
    now = time.monotonic()
    return lease < now or lease > now + _LONGEST_LEASE


def _ticks(pid: int) -> int:
    """When a process of Linux began, in the system's own count."""
    # The name of the program may hold blanks and brackets; the last bracket ends it.
    fields = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
    return int(fields[19])
