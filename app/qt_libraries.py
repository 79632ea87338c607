"""Names the system libraries that Qt lacks on a bare Linux, and the command that installs them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

_QT = "PySide6/Qt"
OFFSCREEN = ("lib/libQt6Widgets.so.6", "plugins/platforms/libqoffscreen.so")
ON_SCREEN = ("plugins/platforms/libqxcb.so",)
_MISSING = re.compile(r"^\s*(\S+) => not found", re.MULTILINE)
# Where Debian's package is not simply called after the library.
_DEBIAN = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libOpenGL.so.0": "libopengl0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libSM.so.6": "libsm6",
    "libICE.so.6": "libice6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libz.so.1": "zlib1g",
}


def missing_libraries(parts: tuple[str, ...] = (*OFFSCREEN, *ON_SCREEN)) -> tuple[str, ...]:
    """The file names of the libraries that the given parts of Qt need and the system lacks.

    Linux only, where `ldd` knows; empty elsewhere and when PySide6 is not installed.
    """
    ldd = shutil.which("ldd")
    if not sys.platform.startswith("linux") or ldd is None:
        return ()
    try:
        qt = Path(str(distribution("PySide6-Essentials").locate_file(_QT)))
    except PackageNotFoundError:
        return ()
    found: set[str] = set()
    for part in parts:
        said = subprocess.run(
            [ldd, str(qt / part)], capture_output=True, text=True, check=False
        ).stdout
        found.update(_MISSING.findall(said))
    return tuple(sorted(found))


def debian_package(library: str) -> str:
    """The Debian and Ubuntu package of a library: `libxcb-icccm.so.4` -> `libxcb-icccm4`."""
    if library in _DEBIAN:
        return _DEBIAN[library]
    name, _, version = library.partition(".so.")
    dash = "-" if name[-1:].isdigit() else ""
    return f"{name.lower()}{dash}{version.partition('.')[0]}"


def install_command(libraries: tuple[str, ...]) -> str:
    """What to type on Debian and Ubuntu."""
    packages = sorted({debian_package(library) for library in libraries})
    return "sudo apt-get install " + " ".join(packages)
