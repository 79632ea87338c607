"""English: how numbers, dates, times, money, units and signs are said."""

from __future__ import annotations

from functools import cache

import regex

from speech_gen.script.rules import Rule, Rules, always, joined
from speech_gen.script.words import (
    COUNTED,
    cardinal,
    digit_by_digit,
    fraction_said,
    ordinal,
    year,
)

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_N = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_START = r"(?<![\p{L}\d.,])"
_END = r"(?![\d\p{L}]|[.,]\d)"
_MONEY = {
    "$": ("dollar", "cent"), "US$": ("US dollar", "cent"), "A$": ("Australian dollar", "cent"),
    "C$": ("Canadian dollar", "cent"), "HK$": ("Hong Kong dollar", "cent"),
    "€": ("euro", "cent"), "£": ("pound", "penny"), "¥": ("yuan", ""), "￥": ("yuan", ""),
    "₹": ("rupee", "paisa"), "₩": ("won", ""), "USD": ("US dollar", "cent"),
    "EUR": ("euro", "cent"), "GBP": ("pound", "penny"), "CNY": ("yuan", ""), "RMB": ("yuan", ""),
    "JPY": ("yen", ""),
}  # fmt: skip
_SAME = {"yuan", "yen", "won"}  # one, and many
_MANY = {"penny": "pence", "paisa": "paise", "foot": "feet", "inch": "inches", "hertz": "hertz"}
_SCALES = {
    "k": "thousand", "K": "thousand", "M": "million", "m": "million", "bn": "billion",
    "B": "billion", "b": "billion", "T": "trillion",
}  # fmt: skip
_SCALE = (
    r"(?:\s?(?P<scale>thousand|million|billion|trillion)\b|(?P<short>bn|[kKmMbBT])(?![\p{L}]))?"
)
_UNITS = {
    "km/h": "kilometer per hour", "m/s": "meter per second", "mph": "mile per hour",
    "km": "kilometer", "cm": "centimeter", "mm": "millimeter", "m": "meter", "nm": "nanometer",
    "km²": "square kilometer", "m²": "square meter", "m2": "square meter", "m³": "cubic meter",
    "ft": "foot", "mi": "mile", "yd": "yard", "kg": "kilogram", "g": "gram",
    "mg": "milligram", "lb": "pound", "lbs": "pound", "oz": "ounce", "t": "ton", "L": "liter",
    "l": "liter", "ml": "milliliter", "mL": "milliliter", "GB": "gigabyte", "MB": "megabyte",
    "KB": "kilobyte", "kB": "kilobyte", "TB": "terabyte", "Mbps": "megabit per second",
    "Gbps": "gigabit per second", "Hz": "hertz", "kHz": "kilohertz", "MHz": "megahertz",
    "GHz": "gigahertz", "W": "watt", "kW": "kilowatt", "kWh": "kilowatt hour", "V": "volt",
    "mAh": "milliamp hour", "ms": "millisecond", "s": "second", "min": "minute", "h": "hour",
    "hrs": "hour", "fps": "frame per second", "px": "pixel", "dB": "decibel", "kcal": "kilocalorie",
}  # fmt: skip
_UNIT = "|".join(sorted(map(regex.escape, _UNITS), key=len, reverse=True))
_ABBREVIATIONS = {
    "Mr.": "Mister", "Mrs.": "Missus", "Ms.": "Miz", "Dr.": "Doctor", "Prof.": "Professor",
    "Jr.": "Junior", "Sr.": "Senior", "vs.": "versus", "vs": "versus", "etc.": "et cetera",
    "e.g.": "for example", "i.e.": "that is", "approx.": "approximately", "Inc.": "Incorporated",
    "Ltd.": "Limited", "Corp.": "Corporation", "Co.": "Company", "dept.": "department",
    "Dept.": "Department", "est.": "established", "min.": "minimum", "max.": "maximum",
    "w/o": "without", "w/": "with", "Ave.": "Avenue", "Blvd.": "Boulevard", "Rd.": "Road",
    "Gen.": "General", "Gov.": "Governor", "Sen.": "Senator", "Capt.": "Captain", "Fig.": "Figure",
    "No.": "Number", "a.m.": "a m", "p.m.": "p m", "A.M.": "a m", "P.M.": "p m",
}  # fmt: skip
_SIGNS = {
    "&": " and ", "+": " plus ", "=": " equals ", "@": " at ", "×": " times ", "÷": " divided by ",
    "±": " plus or minus ", "≈": " about ", "<": " less than ", ">": " greater than ",
    "≤": " at most ", "≥": " at least ", "→": " to ", "°": " degrees ", "%": " percent ",
    "§": " section ", "©": "", "®": "", "™": "", "*": "", "_": " ", "^": "", "|": "", "~": " about ",
    "/": " slash ", "\\": " backslash ", "#": " number ", "•": "", "√": " root ", "²": " squared", "³": " cubed",
    "$": " dollars ", "€": " euros ", "£": " pounds ",
}  # fmt: skip
_FRACTIONS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅛": (1, 8)}
_ROMAN = {
    "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11,
    "XII": 12,
}  # fmt: skip


