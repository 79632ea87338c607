"""Several texts in one: how lists are written on a command line and in a sheet."""

from __future__ import annotations

from typing import Any


def split_texts(given: Any) -> Any:
    """`a; b`, or several such texts, as single ones: ("a", "b"). Anything else stays as it is."""
    parts = [given] if isinstance(given, str) else given
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        return given
    return tuple(one.strip() for part in parts for one in part.split(";") if one.strip())
