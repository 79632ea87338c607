"""Where model files may lie besides the store, and how they are recognised there: by content."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from app.models.events import Checking, OnEvent
from app.models.index import HashIndex, Stamp, stamp
from talker.progress import CancelToken

_UNFINISHED = (".part", ".incomplete", ".tmp", ".crdownload", ".aria2")


def hugging_face_cache() -> Path:
    """The folder in which Hugging Face's libraries keep what they downloaded."""
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        if os.environ.get(name):
            return Path(os.environ[name]).expanduser()
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    home = os.environ.get("HF_HOME") or Path(cache) / "huggingface"
    return Path(home).expanduser() / "hub"


def candidates(folder: Path, sizes: Collection[int]) -> Iterator[tuple[Path, Stamp]]:
    """Files below `folder` that have one of these sizes; links are followed, each place once."""
    seen: set[str] = set()
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        # A link may lead back up: its real place tells.
        real = os.path.realpath(here)
        if real in seen:
            continue
        seen.add(real)
        try:
            with os.scandir(here) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            continue  # gone, not a folder, or not ours to read
        for entry in found:
            try:
                if entry.is_dir():
                    waiting.append(Path(entry.path))
                    continue
                facts = entry.stat()
            except OSError:
                continue
            if facts.st_size in sizes and not entry.name.endswith(_UNFINISHED):
                yield Path(entry.path), Stamp(facts.st_size, facts.st_mtime_ns)


class SearchPaths:
    """The folders that are searched; files are read for their hash only when their size fits."""

    def __init__(self, folders: tuple[Path, ...], index: HashIndex) -> None:
        self.folders = folders
        self._index = index
        self._found: dict[str, Path] = {}

    def find(self, sha256: str) -> Path | None:
        """A file with this content that an earlier search saw and that is still unchanged."""
        real = [os.path.realpath(folder) for folder in self.folders]
        remembered = [
            place
            for place in self._index.places(sha256)
            if any(place.is_relative_to(folder) for folder in real)
        ]
        for path in [self._found[sha256]] if sha256 in self._found else remembered:
            if self._index.digest(path, CancelToken()) == sha256:
                return path
        return None

    def search(self, sizes: Collection[int], cancel: CancelToken, on_event: OnEvent) -> None:
        """Looks through all folders."""
        found: dict[str, Path] = {}
        for folder in self.folders:
            for sha, path in recognise(folder, sizes, self._index, cancel, on_event):
                found.setdefault(sha, path)
        self._found = found


def recognise(
    folder: Path, sizes: Collection[int], index: HashIndex, cancel: CancelToken, on_event: OnEvent
) -> Iterator[tuple[str, Path]]:
    """The hash and the path of every file below `folder` that has one of these sizes."""
    for path, now in candidates(folder, sizes):
        cancel.check()
        sha = index.known(path, now) or index.digest(path, cancel, telling(path, on_event))
        if sha is not None:
            yield sha, path


def telling(path: Path, on_event: OnEvent) -> Callable[[int], None]:
    """A listener for `HashIndex.digest` that tells as an event how far it is."""
    now = stamp(path)
    total = 0 if now is None else now.size

    def tell(done: int) -> None:
        on_event(Checking(path, done, total))

    return tell
