"""What a script says: sentences, each with its voice, its delivery, its pauses and its cues."""

from __future__ import annotations

from dataclasses import dataclass

from speech_gen.delivery import Delivery
from talker.options.cues import CueKind
from talker.progress import Notice

LONGEST = 100_000
"""Characters that a script may have: two hours of English."""


@dataclass(frozen=True)
class Word:
    """A word of a sentence as it is written, with its punctuation; one sign where a script puts no
    blanks between words. `start` and `stop` count characters of the sentence.
    """

    text: str
    start: int
    stop: int


@dataclass(frozen=True)
class WordCue:
    """What the face does at the word of index `word`, or from it up to `until` (exclusive).

    `until` is None for a gesture, which happens once.
    """

    kind: CueKind
    word: int
    until: int | None = None


@dataclass(frozen=True)
class Sentence:
    """What is spoken at once, in one voice and one delivery; `text` has no marks any more.

    `voice` is empty for the script's usual one. Pauses are seconds of silence; `pause_before` is
    more than 0 at the very beginning only. `place` is where it begins in the script, in characters.
    """

    text: str
    words: tuple[Word, ...]
    paragraph: int
    delivery: Delivery
    voice: str = ""
    pause_before: float = 0.0
    pause_after: float = 0.0
    cues: tuple[WordCue, ...] = ()
    place: int = 0


@dataclass(frozen=True)
class Script:
    """All sentences in order, at least one, and what was left out of them."""

    sentences: tuple[Sentence, ...]
    notices: tuple[Notice, ...] = ()

    @property
    def text(self) -> str:
        """What is said, without marks; paragraphs are lines."""
        lines: dict[int, list[str]] = {}
        for sentence in self.sentences:
            lines.setdefault(sentence.paragraph, []).append(sentence.text)
        return "\n".join(" ".join(line) for line in lines.values())
