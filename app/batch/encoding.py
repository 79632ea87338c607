"""Which characters the bytes of a text file mean, when nobody says it."""

from __future__ import annotations

import codecs
import locale
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHINESE = "gb18030"  # holds GBK and GB2312
_COMMON_CHINESE = "gb2312"
_WESTERN = "cp1252"


@dataclass(frozen=True)
class Decoded:
    """A text and the encoding that it was read as."""

    text: str
    encoding: str


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Reads text as `encoding`, or as what it looks like: by its mark, UTF-8, the computer's own,
    Chinese, or Western.

    Raises LookupError for an encoding that does not exist and UnicodeDecodeError for one that
    does not fit; without `encoding` everything can be read.
    """
    if encoding:
        return Decoded(data.decode(encoding).removeprefix("\ufeff"), encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(name, "replace"), name)
    # Excel writes CSV in the computer's own encoding, so that one is asked before any guess.
    own = locale.getencoding()
    for name in ("utf-8", own):
        text = _strict(data, name)
        if text is not None:
            return Decoded(text, name)
    chinese = _strict(data, _CHINESE)
    if chinese is not None and _looks_chinese(chinese):
        return Decoded(chinese, _CHINESE)
    return Decoded(data.decode(_WESTERN, "replace"), _WESTERN)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _looks_chinese(text: str) -> bool:
    """Western accents stand alone among ASCII and decode to rare signs; Chinese to common ones."""
    foreign = [sign for sign in text if not sign.isascii()]
    common = "".join(foreign).encode(_COMMON_CHINESE, "ignore").decode(_COMMON_CHINESE)
    return len(common) * 2 > len(foreign)
