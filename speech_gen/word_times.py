"""The words of a text for voices that read it themselves: how they are spelled, when heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import regex

from speech_gen.speech import Samples, SpokenWord

WORD = regex.compile(r"\p{Han}|[\p{L}\p{M}\d]+(?:['’-][\p{L}\p{M}\d]+)*")
_FRAME_SECONDS = 0.01
_AUDIBLE = 10 ** (-35 / 20)  # of the loudest frame


def written_words(text: str) -> list[str]:
    """The words of a text as it writes them; each Chinese character is one."""
    return WORD.findall(text)


def respelled(text: str, pronounce: Mapping[str, str]) -> str:
    """The text for such a voice: words spelled as they sound, whatever their capitals.

    Phonemes between slashes are left out of `pronounce`.
    """
    return WORD.sub(lambda found: spelling(found[0], pronounce), text)


def spelling(word: str, pronounce: Mapping[str, str]) -> str:
    """How a word is to be spelled; itself where nothing or only phonemes are known of it."""
    said = {known.casefold(): sound for known, sound in pronounce.items()}.get(word.casefold(), "")
    return word if not said or said.startswith("/") else said


def spread(words: Sequence[str], samples: Samples, rate: int) -> tuple[SpokenWord, ...]:
    """Each word has its share of the audible time, by its letters: seconds in the sentence."""
    frame = max(1, round(rate * _FRAME_SECONDS))
    whole = samples[: len(samples) // frame * frame].reshape(-1, frame)
    if not words or not len(whole):
        return ()
    levels = np.sqrt(np.einsum("fn,fn->f", whole, whole) / frame)
    audible = np.flatnonzero(levels > levels.max() * _AUDIBLE)
    if not len(audible):
        return ()
    shares = np.cumsum([0, *(len(word) + 1 for word in words)], dtype=np.float64)
    places = shares / shares[-1] * len(audible)
    found = []
    for word, first, last in zip(words, places[:-1], places[1:], strict=True):
        start = audible[min(int(first), len(audible) - 1)]
        stop = audible[min(max(int(np.ceil(last)) - 1, int(first)), len(audible) - 1)] + 1
        found.append(SpokenWord(word, float(start * frame / rate), float(stop * frame / rate)))
    return tuple(found)
