"""The opacity of a video whose portrait is transparent, kept in the cache for its deliverables, and
for a later video that takes sentences over.

The video itself has nowhere to put it: players take a second picture track for another video.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from talker.cache import Cache, Entry
from talker.home import cache_folder

_KIND = "opacity/1"


def keep_opacity(
    home: Path, record_id: str, segments: Sequence[Path], parts: Sequence[str] = ()
) -> None:
    """Stores the H.264 segments of the opacity of a video under the id of its record.

    `parts` are their keys, where they are the parts of a script.
    """
    streams = [segment.read_bytes() for segment in segments]
    sizes = [[key, len(stream)] for key, stream in zip(parts, streams, strict=False)]
    entry = Entry({"h264": np.frombuffer(b"".join(streams), np.uint8)}, {"parts": sizes})
    Cache(cache_folder(home)).store(entry, record_id, _KIND)


def write_kept_opacity(home: Path, record_id: str, target: Path) -> bool:
    """Writes the stream to `target`; False where none is kept."""
    entry = Cache(cache_folder(home)).load(record_id, _KIND)
    if entry is None:
        return False
    target.write_bytes(entry.arrays["h264"].tobytes())
    return True


def kept_parts(home: Path, record_id: str) -> dict[str, bytes]:
    """The H.264 streams of the parts of a script, by their keys; empty where none are kept."""
    entry = Cache(cache_folder(home)).load(record_id, _KIND)
    if entry is None:
        return {}
    parts: dict[str, bytes] = {}
    at = 0
    for key, size in entry.facts.get("parts", ()):
        parts[key] = entry.arrays["h264"][at : at + size].tobytes()
        at += size
    return parts
