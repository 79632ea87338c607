"""Several texts in one: how lists are written on a command line and in a sheet."""

from __future__ import annotations

import re
from typing import Any


def split_texts(given: Any) -> Any:
    """`a; b`, or several such texts, as single ones: ("a", "b"). Anything else stays as it is.

    A semicolon between double quotes divides nothing; the quotes stay.
    """
    parts = [given] if isinstance(given, str) else given
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        return given
    return tuple(text.strip() for part in parts for text in split(part, ";") if text.strip())


def split(text: str, sign: str) -> list[str]:
    """What stands between the signs that are not quoted; quotes stay."""
    return re.findall(rf'(?:"[^"]*"|[^{sign}])+', text)


def quoted(text: str, special: str) -> str:
    """The text in quotes when it holds one of the special signs, or would be trimmed."""
    if text == text.strip() and not any(sign in text for sign in f'"{special}'):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def unquoted(text: str) -> str:
    """What `quoted` was given."""
    text = text.strip()
    if len(text) > 1 and text.startswith('"') and text.endswith('"'):
        return text[1:-1].replace('""', '"')
    return text
