"""English words to the phonemes that Kokoro was trained with: dictionaries, endings, rules.

The dictionaries, one for each side of the Atlantic, are those of the wheel misaki: `gold` was
checked by people, `silver` was not. Words written alike are told apart by the word before them.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from speech_gen.phonemes.sounded import Sounded
from speech_gen.phonemes.unknown_words import guess
from talker.wheel_files import wheel_file

_TOKEN = regex.compile(
    r"(?:\p{Lu}\.){2,}|[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*['’]?|\d|[;:,.!?—…“”()\"]|[-–/&%@+]|\s+"
)
_INITIALS = regex.compile(r"(?:\p{Lu}\.){2,}")
_WORD = regex.compile(r"\p{L}")
# A change from small to capital letters, and the last capital of a row: We|Chat, PDF|File.
_HUMP = regex.compile(r"(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})")
_VOWELS = frozenset("AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻɐ")
_PAUSES = frozenset(";:,.!?—…")
_SPOKEN = {"&": "and", "%": "percent", "@": "at", "+": "plus"}
_SHORTEST_SHOUT = 5  # letters; shorter words in capitals are spelled out, unless a dictionary knows


def _words(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_DIGITS = _words("zero one two three four five six seven eight nine")
# What comes before a verb, before a noun, and before a participle, when a word may be several.
_BEFORE_VERB = _words(
    "to will would can could should must may might shall do does did don't doesn't didn't won't "
    "can't i we you they who please let's not never always"
)
_BEFORE_NOUN = _words(
    "a an the my your his her its our their this that these those of in on at for with by from "
    "no some any every each new first last"
)
_BEFORE_PARTICIPLE = _words("have has had having is are was were be been being get got")


@dataclass(frozen=True)
class _Context:
    """What stands before a word, and how what follows begins: a vowel, another sound, a pause."""

    before: str
    vowel_follows: bool | None


class English:
    """Sounds of English text; `british` says it as it is said there."""

    def __init__(self, *, british: bool = False) -> None:
        self._british = british
        side = "gb" if british else "us"
        self._gold = _dictionary(side, "gold")
        self._silver = _dictionary(side, "silver")

    def __call__(self, text: str) -> list[Sounded]:
        """Words and pauses in their order; from the end on, as `a` and `the` look ahead."""
        tokens = _TOKEN.findall(unicodedata.normalize("NFKC", text))
        words = [token.casefold() if _WORD.search(token) else "" for token in tokens]
        sounds: list[Sounded] = []
        vowel_follows: bool | None = None
        for place in reversed(range(len(tokens))):
            before = next((word for word in reversed(words[:place]) if word), "")
            sounded = self._token(tokens[place], _Context(before, vowel_follows))
            sounds.append(sounded)
            first = next((one for one in sounded.phonemes if one not in 'ˈˌ (“"'), "")
            if first:
                vowel_follows = None if first in _PAUSES else first in _VOWELS
        sounds.reverse()
        if tokens and _INITIALS.fullmatch(tokens[-1]):  # its last full stop ends the sentence too
            sounds.append(Sounded("."))
        return sounds

    def spells(self, word: str) -> bool:
        """Whether a word in capitals is said letter by letter: CEO, but not NASA."""
        if not word.isupper():
            return False
        said = self._word(word, _Context("", None))
        return _unstressed(said) == _unstressed(self._spelled(word))

    def _token(self, token: str, context: _Context) -> Sounded:
        if token.isspace():
            return Sounded(" ")
        if token in "-/":
            return Sounded(" ")
        if token == "–":
            return Sounded("—")
        if token.isdigit():
            return Sounded(self._word(_DIGITS[int(token)], context) + " ", token)
        if token in _SPOKEN:
            return Sounded(self._word(_SPOKEN[token], context), token)
        if not _WORD.search(token):
            return Sounded(token)
        if _INITIALS.fullmatch(token):
            return Sounded(self._spelled(token), token.removesuffix("."))
        return Sounded(self._word(token.replace("’", "'"), context).replace("ɾ", "T"), token)

    def _word(self, word: str, context: _Context) -> str:
        return (
            self._small_word(word, context)
            or self._known(word, context)
            or self._with_ending(word, context)
            or self._unknown(word, context)
        )

    def _small_word(self, word: str, context: _Context) -> str:
        """The words whose sound hangs on what follows."""
        follows = context.vowel_follows
        match word.casefold():
            case "a" if word == "a" or (word == "A" and not context.before and follows is not None):
                return "ɐ"
            case "an":
                return "ɐn"
            case "i" if word == "I":
                return "ˌI"
            case "the":
                return "ði" if follows else "ðə"
            case "to" if follows is not None:
                return "tʊ" if follows else "tə"
            case "in" if follows is not None:
                return "ɪn"
            case "am" if word == "am" and follows is not None:
                return "ɐm"
            case "vs" | "vs.":
                return self._known("versus", context)
        return ""

    def _known(self, word: str, context: _Context) -> str:
        """What a dictionary says; letter by letter for short words in capitals."""
        shouted = len(word) > 1 and word.isupper()
        found = self._looked_up(word, context)
        if not found and shouted and len(word) < _SHORTEST_SHOUT:
            return self._spelled(word)
        if not found and word != word.lower():
            found = self._looked_up(word.lower(), context)
        if (
            not found
            and shouted
            and word.isalpha()
            and not self._with_ending(word.lower(), context)
        ):
            return self._spelled(word)
        return found

    def _looked_up(self, word: str, context: _Context) -> str:
        entry = self._gold.get(word) or self._silver.get(word) or ""
        if isinstance(entry, dict):
            if word.isupper() and "NOUN" in entry and entry["NOUN"] is None:
                return ""  # US: not the word us, but letters
            kind = "None" if context.vowel_follows is None and "None" in entry else ""
            kind = kind or _kind(context.before, entry)
            entry = entry.get(kind) or entry["DEFAULT"] or ""
        return str(entry)

    def _spelled(self, word: str) -> str:
        """Letter by letter, the last one stressed."""
        letters = [
            str(self._gold.get(one.upper(), "")) for one in plain_letters(word) if one.isalpha()
        ]
        quiet = [one.replace("ˈ", "ˌ") for one in letters[:-1]]
        return "".join([*quiet, *letters[-1:]])

    def _with_ending(self, word: str, context: _Context) -> str:
        """Known words with the endings 's, s, ed, d and ing."""
        small = word if self._gold.get(word) else word.lower()
        if word[:-1].isupper() and word[-1:] == "s":  # PDFs
            return _plural(self._known(word[:-1], context), british=self._british)
        for ending, stems, said in (
            ("'s", [""], _plural),
            ("'", [""], None),
            ("s", ["", "y"], _plural),
            ("ed", ["", "e"], _past),
            ("ing", ["", "e"], _going),
        ):
            if not small.endswith(ending) or len(small) < len(ending) + 2:
                continue
            for stem in _stems(small, ending, stems):
                found = self._looked_up(stem, context) or self._looked_up(stem.title(), context)
                if found:
                    return found if said is None else said(found, british=self._british)
        return ""

    def _unknown(self, word: str, context: _Context) -> str:
        """A word in no dictionary: its parts, where capitals show them, else a guess."""
        parts = _HUMP.split(word)
        if len(parts) > 1:
            return "".join(self._word(part, context) for part in parts)
        plain = plain_letters(word)
        bare = plain.replace("'", "")
        if plain != word and (known := self._known(plain, context)):
            return known
        if bare and not regex.search("[aeiouy]", bare, regex.IGNORECASE):
            return self._spelled(bare)
        if plain.endswith("'s"):
            return _plural(guess(plain[:-2]), british=self._british)
        return guess(bare)


