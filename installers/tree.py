"""A folder of files as one number: its hash, its size, its longest path."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Tree:
    """`sha256` is that of the lines `HASH  PATH` of all files; `longest` counts UTF-16 units."""

    sha256: str
    files: int
    size: int
    longest: int


def measure(folder: Path) -> Tree:
    """Reads every file below `folder`; times and the order on the disk do not matter."""
    lines: list[str] = []
    size = longest = 0
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        place = path.relative_to(folder).as_posix()
        lines.append(f"{digest}  {place}\n")
        size += path.stat().st_size
        longest = max(longest, len(place.encode("utf-16-le")) // 2)
    lines.sort(key=lambda line: line.partition("  ")[2])
    total = hashlib.sha256("".join(lines).encode())
    return Tree(total.hexdigest(), len(lines), size, longest)


def set_times(folder: Path, epoch: int) -> None:
    """Gives every file the same time, because an installer passes it on."""
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, (epoch, epoch))
