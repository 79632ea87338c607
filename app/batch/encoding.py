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
_TRADITIONAL = "cp950"  # Big5 as Windows writes it
_COMMON_CHINESE = "gb2312"
# The signs in daily use come first in both codes; by them one is told from the other.
_DAILY = {_CHINESE: ("gb2312", 0xB0, 0xD7), _TRADITIONAL: ("big5", 0xA4, 0xC6)}
_LEAST_DAILY = 0.8  # of the signs of a Chinese text; Western accents read as Chinese are rare signs
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
    traditional = _strict(data, _TRADITIONAL)
    if traditional is not None and _daily(traditional, _TRADITIONAL) > max(
        _LEAST_DAILY, 0.0 if chinese is None else _daily(chinese, _CHINESE)
    ):
        return Decoded(traditional, _TRADITIONAL)
    if chinese is not None and _looks_chinese(chinese):
        return Decoded(chinese, _CHINESE)
    return Decoded(data.decode(_WESTERN, "replace"), _WESTERN)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _daily(text: str, encoding: str) -> float:
    """The share of ideographs in daily use among those of `text`, 0 where there are none."""
    code, first, last = _DAILY[encoding]
    signs = [sign for sign in text if sign >= "\u2e80" and not "\uff00" <= sign <= "\uffef"]
    signs = [sign for sign in signs if not "\u3000" <= sign <= "\u303f"]  # punctuation
    daily = [lead for sign in signs if first <= (lead := (sign.encode(code, "ignore") or b"\0")[0])]
    return sum(lead <= last for lead in daily) / len(signs) if signs else 0.0


def _looks_chinese(text: str) -> bool:
    """Western accents stand alone among ASCII and decode to rare signs; Chinese to common ones."""
    foreign = [sign for sign in text if not sign.isascii()]
    common = "".join(foreign).encode(_COMMON_CHINESE, "ignore").decode(_COMMON_CHINESE)
    return len(common) * 2 > len(foreign)
