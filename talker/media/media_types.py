"""The media type of a file by its first bytes, whatever its name says."""

from __future__ import annotations

import re
from pathlib import Path

_HEAD = 32
_MARKS = (
    (rb"^\x89PNG\r\n\x1a\n", "image/png"),
    (rb"^GIF8[79]a", "image/gif"),
    (rb"^\xff\xd8\xff", "image/jpeg"),
    (rb"^RIFF....WEBP", "image/webp"),
    (rb"^(?:II\*\0|MM\0\*)", "image/tiff"),
    (rb"^....ftyp(?:avif|avis)", "image/avif"),
    (rb"^....ftyp(?:hei[cxms]|hev[cx]|mif1|msf1)", "image/heic"),
    (rb"^....ftypM4[AB]", "audio/mp4"),
    (rb"^....ftypqt  ", "video/quicktime"),
    (rb"^....ftyp", "video/mp4"),
    (rb"^....(?:moov|mdat|wide|free|skip)", "video/quicktime"),  # older than ftyp
    (rb"^RIFF....AVI ", "video/x-msvideo"),
    (rb"^RIFF....WAVE", "audio/wav"),
    (rb"^fLaC", "audio/flac"),
    (rb"^(?:ID3|\xff[\xfb\xf3\xf2])", "audio/mpeg"),
    (rb"^\x1a\x45\xdf\xa3", "video/x-matroska"),
)
_TYPES = tuple((re.compile(mark, re.DOTALL), name) for mark, name in _MARKS)
PICTURES = frozenset(name for _, name in _TYPES if name.startswith("image/"))


def media_type(path: Path) -> str | None:
    """Such as `video/mp4`; None for what is not known, or cannot be read."""
    try:
        if not path.is_file():  # a pipe would never begin
            return None
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):
        return None
    return next((name for mark, name in _TYPES if mark.search(head)), None)
