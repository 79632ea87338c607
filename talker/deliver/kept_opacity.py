"""The opacity of a video whose portrait is transparent, kept in the cache for its deliverables.

The video itself has nowhere to put it: players take a second picture track for another video.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from talker.cache import Cache, Entry
from talker.home import cache_folder

_KIND = "opacity/1"


def keep_opacity(home: Path, record_id: str, segments: Sequence[Path]) -> None:
    """Stores the H.264 segments of the opacity of a video under the id of its record."""
    stream = b"".join(segment.read_bytes() for segment in segments)
    entry = Entry({"h264": np.frombuffer(stream, np.uint8)}, {})
    Cache(cache_folder(home)).store(entry, record_id, _KIND)


def write_kept_opacity(home: Path, record_id: str, target: Path) -> bool:
    """Writes the stream to `target`; False where none is kept."""
    entry = Cache(cache_folder(home)).load(record_id, _KIND)
    if entry is None:
        return False
    target.write_bytes(entry.arrays["h264"].tobytes())
    return True
