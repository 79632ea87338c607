"""Whether work of a known size fits into this computer's memory, asked before it begins."""

from __future__ import annotations

from pathlib import Path

from talker.errors import ErrorCode, MouthpieceError

# Less than this is always tried: systems give back what they only keep in case.
_LITTLE = 1 << 30


def free_memory() -> int:
    """Bytes that new work may use without swapping."""
    import psutil

    return int(psutil.virtual_memory().available)


def check_memory(need: int, path: Path, hint: str) -> None:
    """OUT_OF_MEMORY when work on `path` needs `need` bytes and there are fewer."""
    if need <= _LITTLE:
        return
    free = free_memory()
    if need > free:
        raise MouthpieceError(
            ErrorCode.OUT_OF_MEMORY,
            f"{path.name} needs about {need / 1e9:.1f} GB of memory, and {free / 1e9:.1f} GB are "
            "free.",
            hint,
            path,
        )
