"""What a batch is made of before anything is checked: one row for each video that is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from talker.errors import MouthpieceError
from talker.options.render import RenderOptions

FILES = ("portrait", "speech", "reference")
WORDS = ("name", "preset", "presenter")
OPTIONS = tuple(RenderOptions.model_fields)
COLUMNS = (*FILES, *WORDS, *OPTIONS)


@dataclass(frozen=True)
class Row:
    """One wanted video. `place` says where it was asked for ("row 3"); `number` counts from 1.

    `portrait`, `speech` and `reference` are paths as they were written; "" where none was given.
    A `presenter` gives what is not named: portrait, voice and preset. `options` holds only what
    was given, not yet checked. A row with a `problem` is not made.
    """

    number: int
    place: str
    portrait: str = ""
    speech: str = ""
    reference: str = ""
    name: str = ""
    preset: str = ""
    presenter: str = ""
    options: Mapping[str, object] = field(default_factory=dict)
    problem: MouthpieceError | None = None
