"""The content hash of large model files, remembered until a file changes."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from talker.errors import InputError
from talker.files import atomic_write
from talker.home import cache_folder
from talker.media.images import digest

SHOWN = 10  # hexadecimal digits: what other tools show


def content_hash(path: Path, home: Path) -> str:
    """The first ten digits of the SHA-256 of `path`."""
    stat = path.stat()
    key = f"{path.absolute()} {stat.st_size} {stat.st_mtime_ns}"
    memory = cache_folder(home) / "avatar-hashes.json"
    known: dict[str, str] = {}
    with suppress(OSError, ValueError):
        known = json.loads(memory.read_text(encoding="utf-8"))
    if key in known:
        return known[key]
    known[key] = digest(path)[:SHOWN]
    with suppress(InputError), atomic_write(memory, parents=True) as part:  # it is only a memory
        part.write_text(json.dumps(known), encoding="utf-8")
    return known[key]
