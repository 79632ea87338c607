"""Chinese words of a prompt become English ones, tag by tag; what is not Chinese stays as it is.

Of the words that begin at a place the longest counts. Weights, brackets, `<lora:name:0.8>`, BREAK
and AND are left alone; the wide marks of Chinese keyboards count as the narrow ones of prompts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from functools import lru_cache

from avatar_gen.glossary import Term, Topic, portrait_glossary

Sentences = Callable[[str], str]
"""Translates a whole sentence."""

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_CHINESE = re.compile(f"[{_HAN}]")
_KANA = re.compile("[\u3041-\u30ff]")
_FILE = re.compile(r"(<[^<>\n]*>)")
_BETWEEN = re.compile(r"([,()\[\]|:\n\\]+|\bBREAK\b|\bAND\b)")
_MARKS = str.maketrans("（）：｜【】＜＞", "():|[]<>")
_POINT = re.compile(r"(?<=\d)。(?=\d)")  # what a Chinese keyboard writes into 1.2
_COMMAS = re.compile(r"\s*[，、；。]\s*")
_YEARS = re.compile("(\\d{1,3}|[一二三四五六七八九十]{1,3})[岁歲]")
_OTHER = re.compile(f"[^{_HAN}\\s]+|\\s+")
_DIGITS = {sign: number for number, sign in enumerate("一二三四五六七八九", 1)}
_TEN = "十"
_OF = "的"
# A description in front of its noun that begins with one of these stands behind it in English.
_BEHIND = ("wearing", "with", "holding")
_NOUNS = (Topic.PERSON, Topic.WORK)
_ADJECTIVES = (Topic.COLOUR, Topic.QUALITY, Topic.AGE, Topic.EXPRESSION)


@dataclass(frozen=True)
class Translation:
    """What is sent, and the Chinese words in it that the glossary does not know."""

    text: str
    unknown: tuple[str, ...] = ()


def has_chinese(text: str) -> bool:
    """Whether there is anything to translate."""
    return _CHINESE.search(text) is not None


def translated(
    prompt: str, names: Sequence[str] = (), sentences: Sentences | None = None
) -> Translation:
    """A prompt in English; unknown words stay as they are typed.

    `names` are left alone wherever they stand, as those of embeddings. Where a tag has unknown
    words and there is somebody for whole `sentences`, the tag is translated by them.
    """
    if not has_chinese(prompt):
        return Translation(prompt)
    kept = tuple(sorted((name for name in names if has_chinese(name)), key=len, reverse=True))
    unknown: list[str] = []
    made: list[str] = []
    for part in _FILE.split(prompt):
        if part.startswith("<"):
            made.append(part)
            continue
        for inner in _FILE.split(_narrow(part)):
            for phrase in [inner] if inner.startswith("<") else _BETWEEN.split(inner):
                found = _phrase(phrase, kept)
                if found.unknown and sentences is not None:
                    found = Translation(_spaced_as(phrase, sentences(phrase.strip())))
                made.append(found.text)
                unknown += found.unknown
    return Translation("".join(made), tuple(dict.fromkeys(unknown)))


def _narrow(text: str) -> str:
    return _COMMAS.sub(", ", _POINT.sub(".", text.translate(_MARKS)))


@lru_cache(maxsize=2048)
def _phrase(phrase: str, kept: tuple[str, ...]) -> Translation:
    """What stands between two marks."""
    if not has_chinese(phrase) or phrase.startswith("<"):
        return Translation(phrase)
    core = phrase.strip()
    if _KANA.search(core):  # Japanese means other things by the same signs
        return Translation(phrase, (core,))
    read = _Reader(core, kept)
    return Translation(_spaced_as(phrase, " ".join(_in_order(read.words))), tuple(read.unknown))


@dataclass(frozen=True)
class _Word:
    """`term` is None for what is no word of the glossary."""

    typed: str
    english: str
    term: Term | None = None

    def about(self, topics: Container[Topic]) -> bool:
        return self.term is not None and self.term.topic in topics


class _Reader:
    """Reads a phrase word by word, in its own order."""

    def __init__(self, core: str, kept: tuple[str, ...]) -> None:
        self._core = core
        self._kept = kept
        self.words: list[_Word] = []
        self.unknown: list[str] = []
        at, strange = 0, False
        while at < len(core):
            word = self._known(at)
            if word is not None:
                self.words.append(word)
                at, strange = at + len(word.typed), False
                continue
            if strange:  # neighbours that nothing is known of are one word
                self.unknown[-1] += core[at]
                self.words.pop()
            else:
                self.unknown.append(core[at])
            self.words.append(_Word(self.unknown[-1], self.unknown[-1]))
            at, strange = at + 1, True

    def _known(self, at: int) -> _Word | None:
        """The word that begins there, unless it is a Chinese one that is not known."""
        core = self._core
        name = next((name for name in self._kept if core.startswith(name, at)), "")
        if name:
            return _Word(name, name)
        years = _YEARS.match(core, at)
        age = None if years is None else _number(years[1])
        if years is not None and age is not None:
            return _Word(years[0], f"{age} years old")
        glossary = portrait_glossary()
        found = "" if _inside_latin(core, at) else glossary.longest(core, at)
        if found:
            term = glossary.chinese(found)
            return _Word(found, term.english, term)
        other = _OTHER.match(core, at)
        return None if other is None else _Word(other[0], other[0].strip())


def _inside_latin(text: str, at: int) -> bool:
    return at > 0 and all(sign.isascii() and sign.isalnum() for sign in text[at - 1 : at + 1])


def _in_order(words: list[_Word]) -> list[str]:
    """English texts; "wearing a white shirt OF woman" is "woman wearing a white shirt"."""
    start = next((index for index, word in enumerate(words) if word.english in _BEHIND), None)
    if start is not None:
        ends = [at for at in range(start + 1, len(words)) if words[at].typed == _OF]
        of = next((at for at in ends if not words[at - 1].about(_ADJECTIVES)), (ends or [0])[-1])
        rest = words[of + 1 :]
        if of and any(word.english for word in rest):
            noun = next((at for at, word in enumerate(rest) if word.about(_NOUNS)), len(rest))
            words = [*words[:start], *rest[: noun + 1], *words[start:of], *rest[noun + 1 :]]
    return [word.english for word in words if word.english]


def _number(text: str) -> int | None:
    """30 of `30` and of its Chinese signs, below a hundred."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.partition(_TEN)
    if not ten:
        return _DIGITS.get(text)
    if any(part and part not in _DIGITS for part in (tens, ones)):
        return None
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)


def _spaced_as(phrase: str, text: str) -> str:
    """The text with the blanks around it that the phrase has."""
    before = phrase[: len(phrase) - len(phrase.lstrip())]
    return f"{before}{text}{phrase[len(phrase.rstrip()) :]}"
