"""Whether there is a GPU, asked of the driver alone: torch would take seconds to say so."""

from __future__ import annotations

import ctypes
import sys
from functools import cache

_DRIVER = "nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1"


@cache
def has_gpu() -> bool:
    """Whether the NVIDIA driver shows this process at least one card."""
    count = ctypes.c_int(0)
    try:
        driver = ctypes.CDLL(_DRIVER)
        started = driver.cuInit(0) == 0
        return started and driver.cuDeviceGetCount(ctypes.byref(count)) == 0 and count.value > 0
    except (OSError, AttributeError):
        return False
