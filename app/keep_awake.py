"""Keeps the computer from falling asleep by itself while there is work; the screen may go dark.

Windows: SetThreadExecutionState. macOS: caffeinate. Linux: systemd-inhibit, where there is one.
Who closes the lid or chooses Sleep still gets it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from talker.processes import no_window
from talker.programs import find_program

_CONTINUOUS = 0x80000000
_SYSTEM_REQUIRED = 0x00000001
_PATIENCE_SECONDS = 2.0
_HOLDERS = {
    "darwin": ("caffeinate", "-i"),
    "linux": (
        *("systemd-inhibit", "--what=idle", "--who=Mouthpiece"),
        *("--why=Videos are being made", "--mode=block", "--no-ask-password"),
    ),
}


def awake(platform: str = sys.platform) -> AbstractContextManager[None]:
    """For as long as the block lasts, at the longest as this process lives. Fails never: a
    computer that cannot be asked goes to sleep as before."""
    if platform == "win32":
        return by_thread_state(_set_thread_state)
    return by_holder(_HOLDERS.get(platform, ()))


@contextmanager
def by_thread_state(set_state: Callable[[int], object]) -> Iterator[None]:
    """Windows asks the thread; the wish ends with it at the latest."""
    set_state(_CONTINUOUS | _SYSTEM_REQUIRED)
    try:
        yield
    finally:
        set_state(_CONTINUOUS)


@contextmanager
def by_holder(command: tuple[str, ...]) -> Iterator[None]:
    """Runs `command cat`: `cat` ends when we do, however that comes, and the wish with it."""
    program = find_program(command[0]) if command else None
    if program is None:
        yield
        return
    try:
        holder = subprocess.Popen(
            [str(program), *command[1:], "cat"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C in our terminal is for us
            creationflags=no_window(),
        )
    except OSError:
        yield
        return
    try:
        yield
    finally:
        assert holder.stdin is not None
        holder.stdin.close()
        try:
            holder.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            holder.kill()
            holder.wait()


def _set_thread_state(flags: int) -> None:
    if sys.platform == "win32":  # mypy knows the function only there
        import ctypes

        ctypes.windll.kernel32.SetThreadExecutionState(ctypes.c_uint(flags))
