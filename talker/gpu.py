"""Whether there is a GPU that the installed torch can use.

Asked of the drivers and of torch's files: torch itself would take seconds to say so. A driver alone
says too little: most computers have an Intel GPU, and torch's usual build computes beside it.
"""

from __future__ import annotations

import ctypes
import platform
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_WINDOWS = sys.platform == "win32"
_BUILT_FOR = re.compile(r"^(cuda|hip|xpu)\b[^=\n]*=\s*['\"]", re.MULTILINE)
_GPU_ONLY = 1  # zeInit: no other devices than GPUs


@cache
def has_gpu() -> bool:
    """Whether a driver shows this process at least one GPU of those that torch was built for."""
    folder = _torch_folder()
    if folder is None:
        return False
    if sys.platform == "darwin":
        return platform.machine() == "arm64"  # every build for Apple's chips computes on them
    return any(count_gpus(kind, folder) > 0 for kind in _built_for(folder))


def count_gpus(kind: str, folder: Path, load: Callable[[str], Any] = ctypes.CDLL) -> int:
    """How many GPUs the driver of `kind` (`cuda`, `hip`, `xpu`) shows; 0 where it does not answer.

    `folder` is torch's: what the driver's library needs may lie there.
    """
    driver = _DRIVERS[kind]
    for name in (*(str(folder / "lib" / name) for name in driver.bundled), *driver.libraries):
        with suppress(OSError, AttributeError):
            return driver.count(load(name))
    return 0


def _torch_folder() -> Path | None:
    found = find_spec("torch")
    return None if found is None or found.origin is None else Path(found.origin).parent


def _built_for(folder: Path) -> Iterator[str]:
    """The kinds of drivers that this build of torch uses, by what it says of itself."""
    with suppress(OSError):
        text = (folder / "version.py").read_text("utf-8")
        yield from (match[1] for match in _BUILT_FOR.finditer(text))


def _count_nvidia(driver: Any) -> int:
    count = ctypes.c_int(0)
    started = driver.cuInit(0) == 0 and driver.cuDeviceGetCount(ctypes.byref(count)) == 0
    return count.value if started else 0


def _count_amd(driver: Any) -> int:
    count = ctypes.c_int(0)
    return count.value if driver.hipGetDeviceCount(ctypes.byref(count)) == 0 else 0


def _count_intel(driver: Any) -> int:
    """Level Zero asks each driver for its devices; first how many there are, then which."""
    drivers = ctypes.c_uint32(0)
    if driver.zeInit(_GPU_ONLY) != 0 or driver.zeDriverGet(ctypes.byref(drivers), None) != 0:
        return 0
    handles = (ctypes.c_void_p * drivers.value)()
    if driver.zeDriverGet(ctypes.byref(drivers), handles) != 0:
        return 0
    total = 0
    for handle in handles:
        count = ctypes.c_uint32(0)
        if driver.zeDeviceGet(ctypes.c_void_p(handle), ctypes.byref(count), None) == 0:
            total += count.value
    return total


@dataclass(frozen=True)
class _Driver:
    """The names that a driver's library may have, those beside torch first, and who asks it."""

    count: Callable[[Any], int]
    libraries: tuple[str, ...]
    bundled: tuple[str, ...] = ()


_DRIVERS = {
    "cuda": _Driver(_count_nvidia, ("nvcuda.dll",) if _WINDOWS else ("libcuda.so.1",)),
    "hip": _Driver(
        _count_amd,
        tuple(f"amdhip64{end}.dll" for end in ("_7", "_6", ""))
        if _WINDOWS
        else tuple(f"libamdhip64.so{end}" for end in (".7", ".6", "")),
        () if _WINDOWS else ("libamdhip64.so",),
    ),
    "xpu": _Driver(_count_intel, ("ze_loader.dll",) if _WINDOWS else ("libze_loader.so.1",)),
}
