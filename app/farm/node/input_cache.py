"""Inputs on a node: kept by content, verified on arrival, the longest unused removed first."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from app.farm.net.protocol import InputFile
from app.models.index import hash_file
from talker.errors import ErrorCode, InputError
from talker.files import discard, publish, write_error
from talker.progress import CancelToken

CACHE_BYTES = 20 << 30


class InputCache:
    """Files named after their SHA-256 in `folder`, at most `limit` bytes of them.

    `shared` is the folder that this computer and the queue's both see, if there is one.
    Several processes may use the same folder.
    """

    def __init__(self, folder: Path, shared: Path | None = None, limit: int = CACHE_BYTES) -> None:
        self._folder = folder
        self._shared = shared
        self._limit = limit
        folder.mkdir(parents=True, exist_ok=True)

    def find(self, wanted: InputFile) -> Path | None:
        """The file with this content, in the cache or the shared folder."""
        path = self._path(wanted.sha256, wanted.suffix)
        if path.exists():
            os.utime(path)
            return path
        if wanted.shared is None or self._shared is None:
            return None
        seen = self._shared.joinpath(*wanted.shared.split("/"))
        try:
            right = (
                seen.resolve().is_relative_to(self._shared.resolve())
                and seen.stat().st_size == wanted.size
                and hash_file(seen, CancelToken()) == wanted.sha256
            )
        except OSError:
            return None
        return seen if right else None

    def add(self, wanted: InputFile, offset: int, chunk: bytes) -> bool:
        """Adds bytes of a file that comes in order; whether it is complete now.

        Raises DISK_FULL or OUTPUT_UNWRITABLE, and INPUT_UNREADABLE when what arrived is not what
        was promised.
        """
        target = self._path(wanted.sha256, wanted.suffix)
        if target.exists():
            return True
        part = target.with_name(f"{target.name}.{os.getpid()}.part")
        try:
            with part.open("r+b" if offset else "wb") as file:
                file.seek(offset)
                file.write(chunk)
                file.truncate()
            if offset + len(chunk) < wanted.size:
                return False
            if hash_file(part, CancelToken()) != wanted.sha256:
                discard(part)
                raise _changed(wanted)
            publish(part, target)
        except OSError as error:
            discard(part)
            raise write_error(error, target) from error
        self.shrink({target.name})
        return True

    def save(self, wanted: InputFile, content: bytes) -> None:
        """Saves a whole file; raises what `add` raises."""
        if len(content) != wanted.size:
            raise _changed(wanted)
        self.add(wanted, 0, content)

    def shrink(self, spare: Collection[str] = ()) -> None:
        """Removes the longest unused files until the rest fits."""
        known = []
        for path in self._folder.iterdir():
            try:
                facts = path.stat()
            except FileNotFoundError:  # another process was faster
                continue
            known.append((facts.st_mtime, facts.st_size, path))
        total = sum(size for _, size, _ in known)
        for _, size, path in sorted(known):
            if total <= self._limit:
                return
            if path.name not in spare:
                discard(path)
                total -= size

    def _path(self, sha256: str, suffix: str) -> Path:
        return self._folder / f"{sha256}{suffix}"


def _changed(wanted: InputFile) -> InputError:
    return InputError(
        ErrorCode.INPUT_UNREADABLE,
        f"The {wanted.role} changed while it was sent to another computer.",
        "Leave inputs alone while their videos are made; try the job again.",
    )
