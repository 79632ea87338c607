"""Remembers the hash of files by path, size and time, so that 100 GB are read only once.

It is a cache: it may be deleted, and where it cannot be written the program works without it.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from talker.files import discard
from talker.progress import CancelToken

_BLOCK = 1 << 20
_BUSY_SECONDS = 10.0
_TABLE = (
    "CREATE TABLE IF NOT EXISTS digest("
    "path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL)"
)


@dataclass(frozen=True)
class Stamp:
    """What a file system knows of a file without reading it."""

    size: int
    mtime_ns: int


def stamp(path: Path) -> Stamp | None:
    """The stamp of an existing file, None for anything else."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return Stamp(facts.st_size, facts.st_mtime_ns) if path.is_file() else None


def hash_file(
    path: Path, cancel: CancelToken, on_bytes: Callable[[int], None] = lambda _: None
) -> str:
    """The SHA-256 of a file in hex; `on_bytes` hears how many have been read."""
    digest = hashlib.sha256()
    block = memoryview(bytearray(_BLOCK))
    done = 0
    with path.open("rb", buffering=0) as file:
        while count := file.readinto(block):
            cancel.check()
            digest.update(block[:count])
            done += count
            on_bytes(done)
    return digest.hexdigest()


class HashIndex:
    """The remembered hashes, shared by all threads and processes of a user."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._data, rows = _open(path)
        self._known = {place: (Stamp(size, mtime), sha) for place, size, mtime, sha in rows}

    def known(self, path: Path, now: Stamp) -> str | None:
        """The hash of the file if it has not changed since it was read; nothing is read here."""
        found = self._known.get(os.path.realpath(path))
        return found[1] if found and found[0] == now else None

    def digest(
        self, path: Path, cancel: CancelToken, on_bytes: Callable[[int], None] = lambda _: None
    ) -> str | None:
        """The hash of the file, read when it is new or changed; None when it cannot be read."""
        now = stamp(path)
        if now is None:
            return None
        sha = self.known(path, now)
        if sha is None:
            try:
                sha = hash_file(path, cancel, on_bytes)
            except OSError:
                return None
            # Changed while it was read: the hash is of neither state.
            if stamp(path) != now:
                return None
            self.remember(path, sha, now)
        return sha

    def remember(self, path: Path, sha256: str, now: Stamp | None = None) -> None:
        """Notes the hash of a file that the caller knows, for its present state."""
        now = now or stamp(path)
        if now is None:
            return
        key = os.path.realpath(path)  # one file may be reached through several links
        self._known[key] = (now, sha256)
        self._write(
            "INSERT OR REPLACE INTO digest VALUES(?, ?, ?, ?)",
            [(key, now.size, now.mtime_ns, sha256)],
        )

    def forget(self, paths: Iterable[Path]) -> None:
        """Drops what is known of these files."""
        keys = [os.path.realpath(path) for path in paths]
        gone = [(key,) for key in keys if self._known.pop(key, None)]
        self._write("DELETE FROM digest WHERE path = ?", gone)

    def names(self, path: Path) -> list[Path]:
        """Every place that is this very file: its names are hard links to one content."""
        found = [path]
        for place in map(Path, list(self._known)):
            with suppress(OSError):
                if place.samefile(path):
                    found.append(place)
        return found

    def places(self, sha256: str) -> list[Path]:
        """Where files of this content were seen; they may have changed since."""
        return [Path(place) for place, (_, sha) in list(self._known.items()) if sha == sha256]

    def close(self) -> None:
        """Closes the file; the hashes stay for the next one who opens it."""
        self._data.close()

    def _write(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        try:
            with self._lock, self._data:
                self._data.executemany(statement, rows)
        except sqlite3.Error:
            return  # a full disk or another process that will not let go: only a cache


_Row = tuple[str, int, int, str]


def _open(path: Path) -> tuple[sqlite3.Connection, list[_Row]]:
    """The file at `path` and its rows; made anew when damaged, in memory when out of reach."""
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return _connect(os.fspath(path))
        except (OSError, sqlite3.OperationalError):
            break  # no permission, a read-only disk, or another process that will not let go
        except sqlite3.DatabaseError:
            discard(path)
    return _connect(":memory:")


def _connect(name: str) -> tuple[sqlite3.Connection, list[_Row]]:
    data = sqlite3.connect(name, timeout=_BUSY_SECONDS, check_same_thread=False)
    try:
        with data:
            data.execute(_TABLE)
        return data, data.execute("SELECT path, size, mtime_ns, sha256 FROM digest").fetchall()
    except sqlite3.Error:
        data.close()
        raise