def _month(text: str) -> str:
    return next(name for name in _MONTHS if name.startswith(text.rstrip(".")[:3]))


def _day(text: str) -> str:
    return ordinal(int(regex.sub(r"\D", "", text)))


def _month_first(found: regex.Match[str]) -> str:
    after = f", {year(found['year'])}" if found["year"] else ""
    return f"{_month(found['month'])} {_day(found['day'])}{after}"


def _day_first(found: regex.Match[str]) -> str:
    after = f" {year(found['year'])}" if found["year"] else ""
    the = "" if found["the"] else "the "
    return f"{found['the'] or the}{_day(found['day'])} of {_month(found['month'])}{after}"


def _iso(found: regex.Match[str]) -> str:
    name = _MONTHS[int(found["month"]) - 1]
    return f"{name} {_day(found['day'])}, {year(found['year'])}"


def _slashed(day_first: bool, found: regex.Match[str]) -> str:
    first, second = int(found["first"]), int(found["second"])
    day, month = (first, second) if day_first or first > 12 else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return joined([cardinal(found["first"]), cardinal(found["second"]), year(found["year"])])
    return f"{_MONTHS[month - 1]} {ordinal(day)}, {year(found['year'])}"


def _time(found: regex.Match[str]) -> str:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = _letters(found["half"] or "")
    words = [cardinal(str(hour))]
    if minute:
        words.append(f"oh {cardinal(str(minute))}" if minute < 10 else cardinal(str(minute)))
    elif not half:
        words.append("o'clock" if 0 < hour <= 12 else "hundred")
    second = found["second"]
    if second:
        words.append(f"and {_counted(second, 'second')}")
    return joined([*words, " ".join(half)])


def _letters(half: str) -> str:
    """` P.M.` -> pm."""
    return regex.sub(r"[\s.]", "", half).lower()


def _half(found: regex.Match[str]) -> str:
    return f"{cardinal(found['hour'])} {' '.join(_letters(found['half']))}"


def _plural(one: str, number: str) -> str:
    """The unit as it stands behind a number: kilometers per hour, feet, yuan."""
    if number.lstrip("-") == "1" or one in _SAME:
        return one
    head, per, rest = one.partition(" per ")
    first, blank, last = head.rpartition(" ")
    return f"{first}{blank}{_MANY.get(last, f'{last}s')}{per}{rest}"


def _counted(number: str, one: str) -> str:
    return f"{cardinal(number)} {_plural(one, number)}"


def _money(found: regex.Match[str]) -> str:
    sign = (found["sign"] or found["code"]).strip()
    one, part = _MONEY[sign]
    number, scale = found["number"], found["scale"] or _SCALES.get(found["short"] or "", "")
    if scale:
        return f"{cardinal(number)} {scale} {_plural(one, '2')}"
    whole, _, cents = number.replace(",", "").partition(".")
    if not part or len(cents) != 2:
        return _counted(number, one)
    coins = _counted(str(int(cents)), part) if int(cents) else ""
    notes = _counted(whole, one) if whole.strip("0") or not coins else ""
    return " and ".join(filter(None, (notes, coins)))


def _unit(found: regex.Match[str]) -> str:
    return _counted(found["number"], _UNITS[found["unit"]])


def _degrees(found: regex.Match[str]) -> str:
    scale = {"C": " Celsius", "F": " Fahrenheit", "℃": " Celsius", "℉": " Fahrenheit"}
    minus = "minus " if found["minus"] else ""
    return f"{minus}{_counted(found['number'], 'degree')}{scale[found['scale']]}"


def _span(found: regex.Match[str]) -> str:
    first, second = found["first"], found["second"]
    said = year if _is_year(first) and _is_year(second) else cardinal
    after = " percent" if found["percent"] else ""
    return f"{said(first)} to {said(second)}{after}"


