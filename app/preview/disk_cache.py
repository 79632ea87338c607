"""Small files that previews leave behind, so that the same question is answered from the disk."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from talker.files import atomic_write, discard
from talker.home import cache_folder

_MOST = 400


def previews_folder(home: Path) -> Path:
    """Where they lie; may be deleted at any time."""
    return cache_folder(home) / "previews"


def keep(target: Path, write: Callable[[Path], object]) -> Path:
    """Writes `target` in one step; of too many files the oldest go."""
    with atomic_write(target, target.suffix, parents=True, sync=False) as part:
        write(part)
    _prune(target.parent)
    return target


def _prune(folder: Path) -> None:
    files = []
    for path in folder.iterdir():
        with suppress(OSError):  # another thread was quicker
            files.append((path.stat().st_mtime, path))
    for _, path in sorted(files)[:-_MOST]:
        discard(path)
