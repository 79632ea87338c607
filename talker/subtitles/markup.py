"""The markup of subtitles: the tags of SRT, WebVTT and ASS become plain text, nothing else does."""

from __future__ import annotations

import html
import re

_NAMES = "b|i|u|s|c|v|font|lang|ruby|rt|span|strong|em|p|div|strike|tt|big|small|code"
# A tag ends before the next one begins: what is left open must not be looked through again.
_TAG = re.compile(
    rf"</?(?:{_NAMES})(?:[\s.][^<>]*)?/?>"  # known names alone: `5 < 6 and 7 > 3` is text
    r"|<\d{1,3}:\d{2}[\d:.,]*>"  # the time of a word
    r"|\{(?:\\|[a-z]:)[^{}]*\}",  # overrides of ASS and MicroDVD
    re.IGNORECASE,
)
_BREAK_TAG = re.compile(r"<br\s*/?>|\[br\]|<p>", re.IGNORECASE)
# Paths of Windows keep their \N; elsewhere it is the line break of ASS, which other files hold too.
_ASS_BREAK = re.compile(r"((?<!\S)(?:[A-Za-z]:|\\)\\\S*)|(\\N|\\n)|(\\h)")
_OVERRIDES = re.compile(r"\{\\[^{}]*\}")
_DRAWING = re.compile(r"\\p[1-9]")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|\w{2,40});", re.IGNORECASE)
# Ruby's small letters above others say the same once more.
_RUBY = re.compile(r"<rt>[^<]*(?:</rt>)?", re.IGNORECASE)
_LINE_ENDS = str.maketrans(dict.fromkeys("\x0b\x0c\x85\u2028\u2029", "\n"))
_ODD = {code: None for code in range(32) if chr(code) not in "\n\t"} | {0x7F: None, 0xFEFF: None}
_BLANKS = re.compile(r"[ \t\xa0]+")


def plain_text(marked: str) -> str:
    """What people read of it: lines without tags, references to characters, control characters
    and empty lines.
    """
    text = _TAG.sub("", _RUBY.sub("", _BREAK_TAG.sub("\n", marked)))
    text = _ASS_BREAK.sub(_broken, text)
    return printed(_REFERENCE.sub(lambda found: html.unescape(found[0]), text))


def printed(text: str) -> str:
    """The lines of a text that hold something, without control characters; word processors have
    line ends of their own.
    """
    lines = text.translate(_LINE_ENDS).translate(_ODD).split("\n")
    return "\n".join(filter(None, (_BLANKS.sub(" ", line).strip() for line in lines)))


def is_drawing(marked: str) -> bool:
    """Whether a line of ASS draws shapes instead of letters."""
    return any(_DRAWING.search(block) for block in _OVERRIDES.findall(marked))


def _broken(found: re.Match[str]) -> str:
    return found[1] or ("\n" if found[2] else " ")
