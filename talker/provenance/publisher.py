"""The publisher: producer, certificate and region, which decides how long the label is shown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from talker.options.ai_label import LabelTime
from talker.options.choice import Choice
from talker.options.dub import DubRequest
from talker.options.render import RenderRequest

Request = TypeVar("Request", RenderRequest, DubRequest)


class Region(Choice):
    """Where videos are published."""

    CHINA = "china", "China"
    EU = "eu", "European Union"
    OTHER = "other", "Elsewhere"

    @property
    def label_time(self) -> LabelTime:
        """When the visible label is shown where the request leaves it to the region.

        GB 45438-2025 asks for two seconds at the beginning. The EU's AI Act wants viewers to be
        told at the latest at the first exposure, and who joins late sees no beginning.
        """
        return LabelTime.ALWAYS if self is Region.EU else LabelTime.START


PRODUCER = "Mouthpiece"  # where nobody has given another name


@dataclass(frozen=True)
class Publisher:
    """In whose name videos are made: `certificate` (PEM chain) and `key` (PEM) sign them.

    Without a certificate this computer signs with one of its own. `sign` off leaves out the
    signature, never the labels. `time_stamps` is the address of a time-stamp authority (RFC 3161):
    with its stamp a signature outlives the certificate. None asks nobody, nor does `offline`.
    """

    name: str = PRODUCER
    certificate: Path | None = None
    key: Path | None = None
    sign: bool = True
    region: Region = Region.OTHER
    time_stamps: str | None = None
    offline: bool = False

    def apply_label(self, request: Request) -> Request:
        """The request with a time for its visible label."""
        if request.ai_label is not LabelTime.REGION:
            return request
        return request.model_copy(update={"ai_label": self.region.label_time})
