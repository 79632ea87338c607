"""Paths that a sheet names: where they point, and whether the sheet may reach there."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from urllib.request import url2pathname

from app.batch.rows import FILES, Row
from talker.errors import ErrorCode, InputError
from talker.files import exists
from talker.options.deliver_spec import map_files
from talker.text_list import split_texts

_FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
_QUOTES = "\"'\u201c\u201d\u2018\u2019"  # straight, and as word processors make of them


@dataclass(frozen=True)
class PathPolicy:
    """Relative paths start at `base`; every path must lie in `base` or in one of `more`.

    `outside` lifts the second rule. A sheet may come from somebody else: it must not be able to
    read a stranger's pictures, or make Windows greet a foreign server.
    """

    base: Path
    more: tuple[Path, ...] = ()
    outside: bool = False

    def resolve(self, written: str) -> Path:
        """The real path that `written` means, symbolic links followed; it need not exist.

        Raises InputError PATH_OUTSIDE when it lies outside the roots, ROW_INVALID when no system
        could have such a path.
        """
        text = written.strip().strip(_QUOTES).strip()
        if not text or "\0" in text or not _can_be_stored(text):
            raise InputError(
                ErrorCode.ROW_INVALID, f"{written!r} is not a path.", "Write the name of a file."
            )
        if text.lower().startswith("file:"):
            text = _of_uri(text)
        path = self.base.absolute() / text
        if sys.platform != "win32" and "\\" in text and not exists(path):
            path = self.base.absolute() / text.replace("\\", "/")  # a sheet made on Windows
        # First by the letters alone: only then is the disk, or a server, asked.
        path = Path(os.path.normpath(path))
        self._check(path, written, [root.absolute() for root in self._roots()])
        path = _as_stored(path)
        try:
            real = path.resolve()
        except (OSError, RuntimeError) as error:
            raise InputError(
                ErrorCode.ROW_INVALID,
                f"{written} cannot be followed: {error}.",
                "Name the file itself, not a link.",
                path,
            ) from error
        self._check(real, written, [])
        return real

    def _roots(self) -> tuple[Path, ...]:
        return (self.base, *self.more)

    def _check(self, path: Path, written: str, also: Iterable[Path]) -> None:
        roots = [*also, *(root.resolve() for root in self._roots())]
        if self.outside or any(path.is_relative_to(root) for root in roots):
            return
        raise InputError(
            ErrorCode.PATH_OUTSIDE,
            f"{written} lies outside the folder of the sheet.",
            f"Allow the folder with --root {path.parent}, or every place with --allow-outside.",
            path,
        )


def _as_stored(path: Path) -> Path:
    """The name as the disk has it: a Mac stores é as two letters, other systems as one, and copies
    keep what they were.
    """
    if exists(path):
        return path
    for form in _FORMS:
        other = path.parent / unicodedata.normalize(form, path.name)
        if exists(other):
            return other
    return path


def _can_be_stored(text: str) -> bool:
    """Whether names of files have these letters: JSON and sheets can spell halves of some."""
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return False
    return True


def _of_uri(text: str) -> str:
    """`file:///C:/a%20b.png` as a path; a server in it stays, and lies outside."""
    parts = urlsplit(text)
    server = f"//{parts.netloc}" if parts.netloc not in ("", "localhost") else ""
    return server + url2pathname(parts.path)


def resolve_row(row: Row, policy: PathPolicy) -> Row:
    """The row with whole paths: it no longer belongs to its sheet, and may be edited.

    The first path that `policy` refuses is the row's problem, and stays as it was written.
    """
    problem = row.problem

    def whole(written: str) -> str:
        nonlocal problem
        try:
            return str(policy.resolve(written))
        except InputError as error:
            problem = problem or error
            return written

    files: dict[str, Any] = {
        name: whole(getattr(row, name)) for name in FILES if getattr(row, name)
    }
    options = dict(row.options)
    specs = split_texts(options.get("deliverable", ()))
    if isinstance(specs, tuple) and specs:
        options["deliverable"] = tuple(map_files(spec, whole) for spec in specs)
    return replace(row, **files, options=options, problem=problem)
