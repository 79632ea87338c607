"""Subtitles of a text that a voice has spoken: it is known when each word is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from talker.subtitles.cues import Cue
from talker.subtitles.sentences import split_script
from talker.words import Word

SpokenWord = tuple[str, float, float]
"""A word, and from when to when it is heard, in seconds."""


@dataclass(frozen=True)
class SpokenText:
    """What is said from `start` to `stop` seconds; the times of `words` count from the start."""

    text: str
    start: float
    stop: float
    words: Sequence[SpokenWord] = ()


def spoken_cues(texts: Iterable[SpokenText], language: str = "") -> list[Cue]:
    """Each text in pieces that can be read at once, while their words are said."""
    return [cue for text in texts for cue in _pieces(text, language)]


def _pieces(said: SpokenText, language: str) -> Iterator[Cue]:
    places, times = _clock(said)
    at = 0
    for piece in split_script(said.text, language):
        found = said.text.find(piece, at)
        begin = at if found < 0 else found
        at = begin + len(piece)
        start, stop = np.interp((begin, at), places, times)
        words = tuple(
            Word(word, said.start + first, said.start + last)
            for word, first, last in said.words
            if start <= said.start + (first + last) / 2 < stop
        )
        yield Cue(float(start), float(stop), piece, words)


def _clock(said: SpokenText) -> tuple[list[float], list[float]]:
    """Places in the text, as numbers of letters, and when they are said, both in order.

    A voice may say a word in other letters than it is written in: what lies between words that are
    found is said at an even pace.
    """
    places, times = [0.0], [said.words[0][1] if said.words else 0.0]
    at = 0
    for word, begin, end in said.words:
        found = said.text.find(word, at)
        if found < 0:
            continue
        at = found + len(word)
        places += [found, at]
        times += [begin, end]
    places.append(float(len(said.text)))
    times.append(said.words[-1][2] if said.words else said.stop - said.start)
    return places, [said.start + time for time in times]
