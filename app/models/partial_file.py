"""A file on its way into the store: it keeps what arrived and knows its hash as it grows."""

from __future__ import annotations

import hashlib
import queue
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from talker.files import discard, write_error
from talker.progress import CancelToken

_BLOCK = 1 << 20
_WAITING_BLOCKS = 64


class PartialFile:
    """The `.part` file at `path` that is to become `size` bytes long; one thread uses it.

    Used as a context: entering reads what an earlier try left, so that the hash goes on from
    there. Bytes reach the file before the hash, and the hash runs in a thread of its own: the
    line never waits for it. The file stays when the context ends.
    """

    def __init__(self, path: Path, size: int) -> None:
        self.path = path
        self.size = size
        self.kept = 0  # bytes of an earlier try that are still in it
        self.done = 0
        self.pieced = False  # whether it was put together from several tries

    def __enter__(self) -> Self:
        try:
            self._file = self.path.open("ab+", buffering=0)
        except OSError as error:
            raise write_error(error, self.path) from error
        self._hash = _Hash()
        self.done = self.kept = self.path.stat().st_size
        self.pieced = self.done > 0
        if self.done > self.size:
            self.restart()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._hash.stop()
        self._file.close()

    def catch_up(self, cancel: CancelToken) -> None:
        """Hashes what was there already; to be called once, before anything is added."""
        self._file.seek(0)
        while block := self._file.read(_BLOCK):
            cancel.check()
            self._hash.add(block)

    def append(self, block: bytes) -> None:
        """Adds bytes; DISK_FULL or OUTPUT_UNWRITABLE when they cannot be kept."""
        rest = memoryview(block)
        try:
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            raise write_error(error, self.path) from error
        self.done += len(block)
        self._hash.add(block)

    def restart(self) -> None:
        """Throws away what is there."""
        self._file.truncate(0)
        self._hash.stop()
        self._hash = _Hash()
        self.done = self.kept = 0
        self.pieced = False

    def shorten(self, size: int) -> None:
        """Takes back what came behind the first `size` bytes; the hash begins anew with those."""
        self._file.truncate(size)
        self._hash.stop()
        self._hash = _Hash()
        self.done = size
        self.kept = min(self.kept, size)
        self.catch_up(CancelToken())

    def sha256(self) -> str:
        """The hash of everything in the file, in hex; nothing may be added after this."""
        return self._hash.result()

    def discard(self) -> None:
        """Removes the file; after the context has ended."""
        discard(self.path)


class _Hash:
    """SHA-256 in a thread: hashing and receiving take about the same time."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._blocks: queue.Queue[bytes | None] = queue.Queue(_WAITING_BLOCKS)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def add(self, block: bytes) -> None:
        self._blocks.put(block)

    def result(self) -> str:
        self.stop()
        return self._digest.hexdigest()

    def stop(self) -> None:
        if self._thread.is_alive():
            self._blocks.put(None)
            self._thread.join()

    def _run(self) -> None:
        while (block := self._blocks.get()) is not None:
            self._digest.update(block)


def validator_path(part: Path) -> Path:
    """Where the server's words about the version in a part lie."""
    return part.with_name(f"{part.name}.json")
