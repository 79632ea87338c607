"""Numbers for which there are words, too: `left` for channel 1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def number_or_word(value: Any, words: Mapping[str, int]) -> Any:
    """The number of a word, in any case of letters and with hyphens or without; else `value`.

    ValueError for a text without any digit that is none of the words.
    """
    if not isinstance(value, str):
        return value
    number = words.get(value.strip().lower().replace("-", ""))
    if number is None and value.strip() and not any(map(str.isdigit, value)):
        raise ValueError(f"{value!r} is no number, and none of {', '.join(words)}")
    return value if number is None else number
