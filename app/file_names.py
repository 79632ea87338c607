"""File names that Windows, macOS and Linux all take, from any words of a user."""

from __future__ import annotations

import re
import unicodedata

from talker.errors import ErrorCode, InputError

MAX_CHARACTERS = 200  # of the whole name: Windows counts UTF-16 units, and the folder's path too

MAX_BYTES = 240  # Linux allows 255; the rest is for the passing name while writing

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')

_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)

# Control characters, text-direction marks (a name that reads backwards), lone surrogates, and the
# separators of lines; joiners stay, emoji are made with them.
_BAD_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})

_DIRECTION_MARKS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def name_refused(what: str, name: str) -> InputError:
    """The error for a name that no file or folder can have; `what`: "A preset"."""
    signs = 'Leave out the signs < > : " / \\ | ? * and use fewer letters.'
    hint = signs if name else "Write at least one letter."
    return InputError(ErrorCode.OPTION_INVALID, f"{what} cannot be called {name!r}.", hint)


def safe_name(wanted: str, suffix: str = "") -> str:
    """`wanted` + `suffix` as a file name that Windows, macOS and Linux all take."""
    text = unicodedata.normalize("NFC", wanted)
    text = "".join("_" if _is_bad(sign) else sign for sign in text)
    text = _FORBIDDEN.sub("_", text)
    text = text.lstrip(" ")
    text = _shortened(text, suffix).rstrip(" .") or "video"
    # Windows looks at what stands before the first dot: `con.my.mp4` is the console too.
    first, dot, rest = text.partition(".")
    if _RESERVED.fullmatch(first.rstrip(" ")):
        text = _shortened(f"{first.rstrip(' ')}_{dot}{rest}", suffix).rstrip(" .")
    return text + suffix


def key(name: str) -> str:
    """The same for two names that some file system holds to be one."""
    folded = unicodedata.normalize("NFC", name).upper().casefold()
    return unicodedata.normalize("NFC", folded)


def _is_bad(sign: str) -> bool:
    return sign in _DIRECTION_MARKS or unicodedata.category(sign) in _BAD_CATEGORIES


def _shortened(text: str, suffix: str) -> str:
    """As much of the beginning as fits together with `suffix`."""
    characters = MAX_CHARACTERS - _units(suffix)
    room = MAX_BYTES - len(suffix.encode())
    for index, sign in enumerate(text):
        characters -= _units(sign)
        room -= len(sign.encode())
        if characters < 0 or room < 0:
            return text[:index]
    return text


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
