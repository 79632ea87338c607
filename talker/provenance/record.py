"""The generation record: how a video was made, enough to trace it and to render it again."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from talker.consent import Consent
from talker.files import digest
from talker.options.ai_label import Corner, LabelTime
from talker.spoken import SpokenVoice

_LONGEST = 16_000  # characters of JSON; one of ours has some hundreds beside the script
LONGEST_SCRIPT = 10_000
"""Characters of a script that a record can hold; longer ones are left out."""
KEY = "mouthpiece"  # the name of the record among the container's tags


class Source(BaseModel):
    """A file that went in. Only its name: where it lay is nobody's business but the user's."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: str
    sha256: str = Field(pattern="^[0-9a-f]{64}$")

    @classmethod
    def of(cls, path: Path) -> Source:
        """A file as it is now."""
        return cls(name=path.name, sha256=digest(path))


class Dubbed(BaseModel):
    """What was changed in a film, its `portrait`: only lips and chin, in `spoken` of its `frames`,
    in `share` of the pixels of such a frame on average."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    frames: int
    spoken: int
    share: float


class Record(BaseModel):
    """How a video was made; `dubbed` says where only the lips of a film are. `models` are entries
    of the catalogue; `options` those of the render that are not the defaults; `finish` those of the
    deliverable, when it is one. `script` is the text that synthetic `voices` have spoken.
    `label_corner` is where the visible label was put, empty where `options` say it or it is the
    usual one."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: str
    id: str
    engine: str
    models: tuple[str, ...] = ()
    portrait: Source
    speech: Source | None = None
    second_speech: Source | None = None
    reference: Source | None = None
    script: str = ""
    voices: tuple[SpokenVoice, ...] = ()
    options: dict[str, Any] = {}
    label_corner: str = ""
    consent: Consent | None = None
    finish: dict[str, Any] = {}
    dubbed: Dubbed | None = None

    @model_validator(mode="after")
    def _short(self) -> Self:
        """Whoever made a video wrote it; FFmpeg is given it whole, on Windows 32,000 letters."""
        if len(self.text()) > _LONGEST:
            raise ValueError(f"more than {_LONGEST:,} characters")
        return self

    def text(self) -> str:
        """The JSON as it stands in the file."""
        return self.model_dump_json(exclude_defaults=True)

    @property
    def label(self) -> LabelTime:
        """When the video shows its visible label; the whole time where nobody knows the word."""
        try:
            return LabelTime(self.options.get("ai_label", LabelTime.START))
        except ValueError:
            return LabelTime.ALWAYS

    @property
    def language(self) -> str:
        """The tag of the language that is spoken; empty when nobody has said so."""
        said = self.options.get("language", "")
        return said if isinstance(said, str) else ""

    @property
    def corner(self) -> Corner:
        """Where the visible label stands; where it usually does when nobody knows the word."""
        try:
            corner = Corner(self.label_corner or self.options.get("ai_label_corner", Corner.AUTO))
        except ValueError:
            return Corner.BOTTOM_RIGHT
        return Corner.BOTTOM_RIGHT if corner is Corner.AUTO else corner


def noted_corner(asked: Corner, drawn: Corner) -> str:
    """What `label_corner` is to say of a label that was put into the corner `drawn`."""
    return "" if asked is not Corner.AUTO or drawn is Corner.BOTTOM_RIGHT else drawn.value


def digest_of(text: str) -> str:
    """SHA-256 of a record as it stands in the file, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
