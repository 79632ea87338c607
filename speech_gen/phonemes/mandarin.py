"""Mandarin to the phonemes that Kokoro was trained with: words, pinyin, IPA with its four tones."""

from __future__ import annotations

from functools import cache

import regex

from speech_gen.phonemes.english import English, plain_letters
from speech_gen.phonemes.letters import has_names, letter_syllables
from speech_gen.phonemes.pinyin import read_signs
from speech_gen.phonemes.sounded import Sounded

_PIECE = regex.compile(r"\p{Han}+|[^\p{Han}]+")
# How the tones that end a syllable are written in IPA, and in Kokoro's alphabet.
_TONES = (("˧˩˧", "↓"), ("˧˥", "↗"), ("˥˩", "↘"), ("˥", "→"))
_SYLLABIC = {"ɻ̩": "ɨ", "ɹ̩": "ɨ"}
_MARKS = str.maketrans(
    {
        "、": ", ",
        "，": ", ",
        "。": ". ",
        "．": ". ",
        "！": "! ",
        "：": ": ",
        "；": "; ",
        "？": "? ",
        "（": " (",
        "）": ") ",
        "「": " “",
        "」": "” ",
        "《": " “",
        "》": "” ",
        "【": " “",
        "】": "” ",
    }
)


class Mandarin:
    """Sounds of Chinese text; Latin words in it are English, letters have their Chinese names."""

    def __init__(self, latin: English) -> None:
        self._latin = latin

    def __call__(self, text: str) -> list[Sounded]:
        """Words and pauses in their order, a blank between words as in the training."""
        sounds: list[Sounded] = []
        for piece in _PIECE.finditer(text):
            if regex.match(r"\p{Han}", piece[0]):
                for word in read_signs(text, *piece.span()):
                    said = "".join(map(_spoken, word.syllables))
                    sounds += [Sounded(" "), Sounded(said, word.text)]
                sounds.append(Sounded(" "))
            else:
                sounds.extend(self._between(piece[0].translate(_MARKS)))
        return _without_needless_blanks(sounds)

    def _between(self, piece: str) -> list[Sounded]:
        """What stands between Chinese signs. A Chinese voice says the names of letters as it was
        trained to speak, which is understood better than English ones."""
        sounds = self._latin(piece)
        words = [one.word for one in sounds if one.word.isalpha()]
        if not words or not all(has_names(word) or self._latin.spells(word) for word in words):
            return sounds
        return [
            Sounded(_letters(one.word), one.word) if one.word.isalpha() else one for one in sounds
        ]


def _letters(word: str) -> str:
    return "".join(
        _spoken(syllable) for letter in plain_letters(word) for syllable in letter_syllables(letter)
    )


def _without_needless_blanks(sounds: list[Sounded]) -> list[Sounded]:
    """No blank at either end, behind another, or before what ends a part of the sentence."""
    kept: list[Sounded] = []
    for sound in sounds:
        if kept and kept[-1].phonemes == " " and sound.phonemes[:1] in " ,.!?;:…”)":
            kept.pop()
        if kept or sound.phonemes != " ":
            kept.append(sound)
    while kept and kept[-1].phonemes == " ":
        kept.pop()
    return kept


@cache
def _spoken(syllable: str) -> str:
    """A syllable in pinyin with its tone as a number."""
    from misaki.transcription import pinyin_to_ipa

    return _syllable(pinyin_to_ipa(syllable)[0])


def _syllable(parts: tuple[str, ...]) -> str:
    sound = "".join(parts)
    for ipa, tone in _TONES:
        sound = sound.replace(ipa, tone)
    for ipa, vowel in _SYLLABIC.items():
        sound = sound.replace(ipa, vowel)
    return sound.replace("\u032f", "")  # the mark of a vowel that is no syllable
