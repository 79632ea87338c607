"""Moves the large packages of a payload out of it, into zip files that come later.

The small rest holds the program's own downloader and everything that it needs, so the rest of an
installation is fetched as models are: checked, resumed, from any of the addresses, or taken from
the folder of the installer.
"""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

from app.install_parts import PARTS_FILE, PartFile, PartList
from installers.payload import Payload

_DATE = (1980, 1, 1, 0, 0, 0)
_SMALL = 8_000_000  # bytes of a package that stays inside
_PART = 1_500_000_000  # bytes laid out; below what FAT and simple servers can hold
_BLOCK = 1 << 20


def move_out(payload: Payload, folder: Path, name: str, addresses: Sequence[str]) -> list[Path]:
    """Writes the parts into `folder` and their list into the payload; returns the parts."""
    packages = payload.folder / "python" / "Lib" / "site-packages"
    groups = _groups(packages)
    parts: list[Path] = []
    for number, group in enumerate(groups, 1):
        part = folder / f"{name}-part{number}.zip"
        _write(part, group, payload.folder)
        parts.append(part)
    for group in groups:
        for path in group:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    listed = PartList(addresses=tuple(addresses), files=tuple(_describe(part) for part in parts))
    (payload.folder / PARTS_FILE).write_text(
        listed.model_dump_json(indent=2) + "\n", encoding="utf-8", newline="\n"
    )
    return parts


def _groups(packages: Path) -> list[list[Path]]:
    """Large entries of site-packages, in groups that make one part each."""
    groups: list[list[Path]] = []
    room = 0
    for path in sorted(packages.iterdir()):
        size = _size(path)
        if size <= _SMALL:
            continue
        if not groups or size > room:
            groups.append([])
            room = _PART
        groups[-1].append(path)
        room -= size
    return groups


def _size(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


def _write(part: Path, group: Sequence[Path], root: Path) -> None:
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for top in group:
            for path in sorted([top, *top.rglob("*")]):
                if not path.is_file():
                    continue
                info = zipfile.ZipInfo(path.relative_to(root).as_posix(), _DATE)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.file_size = path.stat().st_size
                with path.open("rb") as source, archive.open(info, "w") as target:
                    shutil.copyfileobj(source, target, _BLOCK)


def _describe(part: Path) -> PartFile:
    with part.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return PartFile(name=part.name, size=part.stat().st_size, sha256=digest)
