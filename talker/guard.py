"""Ends the programs that this process has started when it dies, however it dies.

Windows has job objects for that. Elsewhere a small shell reads a pipe that ends with us: it knows
the programs that still run. It hears of each in a line of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import suppress

_SCRIPT = """\
running=
while read -r word id; do
    case $word in
        + ) running="$running $id" ;;
        - ) left=
            for one in $running; do [ "$one" = "$id" ] || left="$left $one"; done
            running=$left ;;
    esac
done
[ -z "$running" ] || kill -9 $running
"""
_SHELL = "/bin/sh"

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes
    from functools import cache

    _EXTENDED_LIMITS = 9
    _KILL_ON_CLOSE = 0x2000

    class _Limits(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION; the numbers that are not ours stay 0."""

        _fields_ = (
            ("times", ctypes.c_int64 * 2),
            ("flags", ctypes.c_uint32),
            ("working_set", ctypes.c_size_t * 2),
            ("processes", ctypes.c_uint32),
            ("affinity", ctypes.c_size_t),
            ("classes", ctypes.c_uint32 * 2),
            ("transfers", ctypes.c_uint64 * 6),
            ("memory", ctypes.c_size_t * 4),
        )

    @cache
    def _job() -> int | None:
        """A job of which Windows kills everything when its only handle, ours, is closed."""
        kernel = ctypes.windll.kernel32
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        job = kernel.CreateJobObjectW(None, None)
        limits = _Limits(flags=_KILL_ON_CLOSE)
        size = ctypes.sizeof(limits)
        handle = wintypes.HANDLE(job)
        if not job or not kernel.SetInformationJobObject(
            handle, _EXTENDED_LIMITS, ctypes.byref(limits), size
        ):
            return None
        return int(job)

    def guard(process: subprocess.Popen[bytes]) -> None:
        """The program ends with us from now on."""
        job = _job()
        if job is not None:
            ctypes.windll.kernel32.AssignProcessToJobObject(
                wintypes.HANDLE(job), wintypes.HANDLE(int(process._handle))
            )

    def release(process: subprocess.Popen[bytes]) -> None:
        """The program has ended: nothing is to be done."""

else:
    _lock = threading.Lock()
    _pipe: int | None = None

    def guard(process: subprocess.Popen[bytes]) -> None:
        """The program ends with us from now on."""
        _tell(f"+ {process.pid}\n")

    def release(process: subprocess.Popen[bytes]) -> None:
        """The program has ended: its number may be another's."""
        _tell(f"- {process.pid}\n")

    def _tell(line: str) -> None:
        global _pipe
        with _lock, suppress(OSError):  # without a shell nothing is guarded
            if _pipe is None:
                _pipe = _start_shell()
            os.write(_pipe, line.encode())

    def _start_shell() -> int:
        """The end of the pipe that is ours: no other program gets it."""
        read, write = os.pipe()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            files = [(os.POSIX_SPAWN_DUP2, read, 0), (os.POSIX_SPAWN_DUP2, nowhere, 1)]
            files.append((os.POSIX_SPAWN_DUP2, nowhere, 2))
            os.posix_spawn(_SHELL, [_SHELL, "-c", _SCRIPT], {}, file_actions=files, setsid=True)
        except BaseException:
            os.close(write)
            raise
        finally:
            os.close(read)
            os.close(nowhere)
        return write
