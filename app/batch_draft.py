"""The page Batch as it was left: a draft of its own, which knows batches."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from pydantic import Field, field_validator
from typing_extensions import override

from app.batch.name_template import DEFAULT_TEMPLATE
from app.batch.pairing import Pair
from app.batch.rows import Row
from app.drafts import Draft
from app.preview.batch_messages import BatchRows
from talker.options.engines import STORED
from talker.options.render import RenderOptions


class BatchDraft(Draft):
    """A batch that was read: where from, its rows as they were edited, what they have in common.

    `left_out` are the numbers of the rows that are not wanted.
    """

    name: ClassVar[str] = "batch"

    paths: tuple[Path, ...] = ()
    outside: bool = False
    recursive: bool = False
    visible_only: bool = False
    read: BatchRows | None = None
    rows: tuple[Row, ...] = ()
    left_out: frozenset[int] = frozenset()
    pair: Pair = Pair.AUTO
    preset: str = ""
    brand: str = ""
    options: Mapping[str, object] = Field(default_factory=dict)
    template: str = DEFAULT_TEMPLATE
    folder: Path | None = None

    @field_validator("options")
    @classmethod
    def _are_options(cls, value: Mapping[str, object]) -> Mapping[str, object]:
        RenderOptions.model_validate(dict(value), context=STORED)
        return value

    @property
    @override
    def empty(self) -> bool:
        return self.read is None

    @property
    def source(self) -> str:
        """What the sheet or the folder is called."""
        return "" if self.read is None else self.read.source

    @property
    def edited(self) -> bool:
        """Whether reading its files again would not give the same rows."""
        return self.read is not None and (bool(self.left_out) or self.rows != self.read.rows)
