"""CPython for Windows: the pinned embeddable archive, fetched or given, checked, laid out."""

from __future__ import annotations

import hashlib
import shutil
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

from installers.errors import BuildError
from installers.pins import pins
from talker.files import atomic_write

_SECONDS = 60.0
_NEEDED = ("python.exe", "pythonw.exe")


def python_archive(given: Path | None, cache: Path, *, unpinned: bool) -> Path:
    """The archive: `given`, or the pinned one out of `cache`, or fetched into it.

    With `unpinned` any archive is taken: for trials, never for what is handed out.
    """
    pin = pins().python
    path = given or cache / pin.url.rsplit("/", 1)[-1]
    if given is None and not path.is_file():
        _fetch(pin.url, path)
    if not path.is_file():
        raise BuildError(f"There is no file {path}.")
    if unpinned:
        return path
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != pin.sha256:
        raise BuildError(
            f"{path} is not CPython {pin.version}: its SHA-256 is {found}, "
            f"installers/pins.toml wants {pin.sha256}.\n{how_to_get(path)}"
        )
    return path


def how_to_get(path: Path) -> str:
    """The exact command that brings the pinned archive."""
    return f"Get it with: curl -fL -o {path} {pins().python.url}"


def lay_out(archive: Path, folder: Path) -> Path:
    """Unpacks CPython into `folder` and returns its site-packages, which it then looks into."""
    try:
        with zipfile.ZipFile(archive) as zipped:
            names = set(zipped.namelist())
            lacking = [name for name in _NEEDED if name not in names]
            if lacking:
                raise BuildError(f"{archive} is no embeddable CPython: it has no {lacking[0]}.")
            zipped.extractall(folder)
    except zipfile.BadZipFile as error:
        raise BuildError(f"{archive} is no whole zip file: {error}") from error
    major, minor = pins().python.minor
    short = f"python{major}{minor}"
    # This file, where it lies, is all that this Python believes: no PYTHONPATH, no registry, no
    # packages of the user's other Pythons. `import site` is for packages that ask for it.
    lines = (f"{short}.zip", ".", r"Lib\site-packages", "import site", "")
    (folder / f"{short}._pth").write_bytes("\r\n".join(lines).encode())
    packages = folder / "Lib" / "site-packages"
    packages.mkdir(parents=True)
    return packages


def _fetch(url: str, path: Path) -> None:
    with atomic_write(path, parents=True) as part:
        try:
            with urllib.request.urlopen(url, timeout=_SECONDS) as answer, part.open("wb") as file:
                shutil.copyfileobj(answer, file)
        except OSError as error:
            reason = getattr(error, "reason", error)
            raise BuildError(
                f"{url} could not be fetched: {reason}.\n"
                f"On a computer that can: curl -fLO {url}\n"
                f"and here: --python-archive {path.name}"
            ) from error
