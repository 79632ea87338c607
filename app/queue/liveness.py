"""Whether a process of this computer still lives, and is the one that was meant."""

from __future__ import annotations

import psutil

_TOLERANCE = 1.0


def process_start_time(pid: int) -> float | None:
    """When the process began (Unix seconds); None when there is none."""
    try:
        return float(psutil.Process(pid).create_time())
    except psutil.NoSuchProcess:
        return None


def is_alive(pid: int, start_time: float) -> bool:
    """Whether it is there and not dead already: process numbers are used again, and a killed
    process stays in the list until its parent has waited for it."""
    try:
        process = psutil.Process(pid)
        same = abs(process.create_time() - start_time) < _TOLERANCE
        return same and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True  # it is there, and more is not to be known
