"""Options in words: the title of each with the value that it has."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from PySide6.QtCore import QCoreApplication

from app.gui.texts.choices import choice_title, engine_title
from app.gui.texts.names import option_suffix, option_title
from talker.options.choice import Choice
from talker.options.engines import names_engine
from talker.options.render import declared_fields, option_values

_OF_ONE_JOB = frozenset({"prompt"})  # said elsewhere


def unusual_options(options: BaseModel) -> list[str]:
    """What differs from the declaration's defaults."""
    values = option_values(options)
    fields = declared_fields(type(options))
    names = [name for name, info in fields.items() if values[name] != info.default]
    return [*_words(options, frozenset(names) - _OF_ONE_JOB)]


def named_options(options: BaseModel, names: Container[str]) -> list[str]:
    """The options of these names, in the order of their declaration."""
    return [*_words(options, names)]


def _words(options: BaseModel, names: Container[str]) -> list[str]:
    values, parts = option_values(options), []
    for name, info in declared_fields(type(options)).items():
        if name not in names:
            continue
        value = values[name]
        shown = _choice(info, value) if isinstance(value, str) else _shown(info, value)
        parts.append(f"{option_title(info)}: {shown}" if shown else option_title(info))
    return parts


def _choice(info: FieldInfo, value: str) -> str:
    if names_engine(info):
        return engine_title(value)
    return choice_title(value) if isinstance(value, Choice) else value


def _shown(info: FieldInfo, value: object) -> str:
    if isinstance(value, bool):
        return "" if value else QCoreApplication.translate("OptionWords", "off")
    if isinstance(value, Path):
        return value.name
    if isinstance(value, tuple) and value and isinstance(value[0], str):
        return "\n".join(value)
    if isinstance(value, tuple):
        return "; ".join(part if isinstance(part, str) else f"{part:g}" for part in value)
    if isinstance(value, float | int):
        return f"{value:g}{option_suffix(info, value)}"
    return str(value)
