"""Deliverables as they are written: `9:16`, or `aspect=1:1,codec=hevc,logo="Logo, white.png"`."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from talker.errors import ErrorCode, UsageError
from talker.options.deliver import (
    Aspect,
    Codec,
    DeliverOptions,
    FinishOptions,
    Format,
    Resolution,
    finish_values,
)
from talker.text_list import quoted, split, unquoted

_USUAL = FinishOptions()
_SIGN = ","
_SIGNS = ",;"  # `;` stands between several deliverables

# What a bare word means; `source` is the default of several and needs no word.
_WORDS = {
    word.value: name
    for name, kind in (
        ("codec", Codec),
        ("format", Format),
        ("aspect", Aspect),
        ("resolution", Resolution),
    )
    for word in kind
    if word.value != "source"
}

_FILES = frozenset(
    name for name, info in DeliverOptions.model_fields.items() if info.annotation == Path | None
)


def read_spec(spec: str, shared: FinishOptions = _USUAL) -> DeliverOptions:
    """The options of one deliverable: what `spec` says, else those of `shared`.

    Raises UsageError OPTION_UNKNOWN or OPTION_INVALID.
    """
    values: dict[str, Any] = dict(finish_values(shared))
    for name, value in _parts(spec):
        if value is None:
            name, value = _WORDS.get(name, name), name if name in _WORDS else "true"
        if name not in DeliverOptions.model_fields:
            near = difflib.get_close_matches(name, DeliverOptions.model_fields, n=1, cutoff=0.5)
            raise UsageError(
                ErrorCode.OPTION_UNKNOWN,
                f"A deliverable has no option {name}.",
                f"Did you mean {near[0]}?" if near else "See: mouthpiece deliver -h",
            )
        values[name] = value
    return checked(values)


def write_spec(options: DeliverOptions) -> str:
    """What `read_spec` reads as these options; `format=mp4` where all are the defaults."""
    values = finish_values(options) or {"format": options.format}
    return ",".join(_part(name, value) for name, value in values.items())


def map_files(spec: str, change: Callable[[str], str]) -> str:
    """The spec with every file that it names changed."""
    return ",".join(
        _part(name, change(value) if name in _FILES and value is not None else value)
        for name, value in _parts(spec)
    )


def _parts(spec: str) -> Iterator[tuple[str, str | None]]:
    """Names and values; a word alone has no value."""
    for part in split(spec, _SIGN):
        name, sign, value = part.partition("=")
        name = name.strip().replace("-", "_").lower()
        if name or sign:
            yield name, unquoted(value) if sign else None


def _part(name: str, value: Any) -> str:
    """One option as it is written; words that stand for a value alone stay so."""
    if value is None or value is True:
        return name
    return f"{name}={quoted(str(value), _SIGNS)}"


def checked(values: dict[str, Any]) -> DeliverOptions:
    """The options for these values; UsageError OPTION_INVALID says which one does not fit."""
    try:
        options = DeliverOptions.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"{name} cannot be {str(values.get(name))!r}.",
            f"{first['msg']}.",
        ) from error
    if options.transparent and not options.format.holds_alpha:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"A file of the kind {options.format} cannot be transparent.",
            "Choose format=mov, format=webm or format=png.",
        )
    if options.transparent and (options.background or options.background_color):
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            "A transparent deliverable has no background.",
            "Leave out one of the two.",
        )
    return options
