"""The words of portraits in Chinese and in English: one file of data, and how it is searched."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from talker.assets import asset
from talker.options.choice import Choice
from talker.toml import read_toml

_FILE = "prompts/portrait_words.toml"
_BETWEEN = "、"  # two Chinese words for the same


class Topic(Choice):
    """What a word is about; JOINING holds what stands between the others."""

    PERSON = "person", "Person"
    WORK = "work", "Profession"
    AGE = "age", "Age"
    FACE = "face", "Face"
    EXPRESSION = "expression", "Expression"
    HAIR = "hair", "Hair"
    CLOTHING = "clothing", "Clothing"
    ACCESSORIES = "accessories", "Accessories"
    COLOUR = "colour", "Colours"
    FRAMING = "framing", "Framing"
    POSE = "pose", "Posture"
    LIGHT = "light", "Lighting"
    SETTING = "setting", "Surroundings"
    CAMERA = "camera", "Camera"
    QUALITY = "quality", "Quality"
    STYLE = "style", "Style"
    UNWANTED = "unwanted", "Unwanted"
    JOINING = "joining"


@dataclass(frozen=True)
class Term:
    """A word that Stable Diffusion understands, and what it is called in Chinese, usual first."""

    topic: Topic
    english: str
    simplified: tuple[str, ...]
    traditional: tuple[str, ...]

    @property
    def chinese(self) -> tuple[str, ...]:
        """In either script, each once."""
        return tuple(dict.fromkeys((*self.simplified, *self.traditional)))


class Glossary:
    """Looks words up; a search costs as much as a few comparisons of texts."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self.terms = terms
        self._chinese = {word: term for term in terms for word in term.chinese}
        self._english = {term.english.casefold(): term for term in terms if term.english}
        self._longest = max(map(len, self._chinese), default=0)

    def find(self, word: str) -> Term | None:
        """The term of a whole word of either language."""
        return self._chinese.get(word) or self._english.get(word.casefold())

    def longest(self, text: str, at: int) -> str:
        """The longest Chinese word that begins there; "" for none."""
        for end in range(min(len(text), at + self._longest), at, -1):
            if text[at:end] in self._chinese:
                return text[at:end]
        return ""

    def chinese(self, word: str) -> Term:
        """The term of a word that `longest` has found."""
        return self._chinese[word]

    def rank(self, word: str) -> tuple[int, int]:
        """What to offer first: the shortest, then as the file has them."""
        return len(word), self._places.get(word, 0)

    def beginning(self, start: str) -> Iterator[str]:
        """The words of either language that go on from `start`, as they are written."""
        folded = start.casefold()
        for index in range(bisect_left(self._sorted, (folded,)), len(self._sorted)):
            key, word = self._sorted[index]
            if not key.startswith(folded):
                return
            yield word

    def holding(self, part: str) -> Iterator[str]:
        """The words that have `part`, of two letters at least, further on."""
        folded = part.casefold()
        pairs = (self._by_pair.get(pair, ()) for pair in _pairs(folded))
        return (word for key, word in min(pairs, key=len) if key.find(folded) > 0)

    @cached_property
    def _places(self) -> dict[str, int]:
        words = (word for term in self.terms for word in (term.english, *term.chinese))
        return {word: place for place, word in enumerate(dict.fromkeys(words))}

    @cached_property
    def _sorted(self) -> list[tuple[str, str]]:
        """What can be completed: key of the search, and the word."""
        words = {
            word
            for term in self.terms
            if term.topic is not Topic.JOINING
            for word in (term.english, *term.chinese)
        }
        return sorted((word.casefold(), word) for word in words)

    @cached_property
    def _by_pair(self) -> dict[str, list[tuple[str, str]]]:
        """The same by the pairs of neighbouring letters that a word has."""
        found: dict[str, list[tuple[str, str]]] = {}
        for key, word in self._sorted:
            for pair in dict.fromkeys(_pairs(key)):
                found.setdefault(pair, []).append((key, word))
        return found


def _pairs(text: str) -> Iterator[str]:
    return (text[at : at + 2] for at in range(len(text) - 1))


@cache
def portrait_glossary() -> Glossary:
    """The glossary that ships with the program; MouthpieceError COMPONENT_MISSING without it."""
    rows = read_toml(asset(_FILE))
    return Glossary(
        tuple(
            Term(topic, english, *(tuple(words.split(_BETWEEN)) for words in chinese))
            for topic in Topic
            for english, chinese in rows[topic.value].items()
        )
    )
