"""A paragraph of a script: its letters with its marks -> the sentences that are spoken."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

import regex

from speech_gen.delivery import PITCHES, SPEEDS, VOLUMES, Delivery
from speech_gen.script.script import Sentence, Word, WordCue
from talker.options.cues import CueKind
from talker.options.spoken import VoiceOptions
from talker.subtitles.sentences import sentences as split_sentences

# Scripts that put no blanks between words: each sign counts as a word.
SIGN = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}]"
_WORD = regex.compile(rf"{SIGN}\p{{M}}*|(?:(?!{SIGN})\S)+")
_SAYS = regex.compile(r"[\p{L}\p{N}]|[%‰°$€£¥￥₩₹+=&@#√±×÷]")


@dataclass(frozen=True)
class State:
    """Who speaks from a place on, and how, beside what the options say."""

    voice: str = ""
    speed: float = 1.0
    volume: float = 0.0


@dataclass
class Hold:
    """A cue that lasts: from `start` to `stop`, characters of its paragraph; None while open."""

    kind: CueKind
    start: int
    stop: int | None = None


@dataclass
class Paragraph:
    """A paragraph while it is read: its letters, their places in the script, and its marks by
    places in its letters."""

    number: int
    begins: State
    letters: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    states: list[tuple[int, State]] = field(default_factory=list)
    pauses: list[tuple[int, float]] = field(default_factory=list)
    gestures: list[tuple[int, CueKind]] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)

    def add(self, text: str, place: int) -> None:
        """One letter of place `place`; blanks follow no blank and do not begin it."""
        if text == " " and (not self.letters or self.letters[-1] == " "):
            return
        self.letters.append(text)
        self.places.append(place)

    @property
    def end(self) -> int:
        """Where the next letter will be."""
        return len(self.letters)

    def state_at(self, position: int) -> State:
        """Who speaks the letter at `position`, and how."""
        index = bisect_right([at for at, _ in self.states], position)
        return self.states[index - 1][1] if index else self.begins


def sentences_of(paragraph: Paragraph, options: VoiceOptions, language: str) -> Iterator[Sentence]:
    """A paragraph's sentences, cut further where voice or delivery change and at pauses."""
    text = "".join(paragraph.letters)
    # One letter each: so places in the text are places in `letters`.
    assert len(text) == len(paragraph.letters)
    ends = set(accumulate(len(sentence) for sentence in split_sentences(text, language)))
    inner = {position for position, _ in (*paragraph.states, *paragraph.pauses)}
    pieces = list(_speakable(text, sorted({0, *ends, *inner, len(text)})))
    since = 0
    waiting, open_holds = deque(paragraph.holds), list[Hold]()
    for index, (start, stop) in enumerate(pieces, 1):
        state = paragraph.state_at(start)
        body = text[start:stop]
        begin, said = start + len(body) - len(body.lstrip()), body.strip()
        words = tuple(_words(said))
        while waiting and waiting[0].start < stop:
            open_holds.append(waiting.popleft())
        open_holds = [hold for hold in open_holds if hold.stop is None or hold.stop > begin]
        # What stands behind the last one belongs to it.
        until = stop if index < len(pieces) else len(text) + 1
        yield Sentence(
            said,
            words,
            paragraph.number,
            _delivery(options, state),
            state.voice,
            pause_after=options.sentence_pause if stop in ends else 0.0,
            cues=(
                *_gestures(paragraph, begin, (since, until), words),
                *_held(open_holds, (begin, stop), words),
            ),
            place=paragraph.places[begin],
        )
        since = until


def _speakable(text: str, cuts: list[int]) -> Iterator[tuple[int, int]]:
    """The pieces between cuts; what says nothing in itself (a full stop, quotes) goes with the
    piece before it, or is left out where there is none."""
    waiting: tuple[int, int] | None = None
    for start, stop in pairwise(cuts):
        if not _SAYS.search(text, start, stop):
            if waiting is not None:
                waiting = (waiting[0], stop)
            continue
        if waiting is not None:
            yield waiting
        waiting = (start, stop)
    if waiting is not None:
        yield waiting


def _words(text: str) -> Iterator[Word]:
    """Words with their punctuation: what says nothing belongs to the word before it, or after it
    at the beginning."""
    start: int | None = None
    stop, says = 0, False
    for found in _WORD.finditer(text):
        speaks = _SAYS.search(found.group()) is not None
        if start is not None and speaks and says:
            yield Word(text[start:stop], start, stop)
            start, says = None, False
        start = found.start() if start is None else start
        stop, says = found.end(), says or speaks
    if start is not None:
        yield Word(text[start:stop], start, stop)


def _delivery(options: VoiceOptions, state: State) -> Delivery:
    return Delivery(
        _within(options.voice_speed * state.speed, SPEEDS),
        _within(options.voice_pitch, PITCHES),
        _within(options.voice_volume + state.volume, VOLUMES),
    )


def _within(value: float, bounds: tuple[float, float]) -> float:
    return round(min(max(value, bounds[0]), bounds[1]), 4)


def _gestures(
    paragraph: Paragraph, begin: int, span: tuple[int, int], words: tuple[Word, ...]
) -> Iterator[WordCue]:
    """The gestures in `span` of the paragraph, at words of the sentence that begins at `begin`."""
    places = [position for position, _ in paragraph.gestures]
    first, stop = (bisect_left(places, place) for place in span)
    for position, kind in paragraph.gestures[first:stop]:
        yield WordCue(kind, _word_at(words, position - begin))


def _held(holds: list[Hold], span: tuple[int, int], words: tuple[Word, ...]) -> Iterator[WordCue]:
    """What is held during the sentence in `span` of its paragraph, by its words."""
    begin, stop = span
    for hold in holds:
        first = max(hold.start, begin) - begin
        last = (stop if hold.stop is None else min(hold.stop, stop)) - begin
        covered = [i for i, one in enumerate(words) if one.stop > first and one.start < last]
        if first < last and covered:
            yield WordCue(hold.kind, covered[0], covered[-1] + 1)


def _word_at(words: tuple[Word, ...], position: int) -> int:
    """The word that a mark stands before or in; the last one where none follows."""
    return next((i for i, word in enumerate(words) if word.stop > position), len(words) - 1)
