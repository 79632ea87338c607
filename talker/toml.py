"""Writes flat TOML; the standard library only reads it (TOML 1.0, https://toml.io)."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping


def toml_lines(values: Mapping[str, object]) -> str:
    """A line for each value: texts, numbers, truths, dates, and lists of them.

    Names must be bare keys. Raises TypeError for anything else.
    """
    return "".join(f"{name} = {_value(value)}\n" for name, value in values.items())


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case datetime.date():
            return value.isoformat()
        case str():
            # TOML reads JSON's texts as its own, but for one sign that JSON leaves as it is.
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case list() | tuple():
            return f"[{', '.join(map(_value, value))}]"
        case _:
            raise TypeError(f"TOML has no {type(value).__name__}")
