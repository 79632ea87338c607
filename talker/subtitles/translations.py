"""A translation without times laid under cues: to each the part of it that says the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from talker.subtitles.cues import Cue
from talker.subtitles.sentences import speaking_weight
from talker.subtitles.word_matching import BREAK

_ENDS, _CLAUSES = frozenset(".?!…。？！"), frozenset(",;:，；：、")
_CLOSING = "\"'”’」』》〉）)】]"
# Against how far a place is from where it should be, in cues.
_SAME_END, _SAME_CLAUSE, _OTHER_END = 1.2, 0.4, 0.6


def parts_for(cues: Sequence[Cue], translation: str) -> list[str]:
    """A part of the translation for each cue, empty where none is left.

    A line for each cue is taken as it is; else the text is divided as the cues are, by lengths and
    by where sentences end in both.
    """
    lines = [line.strip() for line in translation.splitlines() if line.strip()]
    if len(lines) == len(cues):
        return lines
    whole = " ".join(lines)
    cuts = [0, *_cuts(cues, whole), len(whole)]
    return [whole[first:last].strip() for first, last in pairwise(cuts)]


def _cuts(cues: Sequence[Cue], whole: str) -> Iterator[int]:
    """Where the translation is cut behind each cue but the last."""
    weights = [speaking_weight(cue.text) for cue in cues]
    total, all_of_it = sum(weights), speaking_weight(whole)
    places = [match.start() for match in BREAK.finditer(whole)]
    shares, at, passed = [], 0, 0.0
    for place in places:
        passed += speaking_weight(whole[at:place])
        shares.append(passed / all_of_it * len(cues))
        at = place
    first, said = 0, 0.0
    for cue, weight in zip(cues[:-1], weights, strict=False):
        said += weight / total * len(cues)
        best, cost = None, float("inf")
        for index in range(first, len(places)):
            away = abs(shares[index] - said) - _bonus(cue.text, whole[: places[index]])
            if away < cost:
                best, cost = index, away
        if best is None:
            yield len(whole)
        else:
            yield places[best]
            first = best + 1


def _bonus(ours: str, theirs: str) -> float:
    """How well a place fits, for the marks that stand before it in both languages."""
    mine, its = (text.rstrip().rstrip(_CLOSING)[-1:] for text in (ours, theirs))
    if mine in _ENDS and its in _ENDS:
        return _SAME_END
    if mine in _CLAUSES and its in _CLAUSES:
        return _SAME_CLAUSE
    return -_OTHER_END if its in _ENDS and mine not in _ENDS else 0.0
