"""How Latin letters are called in Mandarin: 5G is wǔ jì, an app is an A-P-P."""

from __future__ import annotations

from functools import cache

# Pinyin with tones, as people say the alphabet; some letters have several syllables.
NAMES = {
    "a": "ei1", "b": "bi4", "c": "xi1", "d": "di4", "e": "yi4", "f": "ai2 fu5", "g": "ji4",
    "h": "ei2 chi5", "i": "ai4", "j": "zhei4", "k": "kei4", "l": "ai2 lou5", "m": "ai2 mu5",
    "n": "en1", "o": "ou1", "p": "pi4", "q": "qiu1", "r": "a4", "s": "ai2 si5", "t": "ti4",
    "u": "you1", "v": "wei4", "w": "da2 bu5 liu5", "x": "ai2 ke5 si5", "y": "wai4", "z": "zei4",
}  # fmt: skip
_ALWAYS_SPELLED = frozenset({"app"})  # however it is written


@cache
def letter_syllables(letter: str) -> tuple[str, ...]:
    """The syllables of one letter's name, in pinyin with its tone; none for what is no letter."""
    return tuple(NAMES.get(letter.casefold(), "").split())


def has_names(word: str) -> bool:
    """Whether a word is said letter by letter in Chinese for whatever reason of its own."""
    return len(word) == 1 or word.casefold() in _ALWAYS_SPELLED