def _is_year(number: str) -> bool:
    return len(number) == 4 and 1100 <= int(number) <= 2099 if number.isdigit() else False


def _phone(found: regex.Match[str]) -> str:
    plus = "plus " if found.group().startswith("+") else ""
    groups = regex.findall(r"\d+", found.group())
    return plus + ", ".join(digit_by_digit(group, "oh") for group in groups)


def _decade(found: regex.Match[str]) -> str:
    """1990s -> nineteen nineties; '80s -> eighties."""
    tens = cardinal(found["tens"] + "0")
    many = f"{tens[:-1]}ies" if tens.endswith("y") else f"{tens}s"
    if found["tens"] == "0":
        many = "hundreds" if found["century"] != "20" else "thousands"
        return f"{'two' if many == 'thousands' else cardinal(found['century'])} {many}"
    return joined([cardinal(found["century"]) if found["century"] else "", many])


def _address(found: regex.Match[str]) -> str:
    text = regex.sub(r"^https?://", "", found.group()).rstrip("/")
    text = regex.sub(r"(?i)^www\.", "w w w dot ", text)
    for sign, word in (
        ("@", "at"),
        (".", "dot"),
        ("/", "slash"),
        ("-", "dash"),
        ("_", "underscore"),
    ):
        text = text.replace(sign, f" {word} ")
    text = regex.sub(r"[?&=#%:~+]", " ", text)
    text = regex.sub(r"\d+", lambda one: f" {digit_by_digit(one.group())} ", text)
    return " ".join(text.split())


def _number(found: regex.Match[str]) -> str:
    text = found.group()
    minus = "minus " if text[0] in "-−" else ""
    text = text.lstrip("-−")
    whole = text.replace(",", "")
    longer = len(whole) > 9 and "," not in text
    if whole.isdigit() and (longer or (len(whole) > 1 and whole[0] == "0")):
        return minus + digit_by_digit(whole)
    return minus + (year(whole) if _is_year(text) and int(text) >= 1900 else cardinal(whole))


def _version(found: regex.Match[str]) -> str:
    numbers = " point ".join(cardinal(part) for part in found["numbers"].split("."))
    return f"version {numbers}" if found["v"] else numbers


def _mixed(found: regex.Match[str]) -> str:
    whole = f"{cardinal(found['whole'])} and " if found["whole"] else ""
    above, below = _FRACTIONS[found["sign"]]
    return f"{whole}{fraction_said(above, below)}"


