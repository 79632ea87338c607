"""The C++ runtime, which Windows does not bring: taken out of a wheel that may pass it on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pefile

_LEADER = "msvcp140.dll"
_MEMBERS = ("msvcp140*.dll", "vcruntime140*.dll", "concrt140.dll", "vcomp140.dll")


def put_beside_python(packages: Path, python: Path) -> list[str]:
    """Copies the newest whole set of runtime files to where every process of ours finds them.

    They lie in the wheels of Qt, but then only Qt finds them; torch and others need them too.
    All come from one wheel: their parts are made for each other. Returns the names copied.
    """
    leaders = sorted(packages.rglob(_LEADER), key=lambda path: (_version(path), path.as_posix()))
    if not leaders:
        return []
    home = leaders[-1].parent
    found = sorted({path for pattern in _MEMBERS for path in home.glob(pattern)})
    for path in found:
        shutil.copyfile(path, python / path.name.lower())
    return [path.name.lower() for path in found]


def _version(path: Path) -> tuple[int, int]:
    with pefile.PE(str(path), fast_load=True) as image:
        image.parse_data_directories(
            directories=[pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_RESOURCE"]]
        )
        fixed = getattr(image, "VS_FIXEDFILEINFO", None)
        return (fixed[0].FileVersionMS, fixed[0].FileVersionLS) if fixed else (0, 0)
