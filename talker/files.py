"""Files that are either whole or not there: written under a passing name, then renamed."""

from __future__ import annotations

import errno
import hashlib
import math
import os
import secrets
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path

from talker.errors import ErrorCode, InputError

# Whether a folder with something in it may be replaced as a whole.
Replaces = Callable[[Path], bool]
_PART = ".part"
_LONGEST_NAME = 255  # where the system does not say
# EFBIG: the file system (FAT) or a quota allows no larger file.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def no_folder(_: Path) -> bool:
    """No folder is replaced but an empty one."""
    return False


@contextmanager
def atomic_write(
    target: Path,
    suffix: str = "",
    *,
    stem: str = "",
    parents: bool = False,
    sync: bool = True,
    replaces: Replaces | None = no_folder,
) -> Iterator[Path]:
    """The path of a part beside `target`, to be written by the block: a file or a folder.

    It becomes `target` when the block ends well, and is removed when anything goes wrong; what was
    there stays until then. OSErrors become InputError DISK_FULL or OUTPUT_UNWRITABLE, but for a
    lack of memory. The part ends in `suffix` where a tool goes by that, and is called `stem` where
    the target's own name may be too long for more. `parents` makes missing folders; without `sync`
    a crash of the computer may leave an empty file, which is enough for what can be made again.
    `replaces` is as for `publish`.
    """
    part = part_name(target.with_name(stem) if stem else target, suffix)
    try:
        if parents:
            target.parent.mkdir(parents=True, exist_ok=True)
        yield part
        publish(part, target, sync=sync, replaces=replaces)
    except OSError as error:
        if error.errno == errno.ENOMEM:
            raise
        raise write_error(error, target) from error
    finally:
        discard_part(part)


@contextmanager
def atomic_folder(folder: Path) -> Iterator[Path]:
    """The path of a new folder beside `folder`, to be filled by the block.

    It becomes `folder` when the block ends well, unless another process was quicker: what is there
    may be in use, so it stays. On any error nothing is left.
    """
    part = part_name(folder)
    try:
        part.mkdir(parents=True)
        yield part
        try:
            part.rename(folder)
        except OSError:
            if not folder.is_dir():
                raise
    finally:
        discard_part(part)


def part_name(target: Path, suffix: str = "") -> Path:
    """A fresh name beside `target` for the time of writing.

    It is new each time: after a kill, an orphaned encoder may still be writing the old one.
    """
    ending = f".{secrets.token_hex(4)}{_PART}{suffix}"
    # A part may get one of its own, when it is signed.
    spare = 0 if target.name.endswith(_PART + suffix) else len(ending)
    return target.with_name(fitting_name(target.parent, target.name, ending, spare))


def fitting_name(folder: Path, stem: str, ending: str, spare: int = 0) -> str:
    """As much of `stem` as leaves room for `ending`, and for `spare` bytes more, in a name that
    the file system of `folder` takes."""
    room = _longest_name(folder) - len(os.fsencode(ending)) - spare
    data = stem.encode("utf-8", "replace")
    if len(data) <= room:
        return stem + ending
    return data[:room].decode("utf-8", "ignore") + ending


def _longest_name(folder: Path) -> int:
    """How many bytes a name may have: 255, in an encrypted home 143."""
    if sys.platform != "win32":
        with suppress(OSError, ValueError):
            return os.pathconf(folder, "PC_NAME_MAX")
    return _LONGEST_NAME


def publish(
    part: Path, target: Path, *, sync: bool = True, replaces: Replaces | None = no_folder
) -> None:
    """Puts a finished part on the disk for good and gives it its final name, in one step.

    A folder takes the place of another one only when that is empty or `replaces` agrees: else
    InputError OUTPUT_EXISTS. With None nothing is ever replaced, not even what appeared meanwhile.
    """
    folder = part.is_dir()
    if sync and not folder:
        with part.open("rb+") as file:
            os.fsync(file.fileno())
    if replaces is None:
        _publish_free(part, target)
    elif folder:
        _publish_folder(part, target, replaces)
    else:
        part.replace(target)


