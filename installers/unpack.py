"""Lays wheels out as files, the same for the same wheels, whoever does it and wherever."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from installers.errors import BuildError
from installers.wheels import Wheel

_RECORD = "RECORD"
# What pip would make scripts of, and C headers: nothing here starts or compiles them.
_NOT_WANTED = ("scripts", "headers")


@dataclass
class SitePackages:
    """A folder `site-packages` that is filled wheel by wheel; `prefix` is where Python lies."""

    folder: Path
    prefix: Path
    leave_out: Sequence[str] = ()
    owners: dict[str, tuple[str, Path]] = field(default_factory=dict)

    def add(self, wheel: Wheel) -> None:
        """Unpacks one wheel; BuildError for unsafe names and for a file that two wheels have."""
        try:
            with zipfile.ZipFile(wheel.path) as archive:
                self._add(wheel, archive)
        except zipfile.BadZipFile as error:
            raise BuildError(f"{wheel.path} is no whole wheel: {error}") from error

    def _add(self, wheel: Wheel, archive: zipfile.ZipFile) -> None:
        record: list[tuple[str, str, int]] = []
        record_place = ""
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            if info.is_dir():
                continue
            inside = _safe(info.filename, wheel)
            if inside.parts[0].endswith(".dist-info") and inside.name == _RECORD:
                record_place = str(inside)
                continue
            target = self._target(inside)
            if target is None or any(
                fnmatchcase(str(target), pattern) for pattern in self.leave_out
            ):
                continue
            content = archive.read(info)
            self._write(target, content, wheel)
            record.append((str(target), _record_hash(content), len(content)))
        if not record_place:
            raise BuildError(f"{wheel.path} has no RECORD, so it is no wheel.")
        # What was left out would look like damage to whoever compares.
        text = io.StringIO(newline="")
        rows = csv.writer(text, lineterminator="\n")
        rows.writerows(record)
        rows.writerow((record_place, "", ""))
        self._write(PurePosixPath(record_place), text.getvalue().encode(), wheel)

    def _target(self, inside: PurePosixPath) -> PurePosixPath | None:
        """Where a member goes, relative to site-packages."""
        if not inside.parts[0].endswith(".data"):
            return inside
        kind, *rest = inside.parts[1:]
        if kind in {"purelib", "platlib"}:
            return PurePosixPath(*rest)
        if kind in _NOT_WANTED:
            return None
        if kind == "data":
            return PurePosixPath("..", "..", *rest)  # site-packages is PREFIX/Lib/site-packages
        raise BuildError(f"A wheel holds files of an unknown kind: {inside}")

    def _write(self, target: PurePosixPath, content: bytes, wheel: Wheel) -> None:
        path = self.folder.joinpath(*target.parts)
        # Windows knows one file of each spelling.
        owner, there = self.owners.setdefault(str(target).casefold(), (wheel.path.name, path))
        if owner != wheel.path.name and there.read_bytes() != content:
            raise BuildError(f"{wheel.path.name} and {owner} both hold {target}, and they differ.")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _safe(name: str, wheel: Wheel) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or not path.parts:
        raise BuildError(f"{wheel.path} holds a file with an unsafe name: {name!r}")
    return path


def _record_hash(content: bytes) -> str:
    digest = hashlib.sha256(content).digest()
    return "sha256=" + base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