@cache
def rules(language: str) -> Rules:
    """The rules of English; where `language` is of Britain or its old colonies days come first."""
    day_first = language.casefold() in {"en-gb", "en-au", "en-nz", "en-ie", "en-in", "en-za"}
    sign = "|".join(map(regex.escape, sorted(_MONEY, key=len, reverse=True)))
    short = "|".join(map(regex.escape, sorted(_ABBREVIATIONS, key=len, reverse=True)))
    half = r"(?P<half>\s?[aApP](?:\.\s?[mM]\.|[mM]\b))"
    return Rules(
        [
            Rule("mail", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", _address),
            Rule(
                "link",
                r"(?:https?://|www\.)[^\s<>\"]+[\w/]|(?<![\w.])(?:[a-z0-9-]+\.)+(?:com|org|net|cn|io"
                r"|ai|edu|gov|co|de|uk|app|dev)(?:/[\w./-]*\w)?(?![\w.]?\w)",
                _address,
            ),
            Rule("iso", rf"{_START}(?P<year>\d{{4}})-(?P<month>0[1-9]|1[0-2])-"
                 rf"(?P<day>[0-2]\d|3[01])(?!\d)", _iso),
            Rule("slashed", rf"{_START}(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/"
                 rf"(?P<year>\d{{4}}){_END}", lambda found: _slashed(day_first, found)),
            Rule("month_first", rf"\b(?P<month>{_MONTH})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
                 rf"(?:,?\s(?P<year>\d{{4}}))?{_END}", _month_first),
            Rule("day_first", rf"(?P<the>\b[Tt]he\s)?{_START}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
                 rf"(?:\sof)?\s(?P<month>{_MONTH})(?:,?\s(?P<year>\d{{4}}))?{_END}", _day_first),
            Rule("time", rf"{_START}(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)"
                 rf"(?::(?P<second>[0-5]\d))?{half}?{_END}", _time),
            Rule("half", rf"{_START}(?P<hour>1[0-2]|[1-9]){half}", _half),
            Rule("phone", r"(?<![\w.])(?:\+\d{1,3}[\s-]?)?(?:\(\d{2,4}\)\s?|\d{2,4}[-\s])?"
                 r"\d{3,4}-\d{4}(?![\d-])|(?<!\w)\+\d{7,15}\b|(?<![\w-])\d-\d{3}-\d{3}-\d{4}\b",
                 _phone),
            Rule("money", rf"(?<![\p{{L}}\d])(?P<sign>{sign})\s?(?P<number>{_N}){_SCALE}"
                 r"(?P<code>)", _money),
            Rule("money_after", rf"{_START}(?P<number>{_N}){_SCALE}\s?(?P<code>USD|EUR|GBP|CNY|RMB"
                 r"|JPY|€|£)(?P<sign>)(?!\w)", _money),
            Rule("degrees", rf"(?P<minus>(?<!\w)[-−])?(?P<number>{_N})\s?(?:°\s?(?P<scale>[CF])|"
                 r"(?P<scale>[℃℉]))", _degrees),
            Rule("span", rf"{_START}(?P<first>{_N})%?\s?[-–—]\s?(?P<second>{_N})(?P<percent>\s?%)?"
                 r"(?![\d\p{L}-]|[.,]\d)", _span),
            Rule("percent", rf"(?<![\p{{L}}])[-−]?(?:{_N})\s?%",
                 lambda found: f"{cardinal(found.group().rstrip('% ').replace('−', '-'))} percent"),
            Rule("decade", r"(?<!\w)(?:(?P<century>1\d|20)|['’])(?P<tens>\d)0s\b", _decade),
            Rule("unit", rf"{_START}(?P<number>{_N})[\s-]?(?P<unit>{_UNIT})(?![\p{{L}}\d/])", _unit),
            Rule("resolution", rf"{_START}(?P<number>\d{{3,4}})(?P<letter>[pi])\b",
                 lambda found: f"{COUNTED.get(found['number'], cardinal(found['number']))} "
                 f"{found['letter']}"),
            Rule("ordinal", r"(?<![\w.])(?:\d{1,3}(?:,\d{3})+|\d+)(?:st|nd|rd|th)\b",
                 lambda found: ordinal(regex.sub(r"\D", "", found.group()))),
            Rule("version", rf"(?<![\w.])(?:(?P<v>[vV]\.?\s?)(?P<numbers>\d+(?:\.\d+)*)"
                 rf"|(?P<numbers>\d+(?:\.\d+){{2,}})){_END}", _version),
            Rule("mixed", r"(?P<whole>\d+)?\s?(?P<sign>[½⅓⅔¼¾⅛])", _mixed),
            Rule("always", r"(?<![\w/])24/7(?![\w/])", always("twenty-four seven")),
            Rule("fraction", rf"{_START}(?P<above>[1-9]\d?)/(?P<below>[2-9]|1\d|[2-9]0|100)"
                 r"(?![\d/\p{L}]|[.,]\d)",
                 lambda found: fraction_said(int(found["above"]), int(found["below"]))),
            Rule("numbered", r"(?:#|\b[Nn]os?\.\s?|№\s?)(?P<number>\d+)",
                 lambda found: f"number {cardinal(found['number'])}"),
            Rule("roman", r"\b(?P<what>(?:Chapter|Part|War|Volume|Act|Phase|Type|Section)\s)"
                 rf"(?P<roman>{'|'.join(sorted(_ROMAN, key=len, reverse=True))})\b",
                 lambda found: f"{found['what']}{cardinal(str(_ROMAN[found['roman']]))}"),
            Rule("street", r"(?<=\p{Lu}\p{L}+\s)St\.", always("Street")),
            Rule("saint", r"\bSt\.(?=\s\p{Lu})", always("Saint")),
            Rule("short", rf"(?<![\w.])(?:{short})(?!\w)",
                 lambda found: _ABBREVIATIONS[found.group()]),
            Rule("flight", r"(?<=\b\p{Lu}{1,3})\d{3,4}\b",
                 lambda found: digit_by_digit(found.group())),
            Rule("year", r"(?<=\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|[Oo]f)\s)1\d{3}"
                 r"(?=[,.;:!?)]|$)", lambda found: year(found.group())),
            Rule("number", rf"(?:(?<![\w)])[-−])?(?:{_N})", _number),
            Rule("and_or", r"(?<=\p{L})/(?=\p{L})", always(" or ")),
            Rule("signs", rf"[{regex.escape(''.join(_SIGNS))}]",
                 lambda found: _SIGNS[found.group()]),
        ]
    )  # fmt: skip
