"""A script laid onto a recording word by word, by the words that a recogniser has heard in it.

The script's words and those heard are compared as texts (Ratcliff and Obershelp's matching blocks);
what was said otherwise shares the time between its neighbours.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
import regex

from talker.progress import CancelToken
from talker.subtitles.cues import Cue
from talker.subtitles.sentences import speaking_weight
from talker.words import Word

_UNIT = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]|[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*"
)
_LEAST_SECONDS = 0.05  # of a word between words that are known


@dataclass(frozen=True)
class WordAlignment:
    """The script's `cues` with their words; `found` of `total` words were heard as they are
    written, and the longest stretch that was said otherwise begins at `adrift_at` and lasts
    `adrift` seconds.
    """

    cues: tuple[Cue, ...]
    found: int
    total: int
    adrift: float
    adrift_at: float

    @property
    def share(self) -> float:
        """How much of the script was heard, 0..1."""
        return self.found / self.total if self.total else 0.0


def align_words(
    pieces: Sequence[str], heard: Sequence[Word], cancel: CancelToken | None = None
) -> WordAlignment:
    """The pieces of a script with the times of their words; none where nothing can be timed."""
    cancel = cancel or CancelToken()
    written = [(at, found) for at, piece in enumerate(pieces) for found in _UNIT.finditer(piece)]
    ours, theirs = [_plain(found.group()) for _, found in written], _units(heard)
    if not ours or not theirs:
        return WordAlignment((), 0, len(ours), 0.0, 0.0)
    times = np.full((len(ours), 2), np.nan)
    matcher = SequenceMatcher(None, ours, [word.text for word in theirs], autojunk=False)
    for block in cancel.checked(matcher.get_matching_blocks()):
        for index in range(block.size):
            word = theirs[block.b + index]
            times[block.a + index] = word.start, word.stop
    known = np.isfinite(times[:, 0])
    adrift, adrift_at = _fill(times, ours, theirs)
    words: list[list[Word]] = [[] for _ in pieces]
    for (at, found), (start, stop) in zip(written, times, strict=True):
        words[at].append(Word(found.group(), float(start), float(stop)))
    cues = tuple(
        Cue(some[0].start, some[-1].stop, piece, tuple(some))
        for piece, some in zip(pieces, words, strict=True)
        if some
    )
    return WordAlignment(cues, int(known.sum()), len(ours), adrift, adrift_at)


def _fill(times: np.ndarray, ours: Sequence[str], theirs: Sequence[Word]) -> tuple[float, float]:
    """Times what was not heard between what was, in place; the longest such stretch."""
    known = np.flatnonzero(np.isfinite(times[:, 0]))
    begin, end = theirs[0].start, theirs[-1].stop
    longest = (0.0, 0.0)
    for before, after in zip([-1, *known], [*known, len(ours)], strict=True):
        gap = range(before + 1, after)
        if not gap:
            continue
        start = begin if before < 0 else float(times[before, 1])
        stop = end if after == len(ours) else float(times[after, 0])
        stop = max(stop, start + _LEAST_SECONDS * len(gap))
        weights = np.array([speaking_weight(ours[index]) for index in gap])
        edges = start + np.concatenate([[0.0], np.cumsum(weights) / weights.sum()]) * (stop - start)
        times[before + 1 : after, 0], times[before + 1 : after, 1] = edges[:-1], edges[1:]
        longest = max(longest, (stop - start, start))
    np.maximum.accumulate(times.reshape(-1), out=times.reshape(-1))
    return longest


def _units(heard: Sequence[Word]) -> list[Word]:
    """The heard words as they are compared; signs without blanks share the time of their word."""
    found = []
    for word in heard:
        parts = [_plain(part) for part in _UNIT.findall(word.text)]
        step = (word.stop - word.start) / max(len(parts), 1)
        found += [
            Word(part, word.start + step * at, word.start + step * (at + 1))
            for at, part in enumerate(parts)
        ]
    return found


def _plain(word: str) -> str:
    """Without capitals, accents and apostrophes, which are written now so, now so."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if letter.isalnum()) or word
