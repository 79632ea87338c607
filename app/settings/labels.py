"""Settings: in whose name videos are made."""

from __future__ import annotations

from pydantic import Field

from app.settings.section import AbsolutePath, Section
from talker.provenance.publisher import Region


class LabelSettings(Section):
    """In whose name videos are labelled and signed."""

    region: Region = Field(
        default=Region.OTHER,
        title="Region",
        description="Where videos are published. It says how long the visible label is shown: "
        "the first two seconds, in the EU the whole video.",
    )
    producer: str = Field(
        default="Mouthpiece",
        min_length=1,
        max_length=200,
        title="Producer",
        description="Who answers for the videos: a name, or the code that an authority gave you.",
    )
    certificate: AbsolutePath | None = Field(
        default=None,
        title="Certificate",
        description="PEM chain, leaf first; without it this computer signs with its own.",
    )
    key: AbsolutePath | None = Field(
        default=None, title="Key", description="The certificate's private key, PEM, no password."
    )
    sign: bool = Field(
        default=True, title="Sign", description="Sign videos; the labels stay in any case."
    )
    time_stamps: str | None = Field(
        default=None,
        pattern=r"^https?://\S+$",
        title="Time stamps",
        description="Address of a time-stamp authority (RFC 3161), asked for each signature, which "
        "then outlives the certificate; nobody is asked without it.",
    )