def _publish_free(part: Path, target: Path) -> None:
    """Gives a part a name that nobody has: the system itself refuses one that is taken."""
    renames = part.is_dir() or sys.platform == "win32"  # where that replaces nothing
    try:
        if renames:
            part.rename(target)
        else:
            os.link(part, target)
    except OSError as error:
        if isinstance(error, FileExistsError) or os.path.lexists(target):
            raise _taken(target) from None
        if renames:
            raise
        _publish_reserved(part, target)  # a file system without links, such as a stick's
        return
    if not renames:
        discard(part)


def _publish_reserved(part: Path, target: Path) -> None:
    try:
        target.touch(exist_ok=False)
    except FileExistsError:
        raise _taken(target) from None
    part.replace(target)


def _publish_folder(part: Path, target: Path, replaces: Replaces) -> None:
    """No system replaces a folder in one step: the old one steps aside until the new one is there,
    and is looked at there, where nobody else adds to it by its name."""
    check_folder(target, replaces)
    if not target.is_dir():
        part.replace(target)
        return
    aside = aside_name(part)
    target.rename(aside)
    try:
        check_folder(aside, replaces, target)
        old = list(aside.iterdir())
        part.replace(target)
    except BaseException:
        aside.rename(target)
        raise
    for path in old:  # and nothing else: what came meanwhile stays
        discard(path)
    with suppress(OSError):
        aside.rmdir()


def aside_name(part: Path) -> Path:
    """Where the folder that a part replaces stands while that takes its name."""
    return part.with_name(f"{part.name.removesuffix(_PART)}.old")


def check_folder(path: Path, replaces: Replaces, target: Path | None = None) -> None:
    """InputError OUTPUT_EXISTS, about `target`, for a folder that may not be replaced."""
    if not path.is_dir():
        return
    if not path.is_symlink() and (not any(path.iterdir()) or replaces(path)):
        return
    target = target or path
    raise InputError(
        ErrorCode.OUTPUT_EXISTS,
        f"{target} is a folder with other files in it: it is not replaced as a whole.",
        "Choose another name.",
        target,
    )


def discard(path: Path) -> None:
    """Removes a file if it can be removed: on Windows another program may hold it."""
    with suppress(OSError):
        path.unlink()


def discard_parts(
    folder: Path, start: str = "", suffix: str = "", *, older_than: float = 0.0
) -> None:
    """Removes what interrupted writers left in `folder`, of targets that begin with `start`.

    With `older_than` (seconds) only what nobody has written to for so long.
    """
    for path in folder.iterdir():
        if path.name.startswith(start) and path.name.endswith(_PART + suffix):
            with suppress(FileNotFoundError):
                if not older_than or path.stat().st_mtime < time.time() - older_than:
                    discard_part(path)


def discard_part(part: Path) -> None:
    """Removes a part, file or folder, if it can be removed."""
    if part.is_dir() and not part.is_symlink():
        shutil.rmtree(part, ignore_errors=True)
    else:
        discard(part)


def disk_full(path: Path) -> InputError:
    """The error for a full disk, whoever met it."""
    return InputError(
        ErrorCode.DISK_FULL,
        f"The disk is full: {path} could not be written.",
        "Free some space and run the same command again.",
        path,
    )


def write_error(error: OSError, path: Path) -> InputError:
    """What kept `path` from being written: DISK_FULL or OUTPUT_UNWRITABLE."""
    if error.errno in _FULL:
        return disk_full(path)
    if error.errno == errno.ENAMETOOLONG:
        return _too_long(path)
    # A folder was to be made of it, or something in it; Windows calls that a missing path.
    taken = (path, *path.parents) if error.errno == errno.EEXIST else path.parents
    file = next((one for one in taken if is_file(one)), None)
    why = error.strerror or str(error) if file is None else f"{file} is a file, not a folder"
    return InputError(
        ErrorCode.OUTPUT_UNWRITABLE,
        f"{path} cannot be written: {why}.",
        "Choose another place" + (", or change its permissions." if file is None else "."),
        path,
    )


