"""What a video remembers of its making: enough to tell whence it comes and to make it again."""

from __future__ import annotations

import hashlib
from typing import Any

from pydantic import BaseModel, ConfigDict

from talker import __version__
from talker.consent import Consent
from talker.request import LabelTime

KEY = "mouthpiece"  # the name of the record among the container's tags


class Source(BaseModel):
    """A file that went in. Only its name: where it lay is nobody's business but the user's."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: str
    sha256: str


class Record(BaseModel):
    """How a video was made. `options` are those of the render that are not the defaults;
    `finish` those of the deliverable, when it is one."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: str = __version__
    id: str
    engine: str
    portrait: Source
    speech: Source | None = None
    reference: Source | None = None
    options: dict[str, Any] = {}
    label: LabelTime = LabelTime.START
    label_off_reason: str = ""
    consent: Consent | None = None
    finish: dict[str, Any] = {}

    def text(self) -> str:
        """The JSON as it stands in the file."""
        return self.model_dump_json(exclude_defaults=True, exclude={"version"})[:-1] + (
            f',"version":"{self.version}"}}'
        )

    @property
    def digest(self) -> str:
        """SHA-256 of the JSON."""
        return hashlib.sha256(self.text().encode()).hexdigest()
