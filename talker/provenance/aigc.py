"""The machine-readable label of GB 45438-2025: a small JSON under the name AIGC."""

from __future__ import annotations

import hashlib
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

KEY = "AIGC"
GENERATED = "1"  # 2: possibly generated, 3: suspected


class AigcLabel(BaseModel):
    """The seven fields of the standard, by its own names."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, extra="ignore")

    label: str = Field(alias="Label")
    content_producer: str = Field("", alias="ContentProducer")
    produce_id: str = Field("", alias="ProduceID")
    # For the producer's own protection of integrity: the SHA-256 of the generation record.
    reserved_code1: str = Field("", alias="ReservedCode1")
    content_propagator: str = Field("", alias="ContentPropagator")
    propagate_id: str = Field("", alias="PropagateID")
    reserved_code2: str = Field("", alias="ReservedCode2")

    @model_validator(mode="before")
    @classmethod
    def _unwrapped(cls, given: Any) -> Any:
        """Takes `{"AIGC": {...}}` too, as some programs write it."""
        return given[KEY] if isinstance(given, dict) and set(given) == {KEY} else given

    def text(self) -> str:
        """The JSON as it stands in the file."""
        return self.model_dump_json(by_alias=True)


def label_for(producer: str, number: str, record: str) -> str:
    """The JSON of the label of something made by `producer` under `number`, which has `record`."""
    label = AigcLabel(
        label=GENERATED,
        content_producer=producer,
        produce_id=number,
        reserved_code1=hashlib.sha256(record.encode()).hexdigest(),
    )
    return label.text()


def as_comment(text: str) -> str:
    """The JSON where people read it, and where programs keep it that know no name but theirs."""
    return f"{KEY}={text}"


def in_comment(comment: str) -> str | None:
    """The JSON in such a comment."""
    return comment.removeprefix(f"{KEY}=") if comment.startswith(f"{KEY}=") else None