def _kind(before: str, entry: dict[str, str]) -> str:
    """Which of the sounds of a word that is written like another; empty for the usual one."""
    if before in _BEFORE_PARTICIPLE:
        return next((kind for kind in ("VBN", "ADJ") if kind in entry), "")
    if before in _BEFORE_VERB and "VERB" in entry:
        return "VERB"
    if before in _BEFORE_NOUN:
        return next((kind for kind in ("NOUN", "ADJ") if kind in entry), "")
    return ""


def _stems(word: str, ending: str, stems: list[str]) -> list[str]:
    """What a word may have been before its ending: stop|ped, tr(y)|ied, mak(e)|ing, box|es."""
    cut = word[: -len(ending)]
    found = [cut + more for more in stems if more != "y"]
    if ending == "s":
        found += [cut[:-2] + "y"] if cut.endswith("ie") else []
        found += [cut[:-1]] if cut.endswith("e") else []
    if ending == "ed" and cut.endswith("i"):
        found.append(cut[:-1] + "y")
    if ending in {"ed", "ing"} and len(cut) > 2 and cut[-1] == cut[-2]:
        found.append(cut[:-1])
    return found


def _plural(sound: str, *, british: bool) -> str:
    if not sound:
        return ""
    if sound[-1] in "szʃʒʧʤ":
        return sound + ("ɪz" if british else "ᵻz")
    return sound + ("s" if sound[-1] in "ptkfθ" else "z")


def _past(sound: str, *, british: bool) -> str:
    if sound[-1] in "td":
        return sound + ("ɪd" if british else "ᵻd")
    return sound + ("t" if sound[-1] in "pkfθʃsʧ" else "d")


def _going(sound: str, *, british: bool) -> str:
    del british
    return sound + "ɪŋ"


def _unstressed(sound: str) -> str:
    return sound.replace("ˈ", "").replace("ˌ", "")


def plain_letters(word: str) -> str:
    """Without accents: café -> cafe."""
    apart = unicodedata.normalize("NFKD", word)
    return "".join(one for one in apart if not unicodedata.combining(one))


@cache
def _dictionary(side: str, checked: str) -> dict[str, Any]:
    path = wheel_file("misaki", f"misaki/data/{side}_{checked}.json")
    read: dict[str, Any] = json.loads(path.read_bytes())
    return read
