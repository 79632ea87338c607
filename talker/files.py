"""Files that are either whole or not there: written under a passing name, then renamed."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from talker.errors import ErrorCode, InputError

_PART = ".part"
# EFBIG: the file system (FAT) or a quota allows no larger file.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def part_name(target: Path, suffix: str = "") -> Path:
    """A fresh name beside `target` for the time of writing.

    It is new each time: after a kill, an orphaned encoder may still be writing the old one.
    """
    return target.with_name(f"{target.name}.{secrets.token_hex(4)}{_PART}{suffix}")


def publish(part: Path, target: Path) -> None:
    """Puts a finished part on the disk for good and gives it its final name, in one step."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)


def discard(path: Path) -> None:
    """Removes a file if it can be removed: on Windows another program may hold it."""
    with suppress(OSError):
        path.unlink()


def discard_parts(folder: Path, start: str = "", suffix: str = "") -> None:
    """Removes what interrupted writers left in `folder`, of targets that begin with `start`."""
    for path in folder.iterdir():
        if path.name.startswith(start) and path.name.endswith(_PART + suffix):
            discard(path)


def disk_full(path: Path) -> InputError:
    """The error for a full disk, whoever met it."""
    return InputError(
        ErrorCode.DISK_FULL,
        f"The disk is full: {path} could not be written.",
        "Free some space and run the same command again; finished parts are kept.",
        path,
    )


def write_error(error: OSError, path: Path) -> InputError:
    """What kept `path` from being written: DISK_FULL or OUTPUT_UNWRITABLE."""
    if error.errno in _FULL:
        return disk_full(path)
    return InputError(
        ErrorCode.OUTPUT_UNWRITABLE,
        f"{path} cannot be written: {error.strerror or error}.",
        "Choose another place, or change its permissions.",
        path,
    )


def check_free(path: Path, *, overwrite: bool) -> None:
    """InputError OUTPUT_EXISTS when there is something that may not be replaced."""
    if path.exists() and not overwrite:
        raise InputError(
            ErrorCode.OUTPUT_EXISTS,
            f"{path} exists already.",
            "Choose another name, or replace it with --overwrite.",
            path,
        )
