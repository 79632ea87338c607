"""Ends an ffmpeg that makes no progress while somebody waits for it, or that is cancelled."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from talker.progress import CancelToken

PATIENCE = 300  # seconds without any progress
TICK = 0.5  # seconds between two looks
_CHUNK_BYTES = 1 << 20


class Watchdog:
    """Looks after one process. Progress is whatever passes through its pipes, a report that
    differs from the last one, and growth of `target`; time counts only while we wait."""

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        target: Path | None,
        patience: float | None,
        cancel: CancelToken | None,
    ) -> None:
        self._process = process
        self._target = target
        self._patience = PATIENCE if patience is None else patience
        self._cancel = cancel
        self._moves = 0
        self._waiting = 0
        self._ended = threading.Event()
        self.stalled = False
        threading.Thread(target=self._run, name="watch ffmpeg", daemon=True).start()

    def move(self) -> None:
        """Something was done."""
        self._moves += 1

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Around everything that may block for as long as the process likes."""
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1

    def end(self) -> None:
        """Nobody waits any more."""
        self._ended.set()

    def _run(self) -> None:
        # Looks are counted, not seconds: a computer that sleeps makes no progress either.
        quiet, last = 0, self._state()
        while not self._ended.wait(TICK):
            state = self._state()
            quiet = quiet + 1 if self._waiting and state == last else 0
            last = state
            self.stalled = quiet * TICK >= self._patience
            if self.stalled or (self._cancel is not None and self._cancel.cancelled):
                self._process.kill()
                return

    def _state(self) -> tuple[int, int, int]:
        size, time = 0, 0
        if self._target is not None:
            try:
                facts = self._target.stat()
                size, time = facts.st_size, facts.st_mtime_ns
            except OSError:
                pass  # it is not there yet
        return self._moves, size, time


class WatchedReader:
    """What a process writes to its stdout."""

    def __init__(self, stream: IO[bytes], watch: Watchdog) -> None:
        self._stream = stream
        self._watch = watch

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, fewer only at the end; without `size` everything."""
        if size < 0:
            return b"".join(iter(lambda: self.read(_CHUNK_BYTES), b""))
        with self._watch.waiting():
            data = self._stream.read(size)
        self._watch.move()
        return data

    def lines(self) -> Iterator[bytes]:
        """Line by line; that there is one more is no progress yet."""
        while True:
            with self._watch.waiting():
                line = self._stream.readline()
            if not line:
                return
            yield line


class WatchedWriter:
    """What a process reads from its stdin."""

    def __init__(self, stream: IO[bytes], watch: Watchdog) -> None:
        self._stream = stream
        self._watch = watch

    def write(self, data: bytes | memoryview) -> None:
        """Hands all of it on."""
        with self._watch.waiting():
            self._stream.write(data)
        self._watch.move()

    def close(self) -> None:
        """Nothing more comes."""
        with self._watch.waiting():
            self._stream.close()
