"""Standard output that never falls over: any letter, a reader that left, a device that is full."""

from __future__ import annotations

import errno
import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

from typing_extensions import Buffer, override

from talker.errors import ErrorCode, InputError

# Control characters, line and paragraph separators, and what turns the direction of writing.
_STEERING = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
_IN_TEXT = re.compile(f"[{_STEERING}]")
_IN_LINE = re.compile(f"[\t\n{_STEERING}]")
# Windows tells a closed pipe by EINVAL.
_READER_LEFT = {errno.EPIPE, errno.EINVAL} if sys.platform == "win32" else {errno.EPIPE}


def printable(line: str) -> str:
    """Words from outside for one line of a terminal: what steers it or ends it becomes U+FFFD."""
    return _IN_LINE.sub("\ufffd", line)


def plain(text: str) -> str:
    """The same for text of several lines, which may have tabs."""
    return _IN_TEXT.sub("\ufffd", text)


class PlainStream:
    """Text for `stream` that steers no terminal, whoever writes it (argparse, logging)."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def __getattr__(self, name: str) -> Any:
        """All but the writing is the stream's own."""
        return getattr(self.stream, name)

    def write(self, text: str) -> int:
        """Writes `text`, what steers a terminal as U+FFFD."""
        self.stream.write(plain(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """The same for several."""
        for line in lines:
            self.write(line)


@contextmanager
def safe_streams(*, as_json: bool) -> Iterator[None]:
    """Makes the process's standard streams safe for the time of a command.

    Nothing steers a terminal but what `Terminal` draws; JSON is left as it is. Letters that the
    encoding lacks (a Windows pipe, the C locale) become backslash escapes; JSON is always UTF-8. A
    reader that leaves (`| head`) ends nothing: the rest is thrown away.
    """
    before = sys.stdout, sys.stderr
    if sys.stdout is sys.__stdout__:
        sys.stdout = _safe(sys.stdout, "utf-8" if as_json else None)
    if sys.stderr is sys.__stderr__:
        sys.stderr = _safe(sys.stderr, None)
    if not as_json:
        sys.stdout = _plain(sys.stdout)
    sys.stderr = _plain(sys.stderr)
    try:
        yield
    finally:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        sys.stdout, sys.stderr = before


def _plain(stream: TextIO | None) -> TextIO | None:
    return None if stream is None else cast("TextIO", PlainStream(stream))


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
