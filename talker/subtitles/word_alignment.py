"""A script laid onto a recording word by word, by the words that a recogniser has heard in it.

What was said otherwise shares the time between its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from talker.progress import CancelToken
from talker.subtitles.cues import Cue
from talker.subtitles.sentences import speaking_weight
from talker.subtitles.word_matching import WORD, matches, plain_word, word_units
from talker.words import Word

_LEAST_SECONDS = 0.05  # of a word between words that are known

_Times = list[tuple[float, float] | None]


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
    written = [(at, found) for at, piece in enumerate(pieces) for found in WORD.finditer(piece)]
    ours, theirs = [plain_word(found.group()) for _, found in written], word_units(heard)
    if not ours or not theirs:
        return WordAlignment((), 0, len(ours), 0.0, 0.0)
    times: _Times = [None] * len(ours)
    for mine, its in cancel.checked(matches(ours, [word.text for word in theirs])):
        times[mine] = theirs[its].start, theirs[its].stop
    found_words = sum(time is not None for time in times)
    filled, adrift, adrift_at = _filled(times, ours, theirs)
    words: list[list[Word]] = [[] for _ in pieces]
    for (at, found), (start, stop) in zip(written, filled, strict=True):
        words[at].append(Word(found.group(), start, stop))
    cues = tuple(
        Cue(some[0].start, some[-1].stop, piece, tuple(some))
        for piece, some in zip(pieces, words, strict=True)
        if some
    )
    return WordAlignment(cues, found_words, len(ours), adrift, adrift_at)


def _filled(
    times: _Times, ours: Sequence[str], theirs: Sequence[Word]
) -> tuple[list[tuple[float, float]], float, float]:
    """With times of what was not heard between what was; the longest such stretch and where it
    begins, in seconds."""
    known = [index for index, time in enumerate(times) if time is not None]
    filled = [time or (0.0, 0.0) for time in times]
    begin, end = theirs[0].start, theirs[-1].stop
    longest = (0.0, 0.0)
    for before, after in zip([-1, *known], [*known, len(ours)], strict=True):
        gap = range(before + 1, after)
        if not gap:
            continue
        start = begin if before < 0 else filled[before][1]
        stop = end if after == len(ours) else filled[after][0]
        stop = max(stop, start + _LEAST_SECONDS * len(gap))
        weights = [speaking_weight(ours[index]) for index in gap]
        total, passed = sum(weights), [0.0, *accumulate(weights)]
        for index, first, last in zip(gap, passed, passed[1:], strict=False):
            share = (stop - start) / total
            filled[index] = start + first * share, start + last * share
        longest = max(longest, (stop - start, start))
    edges = list(accumulate((edge for time in filled for edge in time), max))
    return list(zip(edges[::2], edges[1::2], strict=True)), *longest
