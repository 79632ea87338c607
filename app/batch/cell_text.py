"""The text of a cell as people see it."""

from __future__ import annotations

import re
import unicodedata

# Blanks of all kinds, control characters, and marks that nobody sees: what is copied from web
# pages, chats and the properties of a file in Windows comes with them.
_UNSEEN = "".join(
    letter
    for letter in map(chr, range(0x10000))
    if unicodedata.category(letter) in {"Cc", "Cf", "Zs", "Zl", "Zp"}
)
WPS_PICTURE = "=DISPIMG("  # how WPS places a picture in a cell
PICTURE = "holds a picture, not the name of a file"
_TEXT_FORMULA = re.compile(r'="((?:[^"]|"")*)"')


def seen_text(text: str) -> str:
    """Without what cannot be seen around it."""
    return text.strip(_UNSEEN)


def csv_text(text: str) -> str:
    """Also without the formula ="001", by which exporters keep spreadsheets from counting."""
    words = seen_text(text)
    found = _TEXT_FORMULA.fullmatch(words)
    return seen_text(found[1].replace('""', '"')) if found else words


def plain_width(text: str) -> str:
    """Letters and digits of East Asian width as the usual ones."""
    return unicodedata.normalize("NFKC", text)
