"""English words of numbers."""

from __future__ import annotations

from num2words import num2words

COUNTED = {"1080": "ten eighty", "720": "seven twenty", "1440": "fourteen forty"}
"""Heights of pictures as they are usually said."""

LONGEST = 15
"""Digits of a number that has a name; longer ones are said digit by digit."""

_PARTS = {2: "half", 3: "third", 4: "quarter"}


def cardinal(number: str, language: str = "en") -> str:
    """`1,234.50` -> one thousand two hundred and thirty-four point five zero."""
    plain = number.replace(",", "").replace("−", "-")
    whole, point, decimals = plain.partition(".")
    minus = "minus " if whole.startswith("-") else ""
    if len(whole.lstrip("-")) > LONGEST:
        said = digit_by_digit(whole.lstrip("-"))
        return f"{minus}{said} point {digit_by_digit(decimals)}" if point else f"{minus}{said}"
    said = str(num2words(int(whole.lstrip("-") or "0"), lang=language)).replace(",", "")
    if not point:
        return f"{minus}{said}"
    return f"{minus}{said} point {digit_by_digit(decimals)}"


def ordinal(number: int | str) -> str:
    """21 -> twenty-first."""
    text = str(number)
    if len(text) > LONGEST:
        return f"{digit_by_digit(text)}th"
    return str(num2words(int(text), to="ordinal", lang="en")).replace(",", "")


def year(number: str) -> str:
    """1999 -> nineteen ninety-nine; 2005 -> two thousand and five."""
    return str(num2words(int(number), to="year", lang="en"))


def digit_by_digit(digits: str, zero: str = "zero") -> str:
    """`905` -> nine zero five."""
    return " ".join(zero if digit == "0" else cardinal(digit) for digit in digits)


def fraction_said(above: int, below: int) -> str:
    """3, 4 -> three quarters."""
    part = _PARTS.get(below) or ordinal(below)
    if above == 1:
        return f"one {part}"
    return f"{cardinal(str(above))} {'halves' if below == 2 else f'{part}s'}"
