"""The folder that the queue's computer and the nodes both see, for large inputs."""

from __future__ import annotations

import secrets
from pathlib import Path

from talker.errors import ErrorCode, InputError
from talker.files import atomic_write

_MARK = ".mouthpiece-farm"
_LONGEST = 64


def check_shared(folder: Path) -> Path:
    """The folder, made absolute; InputError FARM_FOLDER_UNSEEN when this computer sees none."""
    if not folder.is_dir():
        raise InputError(
            ErrorCode.FARM_FOLDER_UNSEEN,
            f"This computer does not see the shared folder {folder}.",
            "Connect the network drive first, or leave --shared out: inputs then travel through "
            "the farm's own connections.",
            folder,
        )
    return folder.absolute()


def set_mark(folder: Path) -> str:
    """Leaves a mark in the folder, by which others show that they see the same one."""
    known = read_mark(folder)
    if known:
        return known
    mark = secrets.token_hex(16)
    target = folder / _MARK
    with atomic_write(target) as part:
        part.write_text(mark, encoding="ascii")
    return mark


def read_mark(folder: Path | None) -> str | None:
    """The mark; "" when there is none to be seen, None without a folder."""
    if folder is None:
        return None
    try:
        with (folder / _MARK).open(encoding="ascii") as file:
            return file.read(_LONGEST)
    except (OSError, UnicodeDecodeError):
        return ""


def path_inside(path: Path, folder: Path | None) -> str | None:
    """The path of a file inside the shared folder, with forward slashes; None for others."""
    if folder is None:
        return None
    real, root = path.resolve(), folder.resolve()
    return real.relative_to(root).as_posix() if real.is_relative_to(root) else None
