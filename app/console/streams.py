"""Standard output that never falls over: any letter, a reader that left, a device that is full."""

from __future__ import annotations

import errno
import io
import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from typing_extensions import Buffer, override

from talker.errors import ErrorCode, InputError

# Control characters, and ends of lines and paragraphs.
_STEERING = frozenset({"Cc", "Zl", "Zp"})
# Windows tells a closed pipe by EINVAL.
_READER_LEFT = {errno.EPIPE, errno.EINVAL} if sys.platform == "win32" else {errno.EPIPE}


def printable(text: str) -> str:
    """Words from outside for a terminal: what steers it or begins a line becomes U+FFFD."""
    return "".join("\ufffd" if unicodedata.category(sign) in _STEERING else sign for sign in text)


@contextmanager
def safe_streams(*, as_json: bool) -> Iterator[None]:
    """Makes the process's own standard streams safe for the time of a command.

    Letters that the encoding lacks (a Windows pipe, the C locale) become backslash escapes; JSON is
    always UTF-8. A reader that leaves (`| head`) ends nothing: the rest is thrown away. Streams
    that somebody put in the place of the process's own stay as they are.
    """
    before = sys.stdout, sys.stderr
    if sys.stdout is sys.__stdout__:
        sys.stdout = _safe(sys.stdout, "utf-8" if as_json else None)
    if sys.stderr is sys.__stderr__:
        sys.stderr = _safe(sys.stderr, None)
    try:
        yield
    finally:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        sys.stdout, sys.stderr = before


def _safe(stream: TextIO | None, encoding: str | None) -> TextIO | None:
    if not isinstance(stream, io.TextIOWrapper):  # no console at all: pythonw
        return stream
    stream.flush()
    if stream.isatty():
        stream.reconfigure(errors="backslashreplace")
        return stream
    return io.TextIOWrapper(
        io.BufferedWriter(_Pipe(stream.fileno())),
        encoding=encoding or stream.encoding,
        errors="backslashreplace",
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


class _Pipe(io.RawIOBase):
    """Writes to a descriptor of the process; what cannot be written ends in the null device."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @override
    def fileno(self) -> int:
        return self._descriptor

    @override
    def isatty(self) -> bool:
        return False

    @override
    def writable(self) -> bool:
        return True

    @override
    def write(self, data: Buffer) -> int:
        try:
            return os.write(self._descriptor, data)
        except OSError as error:
            self._give_up()
            if error.errno in _READER_LEFT:
                return memoryview(data).nbytes
            code = (
                ErrorCode.DISK_FULL if error.errno == errno.ENOSPC else ErrorCode.OUTPUT_UNWRITABLE
            )
            raise InputError(
                code,
                f"What the program prints cannot be written: {os.strerror(error.errno or 0)}.",
                "Choose another place for it, or free some space.",
            ) from error

    def _give_up(self) -> None:
        """From here on, for our children too."""
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, self._descriptor)
        os.close(null)
