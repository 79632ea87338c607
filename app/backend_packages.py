"""Gets the packages of backends into folders of their own in the user's home, and removes them.

A wheel is taken by its SHA-256 alone: out of pip's sources, or a file that somebody has carried
here. Nothing in it is run, and what it would bring along is left out: the backends need only what
the program has.
"""

from __future__ import annotations

import hashlib
import importlib
import shutil
import sys
import tempfile
import zipfile
from functools import partial
from pathlib import Path

from app.setup.lock import read_lock
from app.setup.pip import PipFailure, run_pip
from talker.errors import ErrorCode, InputError, MouthpieceError
from talker.files import NoFile, atomic_folder, read_error, regular_file, write_error
from talker.home import backends_folder
from talker.inference.backends import Backend
from talker.inference.offered import offered

LOCK = Path(__file__).parent / "setup" / "backends.lock"


def install_backend(backend: Backend, home: Path, wheel: Path | None = None) -> Path:
    """The folder that the backend's package now lies in; an older one there is replaced.

    `wheel` is used instead of asking pip. InputError IMPORT_NOTHING for a file that the lock does
    not know, MouthpieceError DOWNLOAD_FAILED where pip brings none.
    """
    with tempfile.TemporaryDirectory(prefix="mouthpiece-setup-") as folder:
        _unpack(wheel or _fetched(backend, Path(folder)), backend, home)
    importlib.invalidate_caches()
    offered.cache_clear()
    return backends_folder(home) / backend.reader


def remove_backend(backend: Backend, home: Path) -> None:
    """Deletes what `install_backend` has made; what came with the program stays."""
    folder = backends_folder(home) / backend.reader
    if backend.fetched and folder.exists():
        try:
            shutil.rmtree(folder)
        except OSError as error:  # Windows: another process has it open
            raise write_error(error, folder) from error


def _fetched(backend: Backend, folder: Path) -> Path:
    locked = read_lock(LOCK)[backend.distributions[0]]
    wanted = folder / "wanted.txt"
    wanted.write_text(locked.line() + "\n", encoding="utf-8")
    arguments = ["--no-deps", "--only-binary=:all:", "--require-hashes", "-r", str(wanted)]
    try:
        run_pip(Path(sys.executable), ["download", *arguments, "-d", str(folder)])
        return next(folder.glob("*.whl"))
    except (PipFailure, StopIteration) as error:
        raise MouthpieceError(
            ErrorCode.DOWNLOAD_FAILED,
            f"{backend.title} was not got: {error or 'pip brought no wheel'}.",
            f"On another computer run `python -m pip download --no-deps {locked.requirement}` for "
            f"this system, bring the file here, and run: mouthpiece backends get {backend.id} "
            "--wheel FILE",
        ) from error


def _no_wheel(wheel: Path, why: NoFile, words: str) -> InputError:
    code = ErrorCode.IMPORT_MISSING if why is NoFile.MISSING else ErrorCode.INPUT_UNREADABLE
    return InputError(code, f"{wheel} {words}.", "Give the .whl file of the package.", wheel)


def _unpack(wheel: Path, backend: Backend, home: Path) -> None:
    regular_file(wheel, partial(_no_wheel, wheel))
    try:
        with wheel.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise read_error(error, wheel) from error
    if sha256 not in read_lock(LOCK)[backend.distributions[0]].sha256:
        raise InputError(
            ErrorCode.IMPORT_NOTHING,
            f"{wheel} is no package of {backend.title} that is known: its SHA-256 is another.",
            f"It must be {read_lock(LOCK)[backend.distributions[0]].requirement}.",
            wheel,
        )
    target = backends_folder(home) / backend.reader
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            shutil.rmtree(target)
        with atomic_folder(target) as part, zipfile.ZipFile(wheel) as archive:
            archive.extractall(part)
    except OSError as error:
        raise write_error(error, target) from error
