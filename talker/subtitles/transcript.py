"""Cues of words that were heard: sentences, long ones where the speaker takes breath."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from talker.subtitles.cues import Cue
from talker.subtitles.sentences import LONGEST_TEXT, sentences, speaking_weight
from talker.words import Word

_SILENCE = 0.8  # seconds: whoever speaks on after them has begun anew
_CLAUSE = frozenset(",;:，；：、،")
_PAUSE_WEIGHT, _CLAUSE_WEIGHT = 2.0, 0.5  # against how far a place is from the middle
_LEAST_SECONDS = 0.7  # less cannot be read; the next cue permitting


def transcript_cues(words: Sequence[Word], language: str = "") -> list[Cue]:
    """The words, each with the blank before it, in cues that can be read at once."""
    pieces = [piece for run in _runs(words, language) for piece in _divided(run)]
    cues = [_cue(piece) for piece in pieces]
    later = [*(cue.start for cue in cues[1:]), float("inf")]
    return [
        Cue(cue.start, max(cue.stop, min(cue.start + _LEAST_SECONDS, begins)), cue.text, cue.words)
        for cue, begins in zip(cues, later, strict=False)
        if cue.text
    ]


def _cue(words: Sequence[Word]) -> Cue:
    text = "".join(word.text for word in words).strip()
    bare = tuple(Word(word.text.strip(), word.start, word.stop) for word in words)
    return Cue(words[0].start, words[-1].stop, " ".join(text.split()), bare)


def _runs(words: Sequence[Word], language: str) -> Iterator[list[Word]]:
    """The words of each sentence; a long silence ends one as well."""
    text = "".join(word.text for word in words)
    ends, at = set(), 0
    for sentence in sentences(text, language):
        at += len(sentence)
        ends.add(len(text[:at].rstrip()))
    run: list[Word] = []
    at = 0
    for word in words:
        if run and word.start - run[-1].stop > _SILENCE:
            yield run
            run = []
        run.append(word)
        at += len(word.text)
        if len(text[:at].rstrip()) in ends:
            yield run
            run = []
    if run:
        yield run


def _divided(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """The words, where they are too many in parts: at pauses and commas, near the middle."""
    weights = [speaking_weight(word.text) for word in words]
    total = sum(weights)
    if total <= LONGEST_TEXT or len(words) < 2:
        yield words
        return
    best, cut, so_far = -float("inf"), 1, 0.0
    for index in range(1, len(words)):
        so_far += weights[index - 1]
        pause = words[index].start - words[index - 1].stop
        comma = words[index - 1].text.rstrip()[-1:] in _CLAUSE
        score = _PAUSE_WEIGHT * pause + _CLAUSE_WEIGHT * comma - 2 * abs(so_far / total - 0.5)
        if score > best:
            best, cut = score, index
    yield from _divided(words[:cut])
    yield from _divided(words[cut:])
