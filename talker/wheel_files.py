"""Files that are read out of installed wheels, which are never imported."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from talker.errors import ErrorCode, MouthpieceError


def wheel_file(wheel: str, name: str) -> Path:
    """A file of an installed wheel; MouthpieceError COMPONENT_MISSING where it is not there."""
    try:
        path = Path(str(distribution(wheel).locate_file(name)))
    except PackageNotFoundError:
        path = Path(name)
    if not path.is_file():
        raise MouthpieceError(
            ErrorCode.COMPONENT_MISSING,
            f"This needs {path.name} of {wheel}, which is not installed.",
            "Run `python start.py` again while connected to the internet; see what is missing "
            "with: mouthpiece doctor.",
            path,
        )
    return path
