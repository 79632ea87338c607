"""Changes of cues by hand; words keep their times as far as they are still said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from talker.subtitles.cues import Cue
from talker.subtitles.sentences import speaking_weight
from talker.subtitles.side_files import words_in_text
from talker.subtitles.word_alignment import align_words
from talker.subtitles.word_matching import BREAK
from talker.words import Word

_LEAST_SECONDS = 0.04  # a frame
_MARKS = frozenset(".?!…。？！,;:，；：、")
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}，。！？；、「」《》]")
_MARK_WEIGHT = 0.3  # against how far a place is from the middle


def rewritten(cue: Cue, text: str) -> Cue:
    """The cue with another text; what is said otherwise shares the time between its neighbours."""
    laid = align_words([text], cue.words) if cue.words else None
    words = laid.cues[0].words if laid is not None and laid.cues else ()
    return replace(cue, text=text, words=words)


def retimed(cue: Cue, start: float, stop: float) -> Cue:
    """The cue from `start` to `stop` seconds; what would be no length gets a frame."""
    start = max(0.0, start)
    stop = max(stop, start + _LEAST_SECONDS)
    return replace(cue, start=start, stop=stop)


def shifted(cue: Cue, seconds: float) -> Cue:
    """The cue and its words so much later; none begins before the video does."""
    by = max(seconds, -cue.start)
    words = tuple(
        Word(word.text, max(0.0, word.start + by), max(0.0, word.stop + by)) for word in cue.words
    )
    return replace(cue, start=cue.start + by, stop=cue.stop + by, words=words)


def middle_of(text: str) -> int:
    """Where a text is best divided: between words near its middle, behind a mark if there is one;
    0 for a single word."""
    places = [match.start() for match in BREAK.finditer(text)]

    def cost(place: int) -> float:
        marked = text[:place].rstrip()[-1:] in _MARKS
        return abs(place / len(text) - 0.5) - _MARK_WEIGHT * marked

    return min(places, key=cost, default=0)


def split(cue: Cue, at: int) -> tuple[Cue, Cue]:
    """The cue up to its letter `at`, and from there on; ValueError where nothing is left of one."""
    texts = cue.text[:at].strip(), cue.text[at:].strip()
    if not all(texts):
        raise ValueError("nothing stands on one side")
    placed = words_in_text(cue)
    before = tuple(word for _, stop, word in placed if stop <= at)
    after = tuple(word for start, _, word in placed if start >= at)
    if before and after:
        first_stops, second_starts = before[-1].stop, after[0].start
    else:
        share = speaking_weight(texts[0]) / sum(map(speaking_weight, texts))
        first_stops = second_starts = cue.start + share * (cue.stop - cue.start)
    edge = min(max(first_stops, cue.start + _LEAST_SECONDS), cue.stop)
    begin = min(max(second_starts, edge), cue.stop)
    return (
        Cue(cue.start, edge, texts[0], before),
        Cue(begin, max(cue.stop, begin + _LEAST_SECONDS), texts[1], after),
    )


def joined(cues: Sequence[Cue]) -> Cue:
    """Cues that follow each other as one."""
    text = cues[0].text
    for cue in cues[1:]:
        text = with_text(text, cue.text)
    words = tuple(word for cue in cues for word in cue.words)
    complete = words if all(cue.words for cue in cues) else ()
    return Cue(cues[0].start, max(cue.stop for cue in cues), text, complete)


def with_text(before: str, after: str) -> str:
    """One text behind the other, with a blank where their script has blanks."""
    if not before or not after:
        return before or after
    blank = "" if _WIDE.match(before[-1]) and _WIDE.match(after[0]) else " "
    return f"{before}{blank}{after}"


def replaced(text: str, find: str, instead: str, *, capitals: bool) -> tuple[str, int]:
    """The text with every `find` replaced, and how often it stood there; `capitals` count or do
    not."""
    flags = 0 if capitals else regex.IGNORECASE
    found, count = regex.subn(regex.escape(find), lambda _: instead, text, flags=flags)
    return str(found), count
