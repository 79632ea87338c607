"""Results that depend on a portrait alone, kept between renders; the oldest make room."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talker.errors import InputError
from talker.files import atomic_write, discard

_log = logging.getLogger(__name__)
_SUFFIX = ".npz"
_FACTS = "_facts"
_DEFAULT_BYTES = 2 << 30


@dataclass(frozen=True)
class Entry:
    """Arrays by name, and small facts that JSON can hold."""

    arrays: Mapping[str, NDArray[Any]]
    facts: Mapping[str, Any]


class Cache:
    """Content-addressed: the parts of a key (digest, what was computed, its version) name a file.

    A damaged entry counts as missing. A cache that cannot be written is no failure: the work is
    only done again next time.
    """

    def __init__(self, folder: Path, limit_bytes: int = _DEFAULT_BYTES) -> None:
        self._folder = folder
        self._limit = limit_bytes

    def load(self, *key: str) -> Entry | None:
        """The entry stored under the same key, or None."""
        path = self._path(key)
        try:
            with np.load(path, allow_pickle=False) as stored:
                arrays = {name: stored[name] for name in stored.files}
            facts = json.loads(arrays.pop(_FACTS).tobytes())
            os.utime(path)  # used just now: pruned last
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            _log.warning("cache entry %s is damaged and will be made again: %s", path.name, error)
            return None
        return Entry(arrays, facts)

    def holds(self, *key: str) -> bool:
        """Whether there is an entry, without reading it."""
        return self._path(key).is_file()

    def store(self, entry: Entry, *key: str) -> None:
        """Keeps an entry, then prunes the least recently used beyond the size limit."""
        path = self._path(key)
        facts = np.frombuffer(json.dumps(dict(entry.facts)).encode(), np.uint8)
        arrays: dict[str, Any] = {_FACTS: facts, **entry.arrays}
        try:
            with atomic_write(path, parents=True, sync=False) as part, part.open("wb") as file:
                np.savez(file, **arrays)
        except InputError as error:
            _log.warning("cache entry %s was not kept: %s", path.name, error)
            return
        self._prune(keep=path)

    def _path(self, key: tuple[str, ...]) -> Path:
        name = hashlib.sha256(json.dumps(key).encode()).hexdigest()[:32]
        return self._folder / f"{name}{_SUFFIX}"

    def _prune(self, keep: Path) -> None:
        entries = []
        for path in self._folder.glob(f"*{_SUFFIX}"):
            with suppress(FileNotFoundError):
                entries.append((path.stat().st_mtime, path.stat().st_size, path))
        total = sum(size for _, size, _ in entries)
        for _, size, path in sorted(entries):
            if total <= self._limit:
                return
            if path != keep:
                discard(path)
                total -= size
