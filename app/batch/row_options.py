"""The options of a row, each from where it counts most: presets, flags, brand, its own cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from app.batch.checked_row import CheckedRow, SharedSettings
from app.batch.rows import FILES, Row
from app.brands import load_brand
from app.options import as_given, options, what_fits
from app.presenters import Presenter
from app.presets import load_preset, values_for
from speech_gen.script.parse import parse_script
from speech_gen.script.template import fill_name, fill_script
from talker.errors import ErrorCode, InputError, UsageError
from talker.options.deliver_spec import map_title
from talker.options.dub import DubRequest
from talker.options.render import RenderRequest, declared_fields
from talker.text_list import split_texts


class NamedSettings:
    """What rows name of a home, each read once."""

    def __init__(self, home: Path) -> None:
        self.preset_options = cache(lambda name: load_preset(name, home).options)
        self.brand = cache(lambda name: load_brand(name, home))


def with_presenter(row: Row, known: Mapping[str, Presenter]) -> Row:
    """The row with its presenter's preset and voice for texts where it names none itself; a problem
    for an unknown one."""
    if not row.presenter or row.problem is not None:
        return row
    presenter = known.get(row.presenter.strip().casefold())
    if presenter is None:
        names = ", ".join(presenter.facts.name for presenter in known.values()) or "nobody yet"
        problem = InputError(
            ErrorCode.PRESENTER_UNKNOWN,
            f"{row.place.capitalize()}: there is no presenter {row.presenter}.",
            f"Presenters are: {names}.",
        )
        return replace(row, problem=problem)
    facts = presenter.facts
    usual = {"voice": facts.text_voice} if facts.text_voice else {}
    return replace(row, preset=row.preset or facts.preset, options=usual | dict(row.options))


def filled_row(row: Row, shared: SharedSettings) -> Row:
    """The row with the fields of its text and its name filled, and the text looked at.

    Raises InputError SCRIPT_FIELD for a field without a value, or what else is wrong with the text.
    """
    template = row.text or ("" if row.speech else str(shared.options.get("text", "")))
    name = fill_name(row.name, row.fields)
    for column in shared.name_fields:
        fill_name(f"{{{column}}}", row.fields)  # refused where it has no value
    if not template.strip():
        return replace(row, name=name)
    text = fill_script(template, row.fields)
    parse_script(text)
    return replace(row, name=name, text=text)


def given_options(row: Row, shared: SharedSettings, named: NamedSettings) -> dict[str, Any]:
    """The options of a row as they were given, each from where it counts most."""
    values: dict[str, Any] = {}
    if shared.preset and not row.preset:
        values |= named.preset_options(shared.preset)
    values |= shared.options
    if row.preset:
        values |= named.preset_options(row.preset)
    values |= row.options
    if row.text.strip():
        values["text"] = row.text
    elif row.speech:  # what this row says itself
        values.pop("text", None)
    return values


def _titled(values: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    """Options with the fields of all title cards filled; InputError SCRIPT_FIELD."""
    filled = dict(values)
    if values.get("title"):
        filled["title"] = fill_name(str(values["title"]), fields)
    given = values.get("deliverable")
    specs = split_texts(given) if isinstance(given, str | list | tuple) else ()
    # What is no text is refused with the other options.
    if all(isinstance(spec, str) for spec in specs) and any("title" in spec for spec in specs):
        filled["deliverable"] = tuple(
            map_title(spec, lambda title: fill_name(title, fields)) for spec in specs
        )
    return filled


def is_idle(values: Mapping[str, object]) -> bool:
    """Whether nothing is said."""
    try:
        return float(str(values.get("idle", 0))) > 0
    except ValueError:
        return False  # refused when the request is made


def request_of(
    item: CheckedRow, shared: SharedSettings, named: NamedSettings
) -> RenderRequest | DubRequest:
    """The request of a row whose files are known; UsageError OPTION_INVALID."""
    declared: type[RenderRequest] | type[DubRequest]
    declared = RenderRequest if item.clip is None else DubRequest
    values = given_options(item.row, shared, named)
    brand = item.row.brand.strip() or shared.brand
    if brand:
        values = named.brand(brand).applied(values)
    values = _titled(values, item.row.fields)
    if declared is DubRequest:
        values = values_for(DubRequest, values) | dict(item.row.options)
    files = {name: getattr(item, name) for name in FILES if name in declared_fields(declared)}
    try:
        return declared.model_validate(values | files | {"overwrite": shared.overwrite})
    except ValidationError as error:
        first = error.errors()[0]
        if not first["loc"]:  # options that do not go together; the message is our own
            raise UsageError(
                ErrorCode.OPTION_INVALID,
                f"{item.row.place.capitalize()}: {first['msg'].removeprefix('Value error, ')}.",
                "Leave one of them empty.",
            ) from error
        name = str(first["loc"][0])
        option = next((one for one in options(declared) if one.name == name), None)
        if option is None:
            raise UsageError(
                ErrorCode.OPTION_INVALID,
                f"{item.row.place.capitalize()} names no film, and {name!r} is for films.",
                f"Leave the cell under {name} empty, or name the film under clip.",
            ) from error
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"{name} cannot be {as_given(values[name])!r}.",
            what_fits(first, name, option),
        ) from error
