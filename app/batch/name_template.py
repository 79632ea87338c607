"""File names made from a template: safe on Windows and Unix, and never the same twice."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as declared

from app.file_names import key, safe_name
from speech_gen.script.template import folded_field
from talker.errors import ErrorCode, UsageError
from talker.suggestions import nearest

# The number of an item is not part of the default: it would shift when a file joins the folder.
DEFAULT_TEMPLATE = "{portrait}_{speech}_{preset}"
_TEXTS = ("portrait", "speech", "name", "preset", "batch")
_NUMBER = "n"
_FIELDS = (*_TEXTS, _NUMBER)
_COLUMN = re.compile(r"\w[\w ]*")
_TYPO = 0.75  # so alike, from 0 to 1, it is a slip of the pen
_SEPARATORS = ("_", "-", ".", " ")


@dataclass(frozen=True)
class NameFields:
    """What a template may speak of; an empty text takes its separator with it.

    `cells` are those of the row in a sheet, by their folded headings.
    """

    portrait: str
    speech: str
    n: int
    name: str = ""
    preset: str = ""
    batch: str = ""
    cells: Mapping[str, str] = declared(default_factory=dict)


@dataclass(frozen=True)
class Template:
    """A checked template such as `{portrait}_{speech}_{n:03}`."""

    pieces: tuple[tuple[str, str | None, str], ...]

    @classmethod
    def parse(cls, text: str) -> Template:
        """UsageError when `text` names an unknown field or a format that does not fit."""
        try:
            parsed = list(string.Formatter().parse(text))
        except ValueError as error:
            raise _invalid(text, f"its braces do not match ({error})") from None
        pieces = []
        for literal, field, spec, conversion in parsed:
            if field is not None and field not in _FIELDS and not _is_column(field):
                near = nearest(field, _FIELDS)
                meant = f" Did you mean {{{near}}}?" if near else ""
                raise _invalid(text, f"there is no {{{field}}}", meant)
            if conversion or (field != _NUMBER and spec):
                raise _invalid(text, f"{{{field}}} takes no format")
            if field == _NUMBER and not re.fullmatch(r"(0?[1-9])?d?", spec or ""):
                raise _invalid(text, "{n} takes a width such as {n:03}")
            pieces.append((literal, field, spec or ""))
        if not any(field for _, field, _ in pieces):
            raise _invalid(text, "it names no field, so every video would be called the same")
        return cls(tuple(pieces))

    @property
    def uses_name(self) -> bool:
        """Whether the row's own name is a part of it; else that name is all of it."""
        return any(field == "name" for _, field, _ in self.pieces)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of a sheet that it names, beside what every video has."""
        fields = (field for _, field, _ in self.pieces)
        return tuple(field for field in fields if field is not None and field not in _FIELDS)

    def fill(self, fields: NameFields) -> str:
        """The name without its ending, not yet made safe."""
        text = ""
        for index, (literal, field, spec) in enumerate(self.pieces):
            if index and not text and literal.startswith(_SEPARATORS):
                literal = literal[1:]
            text += literal
            if field is None:
                continue
            value = format(fields.n, spec) if field == _NUMBER else _value(fields, field)
            if not value and text.endswith(_SEPARATORS):
                text = text[:-1]
            text += value
        return text


def _value(fields: NameFields, name: str) -> str:
    if name in _TEXTS:
        return str(getattr(fields, name))
    return fields.cells.get(folded_field(name), "")


def _is_column(field: str) -> bool:
    """Whether it may be the heading of a sheet: a word that is no slip of one of ours."""
    return _COLUMN.fullmatch(field) is not None and not nearest(field, _FIELDS, likeness=_TYPO)


class NameAllocator:
    """Hands out names in one folder; no two are the same to any file system."""

    def __init__(self, suffix: str, taken: Iterable[str] = ()) -> None:
        self._suffix = suffix
        self._taken = {key(name) for name in taken}

    def allocate(self, wanted: str) -> str:
        """A free, safe file name nearest to `wanted` (which has no ending)."""
        name = safe_name(wanted, self._suffix)
        number = 2
        while key(name) in self._taken:
            name = safe_name(wanted, f"_{number}{self._suffix}")
            number += 1
        self._taken.add(key(name))
        return name


def _invalid(text: str, reason: str, meant: str = "") -> UsageError:
    known = ", ".join(f"{{{field}}}" for field in _FIELDS)
    return UsageError(
        ErrorCode.OPTION_INVALID,
        f"The template {text!r} cannot be used: {reason}.",
        f"It may hold {known}; {{n:03}} counts with three digits.{meant}",
    )
