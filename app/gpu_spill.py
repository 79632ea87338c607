"""How much graphics memory Windows' driver keeps in the computer's own memory instead.

When a card is full, the driver moves memory without a word, and everything goes on, up to thirty
times slower. Windows counts both kinds for each process (`GPU Process Memory`, as the task manager
shows them); other systems fail for want of memory instead.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass

_INSTANCE = re.compile(r"pid_(\d+)_")
_SET = "GPU Process Memory"
# What programs share with a card of their own will stays below: buffers for copies, pinned pages.
_LEAST = 1 << 30
_LEAST_PART = 0.1


@dataclass(frozen=True)
class CardUse:
    """Bytes that a process has on its cards, and bytes of theirs in the computer's memory."""

    dedicated: int = 0
    shared: int = 0

    @property
    def has_spilled(self) -> bool:
        """Whether the driver must have moved memory away."""
        return self.shared >= max(_LEAST, _LEAST_PART * self.dedicated)


def by_process(dedicated: Mapping[str, int], shared: Mapping[str, int]) -> dict[int, CardUse]:
    """What the counters say, by the number of the process.

    Their instances are called `pid_1234_luid_0x0_0xC5F2_phys_0`, one for each card.
    """
    found: dict[int, CardUse] = {}
    for name in {*dedicated, *shared}:
        match = _INSTANCE.match(name)
        if match is not None:
            before = found.get(int(match[1]), CardUse())
            found[int(match[1])] = CardUse(
                before.dedicated + max(0, dedicated.get(name, 0)),
                before.shared + max(0, shared.get(name, 0)),
            )
    return found


def read_card_use() -> dict[int, CardUse]:
    """The same now; nothing where no such counters are."""
    if sys.platform != "win32":
        return {}
    try:
        return by_process(_read("Dedicated Usage"), _read("Shared Usage"))
    except OSError:
        return {}


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _LARGE = 0x00000400  # PDH_FMT_LARGE
    _MORE = 0x800007D2  # PDH_MORE_DATA

    class _Value(ctypes.Structure):
        _fields_ = [("status", wintypes.DWORD), ("large", ctypes.c_longlong)]

    class _Item(ctypes.Structure):
        _fields_ = [("name", wintypes.LPWSTR), ("value", _Value)]

    def _read(counter: str) -> dict[str, int]:
        """All instances of a counter; OSError where there is none."""
        pdh = ctypes.WinDLL("pdh.dll")
        query, handle = ctypes.c_void_p(), ctypes.c_void_p()
        _require(pdh.PdhOpenQueryW(None, None, ctypes.byref(query)))
        try:
            path = f"\\{_SET}(*)\\{counter}"
            _require(pdh.PdhAddEnglishCounterW(query, path, None, ctypes.byref(handle)))
            _require(pdh.PdhCollectQueryData(query))
            size, count = wintypes.DWORD(0), wintypes.DWORD(0)
            places = ctypes.byref(size), ctypes.byref(count)
            status = pdh.PdhGetFormattedCounterArrayW(handle, _LARGE, *places, None)
            if status & 0xFFFFFFFF != _MORE:
                _require(status)
                return {}
            buffer = ctypes.create_string_buffer(size.value)
            _require(pdh.PdhGetFormattedCounterArrayW(handle, _LARGE, *places, buffer))
            items = (_Item * count.value).from_buffer(buffer)
            return {item.name: item.value.large for item in items if item.value.status <= 1}
        finally:
            pdh.PdhCloseQuery(query)

    def _require(status: int) -> None:
        if status:
            raise OSError(f"PDH answers {status & 0xFFFFFFFF:#x}")

else:

    def _read(counter: str) -> dict[str, int]:
        raise OSError(f"no {counter} here")
