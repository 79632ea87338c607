"""Words of two texts that say about the same, compared without capitals, accents and marks.

What is the same in both are Ratcliff and Obershelp's matching blocks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import regex

from talker.words import Word

WORD = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]|[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*"
)
"""A word as it is compared: where no blanks stand between words, a sign."""

BREAK = regex.compile(
    r"(?<=\s)(?=\S)|(?<=[\p{Han}\p{Hiragana}\p{Katakana}，。！？；、])(?=[\p{L}])"
)
"""Where a text may be divided: between words."""


def plain_word(word: str) -> str:
    """Without capitals, accents and apostrophes, which are written now so, now so."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if letter.isalnum()) or word


def word_units(words: Sequence[Word]) -> list[Word]:
    """The words as they are compared; signs without blanks share the time of their word."""
    found = []
    for word in words:
        parts = [plain_word(part) for part in WORD.findall(word.text)]
        step = (word.stop - word.start) / max(len(parts), 1)
        found += [
            Word(part, word.start + step * at, word.start + step * (at + 1))
            for at, part in enumerate(parts)
        ]
    return found


def matches(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where both say the same, in order: indices of plain words."""
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for block in matcher.get_matching_blocks():
        for index in range(block.size):
            yield block.a + index, block.b + index
