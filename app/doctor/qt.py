"""Names the system libraries that Qt lacks on a bare Linux, and the command that installs them."""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from talker.errors import ErrorCode, MouthpieceError
from talker.programs import find_program

_QT = "PySide6/Qt"
OFFSCREEN = ("lib/libQt6Widgets.so.6", "plugins/platforms/libqoffscreen.so")
PLAYER = ("lib/libQt6Multimedia.so.6", "plugins/multimedia/libffmpegmediaplugin.so")
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
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libbrotlidec.so.1": "libbrotli1",
}


def missing_libraries(
    parts: tuple[str, ...] = (*OFFSCREEN, *ON_SCREEN, *PLAYER),
) -> tuple[str, ...]:
    """The file names of the libraries that the given parts of Qt need and the system lacks.

    Linux only, where `ldd` knows; empty elsewhere and when PySide6 is not installed.
    """
    ldd = find_program("ldd")
    if not sys.platform.startswith("linux") or ldd is None:
        return ()
    try:
        qt = Path(str(distribution("PySide6-Essentials").locate_file(_QT)))
    except PackageNotFoundError:
        return ()
    found: set[str] = set()
    for part in parts:
        listing = subprocess.run(
            [str(ldd), str(qt / part)], capture_output=True, text=True, check=False
        ).stdout
        found.update(_MISSING.findall(listing))
    return tuple(sorted(found))


def has_screen() -> bool:
    """Whether windows can be shown at all: Windows and macOS always, Linux with a display."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def require_window() -> None:
    """COMPONENT_MISSING when Qt would end the whole process instead of showing a window."""
    if not sys.platform.startswith("linux"):
        return
    wanted = os.environ.get("QT_QPA_PLATFORM", "")
    if not wanted and not has_screen():
        raise MouthpieceError(
            ErrorCode.COMPONENT_MISSING,
            "There is no screen to show a window on.",
            "Start it in a desktop session; `mouthpiece --help` lists what works without.",
        )
    parts = OFFSCREEN if wanted in {"offscreen", "minimal"} else (*OFFSCREEN, *ON_SCREEN)
    missing = () if _loads(parts) else missing_libraries(parts)
    if missing:
        raise MouthpieceError(
            ErrorCode.COMPONENT_MISSING,
            f"The window needs system libraries that are missing: {', '.join(missing)}.",
            install_command(missing),
        )


def _loads(parts: tuple[str, ...]) -> bool:
    """A quick look: they are loaded a moment later anyway, where asking `ldd` takes its time."""
    try:
        for part in parts:
            ctypes.CDLL(str(distribution("PySide6-Essentials").locate_file(f"{_QT}/{part}")))
    except (OSError, PackageNotFoundError):
        return False
    return True


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
