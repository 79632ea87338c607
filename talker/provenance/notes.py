"""What stands in a file beside its content, whatever kind of file it is: tags and XMP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from talker.media.images import picture_notes
from talker.media.media_types import PICTURES, media_type
from talker.media.tags import read_tags
from talker.provenance import aigc, xmp
from talker.provenance.embed import gif_xmp
from talker.provenance.xmp import Labels

_COMMENT = "comment"


@dataclass(frozen=True)
class Notes:
    """`tags` by their names in small letters, and the labels in XMP."""

    tags: Mapping[str, str]
    labels: Labels

    @property
    def aigc(self) -> str | None:
        """The JSON of the AIGC label, wherever it stands."""
        said = self.tags.get(aigc.KEY.lower()) or self.labels.aigc
        return said or aigc.in_comment(self.tags.get(_COMMENT, ""))


def read_notes(path: Path) -> Notes:
    """Raises InputError: VIDEO_UNREADABLE, for pictures one with an IMAGE_ code."""
    kind = media_type(path)
    if kind in PICTURES:
        notes = picture_notes(path)
        marked = (comment.partition("=") for comment in notes.comments)
        tags = {key: value for key, sign, value in marked if sign}
        tags |= notes.texts
        return Notes(_small(tags), xmp.parse(gif_xmp(path) if kind == "image/gif" else notes.xmp))
    tags = read_tags(path)
    return Notes(_small(tags), _merged(list(map(xmp.parse, xmp.packets(path)))))


def _small(tags: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in tags.items()}


def _merged(found: list[Labels]) -> Labels:
    """The first of each: a program that does not find ours writes another packet."""
    return Labels(
        next((one.source_type for one in found if one.source_type), None),
        next((one.aigc for one in found if one.aigc), None),
    )
