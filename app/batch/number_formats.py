"""Numbers and dates as a worksheet shows them, by the number formats of its cells."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

GENERAL = "General"
_ISO = "yyyy-mm-dd"
# Those that a workbook does not write down. Where the computer's language decides: ISO.
BUILTIN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: _ISO,
    15: _ISO,
    16: _ISO,
    17: "yyyy-mm",
    18: "h:mm",
    19: "h:mm:ss",
    20: "h:mm",
    21: "h:mm:ss",
    22: f"{_ISO} hh:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
    49: "@",
    **dict.fromkeys((*range(27, 32), 36, *range(50, 59)), _ISO),
    **dict.fromkeys(range(32, 36), "h:mm:ss"),
}
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]'
    r"|(?P<noon>AM/PM|A/P|上午/下午)|(?P<date>y+|e+(?![+-])|m+|d+|h+|s+)|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
_PLACES = re.compile(r"(?P<whole>[#0?,]*)(?:\.(?P<part>[#0?]*))?")
_PRECISION = 11  # digits that a sheet shows where nobody asks for more
_LEAP = 60  # Excel believes in 29 February 1900, as the programs before it did


def is_date(written: str) -> bool:
    """Whether a number format makes a date or a time of a number."""
    if written.casefold() == GENERAL.casefold():
        return False
    return any(token["date"] or token["elapsed"] for token in _tokens(written))


def shown_date(serial: float, written: str, epoch: datetime) -> str:
    """A date; names of months and days, which depend on the language, become numbers (ISO)."""
    early = serial < _LEAP and epoch.year < 1900
    moment = epoch + timedelta(seconds=round(serial * 86400), days=int(early and serial >= 1))
    tokens = _tokens(written)
    kinds = [(token["date"] or token["elapsed"] or "").lower() for token in tokens]
    dated = any(kind[:1] in ("y", "e", "d") for kind in kinds if kind) or "mmm" in kinds
    if any(len(kind) > 2 and kind[0] in "md" for kind in kinds):
        timed = any(kind[:1] == "h" for kind in kinds)
        return moment.strftime("%Y-%m-%d %H:%M:%S" if timed and serial % 1 else "%Y-%m-%d")
    if dated and serial % 1 == 0:  # midnight, which a format for both shows as zeros
        end = next((place for place, kind in enumerate(kinds) if kind[:1] == "h"), len(kinds))
        tokens, kinds = tokens[:end], kinds[:end]
    words = []
    half = any(token["noon"] for token in tokens)
    for place, token in enumerate(tokens):
        literal = token["quoted"] or token["escaped"] or token["sign"] or ""
        if token["noon"]:
            literal = moment.strftime("%p")
        words.append(_part(moment, kinds, place, half=half) if kinds[place] else literal)
    return "".join(words).strip()


def shown_number(value: float, written: str) -> str:
    """A number with the zeros, places, per cent and literal words of its format."""
    plain = str(int(value)) if float(value).is_integer() else f"{value:.{_PRECISION}g}"
    if written == "@" or written.casefold() == GENERAL.casefold():
        return plain
    before, core, after = "", "", ""
    for token in _tokens(written):
        literal = token["quoted"] or token["escaped"]
        sign = token["sign"] or ""
        if token["date"]:
            return plain
        if literal is None and sign and sign in "0#?,.":
            if after:
                return plain  # words between the digits
            core += sign
        elif core:
            after += literal or sign
        else:
            before += literal or sign
    places = _PLACES.fullmatch(core)
    if places is None or not core:
        return plain
    number = Decimal(repr(float(value))) * (100 if "%" in before + after else 1)
    part = places["part"] or ""
    digits = abs(number).quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    whole, _, fraction = f"{digits:f}".partition(".")
    while len(fraction) > part.count("0") and fraction.endswith("0"):
        fraction = fraction[:-1]
    whole = whole.lstrip("0").rjust(places["whole"].count("0"), "0")
    if "," in places["whole"]:
        whole = f"{int(whole or 0):,}"
    sign = "-" if number < 0 and digits else ""
    return f"{sign}{before}{whole}{'.' if fraction else ''}{fraction}{after}".strip()


def _tokens(written: str) -> list[re.Match[str]]:
    """Of the first section, which is that of positive numbers."""
    tokens = []
    for token in _TOKEN.finditer(written):
        if token["sign"] == ";":
            break
        tokens.append(token)
    return tokens


def _part(moment: datetime, kinds: list[str], place: int, *, half: bool) -> str:
    kind = kinds[place]
    before = next((one for one in reversed(kinds[:place]) if one), "")
    after = next((one for one in kinds[place + 1 :] if one), "")
    hour = (moment.hour + 11) % 12 + 1 if half else moment.hour
    minutes = before[:1] == "h" or after[:1] == "s"
    number = {
        "d": moment.day,
        "h": hour,
        "s": moment.second,
        "m": moment.minute if minutes else moment.month,
    }.get(kind[0])
    if number is None:
        return f"{moment.year:04}" if kind[0] == "e" or len(kind) > 2 else f"{moment.year % 100:02}"
    return f"{number:0{min(len(kind), 2)}}"
