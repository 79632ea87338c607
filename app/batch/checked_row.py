"""A row of a batch before it is made: what all rows have in common, and one that is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.batch.rows import Row
from talker.errors import MouthpieceError
from talker.options.dub import DubRequest
from talker.options.render import RenderRequest


@dataclass(frozen=True)
class SharedSettings:
    """What all rows have in common: `options` are the flags of the command line.

    For one row count, each winning over those before it: the declaration's defaults, `preset`,
    `options`, the row's own preset (which replaces `preset`), the row's own cells; `brand`, or the
    row's own, adds to them. `name_fields` are columns that the names of all videos use.
    """

    preset: str = ""
    brand: str = ""
    options: Mapping[str, object] = field(default_factory=dict)
    portrait: Path | None = None
    overwrite: bool = False
    name_fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class CheckedRow:
    """One checked row: either a request (without an output yet) or a problem.

    `name` and `preset` are those that count: the row's own, else its presenter's. `speech` is None
    for an idle presenter. `content_key` stands for the contents and names of the files, the
    options, and the name that was asked for, `legacy_key` for the same in batches of earlier
    versions; `seconds` is how long the speech says it is.
    """

    row: Row
    label: str
    name: str = ""
    preset: str = ""
    portrait: Path | None = None
    clip: Path | None = None
    speech: Path | None = None
    second_speech: Path | None = None
    reference: Path | None = None
    request: RenderRequest | DubRequest | None = None
    content_key: str = ""
    legacy_key: str | None = None
    seconds: float | None = None
    problem: MouthpieceError | None = None

    @property
    def person(self) -> Path | None:
        """The portrait, or the film, of who speaks."""
        return self.clip or self.portrait
