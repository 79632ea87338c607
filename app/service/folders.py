"""Where the service keeps what was sent and what was made, and where else requests may reach."""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.batch.path_policy import PathPolicy
from talker.errors import ErrorCode, InputError
from talker.files import write_error

_DAY = 86400.0


@dataclass(frozen=True)
class JobFolder:
    """The folder of one request: what was sent, and what is made from it."""

    path: Path

    @property
    def sent(self) -> Path:
        """Uploaded files."""
        return self.path / "sent"

    @property
    def made(self) -> Path:
        """The output, unless the request names another place for it."""
        return self.path / "made"

    def remove(self) -> None:
        """Removes all of it."""
        shutil.rmtree(self.path, ignore_errors=True)


class Folders:
    """The job folders below `home`, and `roots`: folders that requests may name files in.

    `name` is the folder that all of them lie in.
    """

    def __init__(self, home: Path, roots: tuple[Path, ...] = (), name: str = "jobs") -> None:
        self.path = home / "service" / name
        self.roots = tuple(root.absolute() for root in roots)

    def new(self) -> JobFolder:
        """An empty folder for a request; DISK_FULL or OUTPUT_UNWRITABLE."""
        folder = JobFolder(self.path / secrets.token_hex(16))
        try:
            folder.sent.mkdir(parents=True)
            folder.made.mkdir()
        except OSError as error:
            folder.remove()
            raise write_error(error, folder.path) from error
        return folder

    def of_output(self, output: Path | None) -> JobFolder | None:
        """The folder that an output lies in; None when it lies somewhere else."""
        if output is None or not output.is_relative_to(self.path):
            return None
        inside = output.relative_to(self.path).parts
        return JobFolder(self.path / inside[0]) if len(inside) > 1 else None

    def resolve(self, folder: JobFolder, written: str, also: tuple[Path, ...] = ()) -> Path:
        """The file that a request means: one that was sent with it, or one in an allowed folder.

        Raises InputError PATH_OUTSIDE for every other place.
        """
        try:
            return PathPolicy(folder.sent, (folder.made, *self.roots, *also)).resolve(written)
        except InputError as error:
            if error.code is not ErrorCode.PATH_OUTSIDE:
                raise
            raise InputError(
                ErrorCode.PATH_OUTSIDE,
                f"{written} was not sent with the request and lies in no folder that this service "
                "may read.",
                "Send the file with the request, or let the service be started with --root FOLDER.",
            ) from error

    def may_show(self, path: Path) -> bool:
        """Whether a result may be sent: it lies where the service may read."""
        real = path.resolve()
        return any(real.is_relative_to(root.resolve()) for root in (self.path, *self.roots))

    def clear(self, is_used: Callable[[Path], bool]) -> None:
        """Removes folders of requests that never became jobs; `is_used` says whose did."""
        if not self.path.is_dir():
            return
        for path in self.path.iterdir():
            folder = JobFolder(path)
            old = time.time() - path.stat().st_mtime > _DAY
            if old and not any(folder.made.glob("*")) and not is_used(path):
                folder.remove()
