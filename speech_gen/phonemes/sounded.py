"""What a sentence sounds like, piece by piece, and how a user wants its words spoken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from speech_gen.languages import JOINED


@dataclass(frozen=True)
class Sounded:
    """Phonemes of one piece of a sentence; `word` is how the text writes it, empty for a pause."""

    phonemes: str
    word: str = ""


ToSounds = Callable[[str], Sequence[Sounded]]
"""Sounds of a piece of text in one language."""

_HAN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")


def sounds_of(text: str, pronounce: Mapping[str, str], to_sounds: ToSounds) -> list[Sounded]:
    """Sounds of a sentence, in which the words of `pronounce` sound as it says.

    They are found whatever their capitals, as whole words where a script has blanks between them.
    """
    sounds: list[Sounded] = []
    for piece, spelling in _pieces(text, pronounce):
        if not spelling:
            sounds.extend(to_sounds(piece))
        elif len(spelling) > 2 and spelling[0] == spelling[-1] == "/":
            sounds.append(Sounded(spelling[1:-1], piece))
        else:
            spoken = [one.phonemes for one in to_sounds(spelling)]
            sounds.append(Sounded("".join(spoken).strip(), piece))
    return sounds


def _pieces(text: str, pronounce: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The text in pieces, each with how it is to be spoken; empty for the usual way."""
    spellings = {word.casefold(): sound for word, sound in pronounce.items() if word and sound}
    if not spellings:
        yield text, ""
        return
    words = "|".join(_pattern(word) for word in sorted(spellings, key=len, reverse=True))
    done = 0
    for found in regex.finditer(words, text, regex.IGNORECASE):
        if found.start() > done:
            yield text[done : found.start()], ""
        yield found[0], spellings[found[0].casefold()]
        done = found.end()
    if done < len(text):
        yield text[done:], ""


def _pattern(word: str) -> str:
    escaped = regex.escape(word)
    return escaped if _HAN.search(word) else f"(?<!{JOINED}){escaped}(?!{JOINED})"
