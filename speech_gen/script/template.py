"""Fields of a template, such as `{price}`, filled from the row of a sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import regex

from speech_gen.script.problems import ScriptError
from speech_gen.script.tokens import ESCAPED
from talker.errors import ErrorCode, InputError
from talker.suggestions import did_you_mean

_FIELD = regex.compile(r"\{\{|\}\}|\{(?P<name>[^{}\n]{1,100})\}")
_SPECIAL = regex.compile(f"[{regex.escape(ESCAPED)}]")


def fill_script(template: str, values: Mapping[str, str]) -> str:
    """A script with every field filled; what is filled in is text, and holds no marks.

    `values` are by names in small letters. Doubled braces stay as they are: the script's own
    reader knows them. Raises ScriptError SCRIPT_FIELD for a field without a value.
    """
    return _filled(template, values, _as_text, keep=True)


def fill_name(template: str, values: Mapping[str, str]) -> str:
    """A name with every field filled, and doubled braces made single ones.

    Raises InputError SCRIPT_FIELD for a field without a value.
    """
    try:
        return _filled(template, values, str, keep=False)
    except ScriptError as error:  # which line of a script it is would say nothing
        what = f"{template!r} cannot be filled: {error.what}"
        raise InputError(error.code, what, error.hint or "") from error


def _filled(
    template: str, values: Mapping[str, str], written: Callable[[str], str], *, keep: bool
) -> str:
    def fill(found: regex.Match[str]) -> str:
        name = found["name"]
        if name is None:
            return found.group() if keep else found.group()[0]
        value = values.get(folded_field(name), "").strip()
        if value:
            return written(value)
        known = [name for name, there in values.items() if there.strip()]
        what = f"{found.group()} has no value."
        usual = "Fill the cell of this column." if values else "Only columns of a sheet fill it."
        hint = did_you_mean(folded_field(name), known, usual)
        raise ScriptError(ErrorCode.SCRIPT_FIELD, template, found.span(), what, hint)

    return _FIELD.sub(fill, template)


def folded_field(name: str) -> str:
    """A field or a column as they are compared."""
    return " ".join(name.replace("_", " ").casefold().split())


def _as_text(value: str) -> str:
    one_line = " ".join(value.split())
    return _SPECIAL.sub(lambda found: f"\\{found.group()}", one_line)
