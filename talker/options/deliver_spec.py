"""Deliverables as they are written: `9:16`, or `aspect=1:1,codec=hevc,logo="Logo, white.png"`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from talker.errors import ErrorCode, UsageError
from talker.options.containers import Codec, Format
from talker.options.deliver import (
    Aspect,
    DeliverOptions,
    FinishOptions,
    Resolution,
    finish_values,
)
from talker.suggestions import did_you_mean
from talker.text_list import quoted, split, unquoted

Deliver = TypeVar("Deliver", bound=DeliverOptions)

_USUAL = FinishOptions()
_SIGN = ","
_MISMATCH = "string_pattern_mismatch"
_SIGNS = ",;"  # `;` stands between several deliverables

# What a bare word means; `source` and `auto` are defaults of several options and need no word.
_WORDS = {
    word.value: name
    for name, kind in (
        ("codec", Codec),
        ("format", Format),
        ("aspect", Aspect),
        ("resolution", Resolution),
    )
    for word in kind
    if word.value not in {"source", "auto"}
}

_PICTURES = frozenset(kind.value for kind in Format if not kind.container.codecs)
_FILES = frozenset(
    name for name, info in DeliverOptions.model_fields.items() if info.annotation == Path | None
)
_TITLE = frozenset({"title"})


def read_spec(spec: str, shared: FinishOptions = _USUAL) -> DeliverOptions:
    """The options of one deliverable: what `spec` says, else those of `shared`.

    A codec of `shared` says nothing about pictures, which have none. Raises UsageError
    OPTION_UNKNOWN or OPTION_INVALID.
    """
    return checked(_values(spec, shared))


def fitting_spec(spec: str) -> str:
    """A spec that an earlier version took, as that version made it.

    It made the usual codec, without a word, where the kind of file cannot hold the one asked for.
    What cannot be read at all stays as it is.
    """
    try:
        options = _validated(_values(spec, _USUAL))
    except UsageError:
        return spec
    return spec if options.holds_codec else write_spec(with_fitting_codec(options))


def write_spec(options: DeliverOptions) -> str:
    """What `read_spec` reads as these options; `format=mp4` where all are the defaults."""
    values = finish_values(options) or {"format": options.format}
    return ",".join(_part(name, value) for name, value in values.items())


def map_files(spec: str, change: Callable[[str], str]) -> str:
    """The spec with every file that it names changed."""
    return _mapped(spec, _FILES, change)


def map_title(spec: str, change: Callable[[str], str]) -> str:
    """The spec with the words of its title card changed."""
    return _mapped(spec, _TITLE, change)


def _mapped(spec: str, names: frozenset[str], change: Callable[[str], str]) -> str:
    return ",".join(
        _part(name, change(value) if name in names and value is not None else value)
        for name, value in _parts(spec)
    )


def _values(spec: str, shared: FinishOptions) -> dict[str, Any]:
    values: dict[str, Any] = dict(finish_values(shared))
    written: set[str] = set()
    for name, value in _parts(spec):
        if value is None:
            name, value = _WORDS.get(name, name), name if name in _WORDS else "true"
        if name not in DeliverOptions.model_fields:
            raise UsageError(
                ErrorCode.OPTION_UNKNOWN,
                f"A deliverable has no option {name}.",
                did_you_mean(name, DeliverOptions.model_fields, "See: mouthpiece deliver -h"),
            )
        values[name] = value
        written.add(name)
    if "codec" not in written and str(values.get("format")) in _PICTURES:
        values.pop("codec", None)
    return values


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
    options = _validated(values)
    check_codec(options)
    if options.transparent and (options.background or options.background_color):
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            "A transparent deliverable has no background.",
            "Leave out one of the two.",
        )
    return options


def _validated(values: dict[str, Any]) -> DeliverOptions:
    try:
        return DeliverOptions.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        fits = f"{first['msg']}."
        if first["type"] == _MISMATCH:  # a pattern says nothing to people
            fits = DeliverOptions.model_fields[name].description or fits
        raise UsageError(
            ErrorCode.OPTION_INVALID, f"{name} cannot be {str(values.get(name))!r}.", fits
        ) from error


def check_codec(options: DeliverOptions) -> None:
    """Raises UsageError OPTION_INVALID when the kind of file cannot hold what is asked for."""
    kind, codec = options.format, options.codec
    if options.transparent and not kind.container.alpha:
        able = (kind for kind in Format if kind.container.alpha)
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"A file of the kind {kind} cannot be transparent.",
            f"Choose {_alternatives('format', able)}.",
        )
    if options.holds_codec:
        return
    if not kind.container.codecs:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"A file of the kind {kind} has no codec: {codec} does not fit.",
            f"Leave out codec={codec}.",
        )
    clear = options.transparent and codec in kind.container.codecs
    what = f"be transparent with {codec.caption}" if clear else f"hold {codec.caption}"
    raise UsageError(
        ErrorCode.OPTION_INVALID,
        f"A file of the kind {kind} cannot {what}.",
        f"Choose {_alternatives('codec', options.fitting_codecs)}, or leave out codec={codec}.",
    )


def with_fitting_codec(options: Deliver) -> Deliver:
    """The options with the usual codec instead of one that the kind of file cannot hold."""
    return options if options.holds_codec else options.model_copy(update={"codec": Codec.AUTO})


def _alternatives(name: str, values: Iterable[str]) -> str:
    """`codec=vp9 or codec=av1`."""
    *first, last = (f"{name}={value}" for value in values)
    return f"{', '.join(first)} or {last}" if first else last
