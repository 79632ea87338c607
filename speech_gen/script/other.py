"""Languages without rules of their own: numbers, where the library knows their words."""

from __future__ import annotations

from functools import cache

import regex
from num2words import CONVERTER_CLASSES, num2words

from speech_gen.languages import primary
from speech_gen.script.rules import Rule, Rules

_LONGEST = 15  # digits of a number that has a name


@cache
def rules(language: str) -> Rules:
    """Whole and decimal numbers; none where the library does not know the language."""
    code = primary(language)
    if code not in CONVERTER_CLASSES:
        return Rules([Rule("nothing", r"(?!)", lambda found: found.group())])

    def said(found: regex.Match[str]) -> str:
        text = found.group().replace("\xa0", "").replace(" ", "")
        # 1.234,5 and 1,234.5: a sign before three digits groups them.
        text = regex.sub(r"[.,](?=\d{3}(?:\D|$))", "", text).replace(",", ".")
        if len(text) > _LONGEST:
            return " ".join(text)  # digit by digit, for the voice to say
        number = float(text) if "." in text else int(text)
        return str(num2words(number, lang=code))

    return Rules([Rule("number", r"\d+(?:[.,]\d+)*", said)])
