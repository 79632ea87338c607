"""The content hash of large model files, remembered until a file changes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from talker.errors import InputError
from talker.files import atomic_write, digest
from talker.home import cache_folder

SHOWN = 10  # hexadecimal digits: what other tools show


def content_hash(path: Path, home: Path) -> str:
    """The first ten digits of the SHA-256 of `path`."""
    key, known = _key(path), _known(home)
    if key in known:
        return known[key]
    known[key] = digest(path)[:SHOWN]
    with suppress(InputError), atomic_write(_memory(home), parents=True) as part:  # only a memory
        part.write_text(json.dumps(known), encoding="utf-8")
    return known[key]


def known_files(wanted: str, home: Path) -> Iterator[Path]:
    """The files of this hash that were used on this computer and have not changed since."""
    for key, found in _known(home).items():
        if found == wanted:
            path = Path(key.rsplit(" ", 2)[0])
            with suppress(OSError):
                if _key(path) == key:
                    yield path


def _key(path: Path) -> str:
    stat = path.stat()
    return f"{path.absolute()} {stat.st_size} {stat.st_mtime_ns}"


def _memory(home: Path) -> Path:
    return cache_folder(home) / "avatar-hashes.json"


def _known(home: Path) -> dict[str, str]:
    with suppress(OSError, ValueError):
        known = json.loads(_memory(home).read_text(encoding="utf-8"))
        if isinstance(known, dict):
            return known
    return {}
