"""What a file is that cannot be used, by its first bytes: a word for the error's sentence."""

from __future__ import annotations

import re
from pathlib import Path

_HEAD = 4096
# Of what may stand before the mark: a byte order mark, blanks, an XML declaration, comments.
_LEAD = rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,1000}?-->\s*)?"
_HEIF = rb"^....ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)"
_MARKS = (
    (rb"^%!PS|^\xc5\xd0\xd3\xc6", "an EPS document"),
    (rb"^%PDF", "a PDF document"),
    (rb"^\xd7\xcd\xc6\x9a|^\x01\0\0\0.{36} EMF", "a Windows drawing (WMF)"),
    (rb"^SIMPLE  =", "a FITS table"),
    (rb"^DDS ", "a texture (DDS)"),
    (_HEIF, "a HEIC picture with a rare codec inside"),
    (rb"^II(?:RO|RS|U\0)|^MMOR|^FUJIFILMCCD-RAW|^....ftypcrx", "a raw photo"),
    (rb"^\xff\x0a|^\0\0\0\x0cJXL ", "a JPEG XL picture"),
    (
        rb"^(?:II\*\0|MM\0\*|II\+\0|MM\0\+)",
        "a TIFF with pixels of a rare kind, such as floating point",
    ),
    (_LEAD + rb"<svg", "a drawing (SVG)"),
    (_LEAD + rb"#EXTM3U", "a playlist (HLS)"),
    (_LEAD + rb"<MPD", "a playlist (DASH)"),
    (_LEAD + rb"<(?:\w+:)?(?:CompositionPlaylist|AssetMap|PackingList)", "a playlist (IMF)"),
    (_LEAD + rb"<SmoothStreamingMedia", "a playlist (Smooth Streaming)"),
    (_LEAD + rb"(?i:<asx|\[playlist\]|<playlist|\[reference\])", "a playlist"),
    (_LEAD + rb"ffconcat version", "a list of files (concat)"),
    (rb"^v=0\r?\n", "a description of a network stream (SDP)"),
    (rb"^PK\x03\x04|^Rar!|^7z\xbc\xaf|^\x1f\x8b", "an archive"),
    (rb"^\x02?#!SILK_V3", "a voice message of WeChat (SILK)"),
    (rb"^MZ|^\x7fELF", "a program"),
)
_KINDS = tuple((re.compile(mark, re.DOTALL), name) for mark, name in _MARKS)


def kind_of(path: Path) -> str | None:
    """Such as "a playlist (HLS)"; None for what is not known, or cannot be read."""
    head = _head(path)
    return next((name for mark, name in _KINDS if mark.search(head)), None)


def is_heif(path: Path) -> bool:
    """Whether a file seems to be a picture such as HEIC, by its first bytes."""
    return re.match(_HEIF, _head(path), re.DOTALL) is not None


def _head(path: Path) -> bytes:
    try:
        if not path.is_file():  # a pipe would never begin
            return b""
        with path.open("rb") as file:
            return file.read(_HEAD)
    except (OSError, ValueError):
        return b""
