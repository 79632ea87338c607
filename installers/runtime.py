"""The C++ runtime, which Windows does not bring: taken out of a wheel that may pass it on."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pefile

_LEADER = "msvcp140.dll"
# Hashed copies of a wheel's own (msvcp140-0a1b….dll) do not match.
RUNTIME = re.compile(r"(msvcp140(_\w+)?|vcruntime140(_\w+)?|concrt140|vcomp140)\.dll")


def put_beside_python(packages: Path, python: Path) -> list[str]:
    """Copies the newest of the largest sets of runtime files to where all our processes look.

    They lie in the wheels of Qt, but then only Qt finds them; torch and others need them too.
    All come from one wheel: their parts are made for each other. Returns the names copied.
    """
    sets = [
        (path, _runtime_files(path.parent))
        for path in packages.rglob("*.dll")
        if path.name.lower() == _LEADER
    ]
    if not sets:
        return []
    # A wheel may bring one or two newer files for itself alone; the others need more.
    _, found = max(sets, key=lambda one: (len(one[1]), _version(one[0]), one[0].as_posix()))
    for name, path in found.items():
        shutil.copyfile(path, python / name)
    return list(found)


def _runtime_files(folder: Path) -> dict[str, Path]:
    """The files of the runtime in a folder, by their names in small letters."""
    return {
        path.name.lower(): path
        for path in sorted(folder.iterdir())
        if RUNTIME.fullmatch(path.name.lower())
    }


def _version(path: Path) -> tuple[int, int]:
    with pefile.PE(str(path), fast_load=True) as image:
        image.parse_data_directories(
            directories=[pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_RESOURCE"]]
        )
        fixed = getattr(image, "VS_FIXEDFILEINFO", None)
        return (fixed[0].FileVersionMS, fixed[0].FileVersionLS) if fixed else (0, 0)
