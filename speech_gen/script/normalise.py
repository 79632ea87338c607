"""A sentence as it is written -> the words that are said, and which was which.

Numbers, dates, units and the like become words of the sentence's language; subtitles go on showing
what is written, at the times of what is said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import regex

from speech_gen.languages import JOINED, primary
from speech_gen.script import chinese, english, other
from speech_gen.script.rules import Rules
from speech_gen.script.script import Word

_BOUND = f"(?<!{JOINED})"
_BOUND_AFTER = f"(?!{JOINED})"
_LATIN = regex.compile(r"[\p{Latin}\p{N}]")
_BLANKS = regex.compile(r"\s+")


@dataclass(frozen=True)
class Piece:
    """Characters `start` to `stop` of what is written are said as `said`."""

    start: int
    stop: int
    said: str


@dataclass(frozen=True)
class Spoken:
    """What is said of a sentence: `text`, made of the said texts of its `pieces`, in order.

    `sounds` are the words in it whose sound the dictionary gives as phonemes.
    """

    text: str
    pieces: tuple[Piece, ...]
    sounds: Mapping[str, str]


def normalise(text: str, language: str, sounds: Mapping[str, str] | None = None) -> Spoken:
    """The words that are said of a sentence in `language` (BCP 47).

    `sounds` is the dictionary: words, and how they sound: another spelling, or phonemes between
    slashes. They win over all rules.
    """
    known = sounds or {}
    own = _own_words(known)
    pieces: list[Piece] = []
    phonemes: dict[str, str] = {}
    position = 0
    for found in own.finditer(text) if own is not None else ():
        pieces += _by_rules(text, position, found.start(), language)
        word = found.group()
        sound = known.get(word) or known[word.casefold()]
        if _is_phonemes(sound):
            phonemes[word] = sound
        pieces.append(Piece(found.start(), found.end(), word if _is_phonemes(sound) else sound))
        position = found.end()
    pieces += _by_rules(text, position, len(text), language)
    return Spoken("".join(piece.said for piece in pieces), tuple(pieces), phonemes)


def word_spans(spoken: Spoken, words: Sequence[Word]) -> list[tuple[float, float]]:
    """For each written word the characters of `spoken.text` that it became, in fractions.

    A word without any of its own, and one of several that are said as one ("May 3, 2024"), gets a
    share by its length.
    """
    begins: list[float] = []
    at = 0
    for piece in spoken.pieces:
        width = piece.stop - piece.start
        begins += [at + len(piece.said) * index / width for index in range(width)]
        at += len(piece.said)
    begins.append(at)
    return [(begins[word.start], begins[word.stop]) for word in words]


def _by_rules(text: str, start: int, stop: int, language: str) -> list[Piece]:
    """The pieces of a part of the text; what no rule knows is said as it is written."""
    pieces: list[Piece] = []
    position = start
    for begin, end, said in _rules(language).apply(text, start, stop):
        if position < begin:
            pieces.append(Piece(position, begin, text[position:begin]))
        pieces.append(Piece(begin, end, said))
        position = end
    if position < stop:
        pieces.append(Piece(position, stop, text[position:stop]))
    return pieces


_LANGUAGES: Mapping[str, Callable[[str], Rules]] = {
    "en": english.rules,
    "zh": chinese.rules,
    "yue": chinese.rules,
}


def _rules(language: str) -> Rules:
    return _LANGUAGES.get(primary(language), other.rules)(language)


def _is_phonemes(sound: str) -> bool:
    return len(sound) > 2 and sound.startswith("/") and sound.endswith("/")


def _own_words(sounds: Mapping[str, str]) -> regex.Pattern[str] | None:
    """What finds the words of a dictionary, the longest first; None for an empty one.

    Words in small letters are found in capitals too.
    """
    if not sounds:
        return None
    found = []
    for word in sorted(sounds, key=len, reverse=True):
        before = _BOUND if _LATIN.match(word[0]) else ""
        after = _BOUND_AFTER if _LATIN.match(word[-1]) else ""
        fold = "(?i:" if word == word.casefold() else "(?:"
        found.append(f"{before}{fold}{regex.escape(word, literal_spaces=True)}){after}")
    return regex.compile("|".join(found))
