"""Languages that espeak-ng reads for Kokoro: its IPA, written in Kokoro's alphabet."""

from __future__ import annotations

import itertools

import regex

from speech_gen.espeak.program import TIE, phonemes
from speech_gen.phonemes.sounded import Sounded

_CLAUSE = regex.compile(r"([;:,.!?—…“”()\"¿¡。，！？]+)")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’-]*")
_MARKS = str.maketrans("。，！？¿¡", ".,!?  ")
# Two sounds that espeak-ng ties are one letter in Kokoro's alphabet.
_TIED = {
    "a^ɪ": "I",
    "a^ʊ": "W",
    "d^z": "ʣ",
    "d^ʒ": "ʤ",
    "e^ɪ": "A",
    "o^ʊ": "O",
    "s^s": "S",
    "t^s": "ʦ",
    "t^ʃ": "ʧ",
    "ɔ^ɪ": "Y",
}


class Foreign:
    """Sounds of a text in one of those languages."""

    def __init__(self, language: str) -> None:
        self._voice = language.lower()

    def __call__(self, text: str) -> list[Sounded]:
        """Words and pauses in their order; words that are spoken as one share its sounds."""
        pieces = _CLAUSE.split(text)
        clauses = [" ".join(_WORD.findall(piece)) for piece in pieces[::2]]
        sounds: list[Sounded] = []
        for clause, mark in itertools.zip_longest(clauses, pieces[1::2], fillvalue=""):
            if clause:
                sounds += [Sounded(" ")] if sounds else []
                sounds += _shared(clause.split(), _kokoro(phonemes(clause, self._voice)))
            sounds += [Sounded(mark.translate(_MARKS).strip())] if mark else []
        return sounds


def _kokoro(ipa: str) -> str:
    ipa = regex.sub(r"\([^)]*\)", "", ipa)  # (en): a word of another language begins
    for tied, letter in _TIED.items():
        ipa = ipa.replace(tied, letter)
    return ipa.replace(TIE, "").replace("-", "")


def _shared(words: list[str], sounds: str) -> list[Sounded]:
    groups = sounds.split()
    if len(groups) != len(words):
        groups = _cut(sounds, [len(word) for word in words])
    shared = [Sounded(group, word) for group, word in zip(groups, words, strict=True)]
    return [one for sound in shared for one in (sound, Sounded(" "))][:-1]


def _cut(sounds: str, lengths: list[int]) -> list[str]:
    """The sounds cut in parts as long as the words are in letters."""
    ends = [
        round(end / sum(lengths) * len(sounds)) for end in itertools.accumulate(lengths, initial=0)
    ]
    return [sounds[start:stop].strip() for start, stop in itertools.pairwise(ends)]
