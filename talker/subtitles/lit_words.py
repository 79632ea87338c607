"""Cues as a style shows them: their letters, and when each of their words is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from talker.subtitles.cues import Cue
from talker.subtitles.sentences import speaking_weight
from talker.subtitles.style import CaptionStyle
from talker.words import Word

_MARKS = r"[\p{P}--['’&@#%*/\\_-]]"
_DROPPED = regex.compile(
    rf"{_MARKS}+(?=\s|$)|(?<=\p{{Han}}){_MARKS}+|(?<=^|\s)[\p{{Ps}}\p{{Pi}}]+", regex.V1
)
_FOLLOWED = 1.5
_WORD = regex.compile(r"\p{Han}|[^\s\p{Han}]+")


@dataclass(frozen=True)
class Placed:
    """A word in lines of text: when it begins, its line, and its letters from `first` to `last`."""

    start: float
    line: int
    first: int
    last: int


@dataclass(frozen=True)
class Moment:
    """From `start` to `stop` seconds one word is lit, or none."""

    start: float
    stop: float
    word: Placed | None = None


def in_style(cues: Iterable[Cue], style: CaptionStyle) -> list[Cue]:
    """The cues with the style's letters, shown for as long as they take to read."""
    shown = [_lettered(cue, style) for cue in cues]
    shown = [cue for cue in shown if cue.text.strip()]
    if not style.speed:
        return shown
    later = [*(cue.start for cue in shown[1:]), float("inf")]
    return [
        replace(cue, stop=max(cue.stop, min(begins, cue.start + _reading(cue, style))))
        for cue, begins in zip(shown, later, strict=False)
    ]


def too_fast(shown: Iterable[Cue], style: CaptionStyle) -> list[Cue]:
    """Those that are over before they can be read, though the style keeps them as long as it can;
    half as fast again is what a viewer still follows."""
    if not style.speed:
        return []
    return [cue for cue in shown if _reading(cue, style) > _FOLLOWED * (cue.stop - cue.start)]


def placed_words(cue: Cue, lines: Sequence[str]) -> list[Placed]:
    """The cue's words where they stand in its lines, in order; those that are not in them go.

    Without the times of words they share the cue's by their letters.
    """
    found, line, at = [], 0, 0
    for word in cue.words or _spread(cue):
        for number in range(line, len(lines)):
            place = lines[number].find(word.text, at if number == line else 0)
            if place >= 0:
                line, at = number, place + len(word.text)
                found.append(Placed(word.start, line, place, at))
                break
    return found


def moments(words: Iterable[Placed], start: float, stop: float) -> Iterator[Moment]:
    """What is lit from `start` to `stop` seconds: each word until the next one begins."""
    at, lit = start, None
    for word in words:
        begin = min(max(word.start, start), stop)
        if begin > at:
            yield Moment(at, begin, lit)
            at = begin
        lit = word
    if stop > at:
        yield Moment(at, stop, lit)


def _spread(cue: Cue) -> list[Word]:
    found = _WORD.findall(cue.text)
    total = sum(map(speaking_weight, found)) or 1.0
    words, at = [], cue.start
    for text in found:
        more = speaking_weight(text) / total * (cue.stop - cue.start)
        words.append(Word(text, at, at + more))
        at += more
    return words


def _lettered(cue: Cue, style: CaptionStyle) -> Cue:
    words = tuple(replace(word, text=_letters(word.text, style)) for word in cue.words)
    text = "\n".join(_letters(line, style) for line in cue.text.split("\n"))
    return replace(cue, text=text, words=words)


def _letters(text: str, style: CaptionStyle) -> str:
    if not style.punctuation:
        text = " ".join(_DROPPED.sub(" ", text).split())
    return text.upper() if style.uppercase else text


def _reading(cue: Cue, style: CaptionStyle) -> float:
    return speaking_weight(cue.text) / style.speed
