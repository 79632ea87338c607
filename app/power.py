"""Puts this computer to sleep or switches it off, and says who would mind."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from talker.processes import no_window
from talker.programs import find_program

_SECONDS = 20.0


class PowerState(StrEnum):
    """How a computer rests."""

    SLEEP = "sleep"
    OFF = "off"


_COMMANDS: dict[tuple[PowerState, str], tuple[str, ...]] = {
    (PowerState.SLEEP, "win32"): ("rundll32", "powrprof.dll,SetSuspendState", "0,1,0"),
    (PowerState.SLEEP, "darwin"): ("pmset", "sleepnow"),
    (PowerState.SLEEP, "linux"): ("systemctl", "suspend"),
    (PowerState.OFF, "win32"): ("shutdown", "/s", "/t", "60"),
    (PowerState.OFF, "darwin"): (
        "osascript",
        "-e",
        'tell app "System Events" to shut down',
    ),
    (PowerState.OFF, "linux"): ("systemctl", "poweroff"),
}


def power_command(state: PowerState, platform: str = sys.platform) -> list[str]:
    """What brings the computer there; on Windows a minute is left to say no (`shutdown /a`)."""
    return list(_COMMANDS[state, platform if platform in ("win32", "darwin") else "linux"])


def go(state: PowerState) -> None:
    """Brings the computer there; OSError where that does not work."""
    name, *arguments = power_command(state)
    program = find_program(name)
    if program is None:
        raise OSError(f"this computer has no {name}")
    try:
        subprocess.run(
            [str(program), *arguments],
            check=True,
            timeout=_SECONDS,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            creationflags=no_window(),
        )
    except subprocess.SubprocessError as error:
        raise OSError(str(error)) from error


def others_logged_in() -> tuple[str, ...]:
    """Who is logged in besides the user of this process."""
    import psutil  # a window asks no earlier than when its last video is made

    own = _plain(psutil.Process().username())
    return tuple(sorted({user.name for user in psutil.users()} - {own}))


def _plain(name: str) -> str:
    """Windows puts the domain before it."""
    return name.rpartition("\\")[2]


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _LastInput(ctypes.Structure):
        _fields_ = [("size", wintypes.UINT), ("time", wintypes.DWORD)]

    def seconds_since_input() -> float | None:
        """How long nobody has touched this computer; None where nobody can tell."""
        last = _LastInput(ctypes.sizeof(_LastInput), 0)
        if not ctypes.windll.user32.GetLastInputInfo(ctypes.byref(last)):
            return None
        now = int(ctypes.windll.kernel32.GetTickCount())
        return ((now - last.time) & 0xFFFFFFFF) / 1000.0  # it begins anew after 49 days

else:

    def seconds_since_input() -> float | None:
        """How long nobody has touched its terminals; None where there are none."""
        import psutil

        touched = []
        for user in psutil.users():
            with suppress(OSError, TypeError):
                touched.append((Path("/dev") / user.terminal).stat().st_atime)
        return max(0.0, time.time() - max(touched)) if touched else None
