"""What a batch is made of before anything is checked: one row for each video that is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, PlainSerializer
from pydantic.dataclasses import dataclass
from pydantic.fields import FieldInfo

from talker.errors import ErrorCode, InputError, MouthpieceError
from talker.options.dub import DubOptions
from talker.options.render import RenderOptions, declared_fields

FILES = ("portrait", "clip", "speech", "second_speech", "reference")
WORDS = ("name", "preset", "brand", "presenter", "text")


def option_fields() -> dict[str, FieldInfo]:
    """Every option that a row may set: those of portraits, and what dubs of films have besides."""
    rendered = declared_fields(RenderOptions)
    dubbed = {name: info for name, info in DubOptions.model_fields.items() if name not in rendered}
    return rendered | dubbed


def columns() -> tuple[str, ...]:
    """Every column that a sheet may have: the inputs, some words, and the options."""
    return (*FILES, *WORDS, *option_fields())


class Action(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    DONE = "done"  # made earlier, and the video is there
    WAITING = "waiting"  # in the queue already
    FAILED = "failed"  # failed earlier, and nothing has changed since
    SAME = "same"  # another row of this batch asks for the same
    PROBLEM = "problem"


def _error_json(error: MouthpieceError) -> dict[str, str | None]:
    path = None if error.path is None else str(error.path)
    return {"code": error.code.value, "message": error.message, "hint": error.hint, "path": path}


def _error_of(value: Any) -> Any:
    """What stands in the way of a row is always something that was given: an InputError."""
    if not isinstance(value, Mapping):
        return value
    path = None if value["path"] is None else Path(value["path"])
    return InputError(ErrorCode(value["code"]), value["message"], value["hint"], path)


SerializableError = Annotated[
    MouthpieceError, BeforeValidator(_error_of), PlainSerializer(_error_json)
]


@dataclass(frozen=True, config=ConfigDict(arbitrary_types_allowed=True))
class Row:
    """One wanted video. `place` says where it was asked for ("row 3"); `number` counts from 1.

    `portrait`, `clip`, `speech`, `second_speech` and `reference` are paths as they were written; ""
    where none was given. A `clip` is a film that gets new words, in the place of a portrait.
    A `presenter` gives what is not named: portrait, voice and preset. `brand` adds its
    deliverables. `text` is a script to speak instead of a recording; it and the name may hold
    `fields`, the cells of all columns by their folded headings. `options` holds only what was
    given, not yet checked. A row with a `problem` is not made. Rows cross processes as JSON.
    """

    number: int
    place: str
    portrait: str = ""
    speech: str = ""
    reference: str = ""
    name: str = ""
    preset: str = ""
    presenter: str = ""
    text: str = ""
    options: Mapping[str, object] = field(default_factory=dict)
    problem: SerializableError | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    second_speech: str = ""
    brand: str = ""
    clip: str = ""
