"""Reads TOML that others wrote, and writes flat TOML (TOML 1.0, https://toml.io)."""

from __future__ import annotations

import datetime
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from talker.files import NoFile, regular_file

_LONGEST = 1 << 20


class TomlInvalid(ValueError):
    """Why a file is no TOML that can be used."""


def read_toml(path: Path) -> dict[str, Any]:
    """The values of a small file in UTF-8; TomlInvalid for anything else.

    OSError (FileNotFoundError) when it is not there or cannot be read.
    """
    facts = regular_file(path, _no_file)
    if facts.st_size > _LONGEST:
        raise TomlInvalid("it is far too long")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except RecursionError:
        raise TomlInvalid("its lists stand too deep in each other") from None
    except ValueError as error:  # tomllib's own, wrong characters, numbers without an end
        raise TomlInvalid(str(error)) from error


def _no_file(why: NoFile, words: str) -> Exception:
    return FileNotFoundError(words) if why is NoFile.MISSING else TomlInvalid(f"it {words}")


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