def digest(path: Path) -> str:
    """SHA-256 of a file's content, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class NoFile(StrEnum):
    """Why nothing can be read under a name."""

    MISSING = "does not exist"
    FOLDER = "is a folder"
    DEVICE = "is a pipe or a device, not a file"
    UNREADABLE = "cannot be read"


def regular_file(path: Path, refused: Callable[[NoFile, str], Exception]) -> os.stat_result:
    """The facts of what strangers' files must be: a regular file, not a pipe that never ends.

    For anything else the error that `refused` makes of the reason and its words is raised.
    """
    try:
        facts = path.stat()
    except FileNotFoundError:
        raise refused(NoFile.MISSING, NoFile.MISSING.value) from None
    except (OSError, ValueError) as error:  # ValueError: letters that no name can have
        why = getattr(error, "strerror", None) or str(error)
        raise refused(NoFile.UNREADABLE, f"{NoFile.UNREADABLE}: {why}") from error
    if stat.S_ISDIR(facts.st_mode):
        raise refused(NoFile.FOLDER, NoFile.FOLDER.value)
    if not stat.S_ISREG(facts.st_mode):
        raise refused(NoFile.DEVICE, NoFile.DEVICE.value)
    return facts


def read_error(error: OSError, path: Path) -> InputError:
    """What kept a file from being read: INPUT_CHANGED for one that was removed meanwhile, else
    INPUT_UNREADABLE."""
    if error.errno == errno.ENOENT:
        return InputError(
            ErrorCode.INPUT_CHANGED,
            f"{path} was removed while it was used.",
            "Put it back, and run the same command again.",
            path,
        )
    return InputError(
        ErrorCode.INPUT_UNREADABLE,
        f"{path} cannot be read: {error.strerror or error}.",
        "Check its permissions.",
        path,
    )


def exists(path: Path) -> bool:
    """Whether something has this name; no for names that no file can have, too long for example."""
    try:
        return path.exists()
    except (OSError, ValueError):  # ValueError: letters that the file system's encoding lacks
        return False


def is_file(path: Path) -> bool:
    """Whether a regular file has this name; no for names that no file can have, as well."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def check_free(path: Path, *, overwrite: bool) -> None:
    """InputError OUTPUT_EXISTS when there is something that may not be replaced,
    OUTPUT_UNWRITABLE for a name that is too long for any file there."""
    if exists(path):
        if not overwrite:
            raise _taken(path)
    elif _is_too_long(path):
        raise _too_long(path)


def check_writable(folder: Path) -> None:
    """Makes `folder` if it is not there; OSError when no file can be made in it.

    The only sure test: permissions, read-only disks and shares all show here.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder):
        pass


def free_bytes(folder: Path) -> float:
    """How much room there is: without end where the file system does not say, as some of networks
    do not."""
    usage = shutil.disk_usage(folder)
    return usage.free if usage.total else math.inf


def _is_too_long(path: Path) -> bool:
    if sys.platform == "win32":
        return len(path.name.encode("utf-16-le", "surrogatepass")) > 2 * _LONGEST_NAME
    try:
        path.lstat()
    except OSError as error:
        return error.errno == errno.ENAMETOOLONG
    except ValueError:  # letters that the file system's encoding lacks
        return False
    return False


def _too_long(path: Path) -> InputError:
    return InputError(
        ErrorCode.OUTPUT_UNWRITABLE,
        f"The name {path.name} is too long for a file there.",
        "Choose a shorter name; other letters than a to z count two to four times.",
        path,
    )


def _taken(path: Path) -> InputError:
    return InputError(
        ErrorCode.OUTPUT_EXISTS,
        f"{path} exists already.",
        "Choose another name, or replace it with --overwrite.",
        path,
    )
