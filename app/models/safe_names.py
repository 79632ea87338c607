"""File names that cannot leave the folder they are meant for, on any system."""

from __future__ import annotations

import re

# Windows opens devices under these names, in every folder and with every ending.
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]')
_LONGEST = 200


def safe_parts(name: str) -> tuple[str, ...]:
    """The parts of a relative path with forward slashes; ValueError for anything else.

    Refused are absolute paths, `..`, drive letters, backslashes, names of devices, and names that
    Windows would change (a dot or a space at the end).
    """
    parts = tuple(name.split("/"))
    if not name or len(name) > _LONGEST:
        raise ValueError(f"{name[:40]!r} is no file name")
    for part in parts:
        if part in {"", ".", ".."}:
            raise ValueError(f"{name!r} is no path inside a folder")
        if _FORBIDDEN.search(part) or part != part.rstrip(". "):
            raise ValueError(f"{name!r} has characters that not every system allows")
        if _DEVICES.fullmatch(part.split(".")[0].rstrip()):
            raise ValueError(f"{name!r} is the name of a device")
    return parts
