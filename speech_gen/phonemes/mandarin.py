"""Mandarin to the phonemes that Kokoro was trained with: words, pinyin, IPA with its four tones."""

from __future__ import annotations

import regex

from speech_gen.phonemes.sounded import Sounded, ToSounds

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
    """Sounds of Chinese text; what is written in Latin letters is left to `latin`."""

    def __init__(self, latin: ToSounds) -> None:
        self._latin = latin

    def __call__(self, text: str) -> list[Sounded]:
        """Words and pauses in their order, a blank between words as in the training."""
        sounds: list[Sounded] = []
        for piece in _PIECE.findall(text.translate(_MARKS)):
            if regex.match(r"\p{Han}", piece):
                for word in _words(piece):
                    sounds += [Sounded(" "), Sounded(_sound(word), word)]
                sounds.append(Sounded(" "))
            else:
                sounds.extend(self._latin(piece))
        return _without_needless_blanks(sounds)


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


def _words(text: str) -> list[str]:
    import rjieba

    found: list[str] = rjieba.cut(text)
    return found


def _sound(word: str) -> str:
    from misaki.transcription import pinyin_to_ipa
    from pypinyin import Style, lazy_pinyin

    syllables = lazy_pinyin(word, style=Style.TONE3, neutral_tone_with_five=True)
    return "".join(_syllable(pinyin_to_ipa(one)[0]) for one in syllables)


def _syllable(parts: tuple[str, ...]) -> str:
    sound = "".join(parts)
    for ipa, tone in _TONES:
        sound = sound.replace(ipa, tone)
    for ipa, vowel in _SYLLABIC.items():
        sound = sound.replace(ipa, vowel)
    return sound.replace("\u032f", "")  # the mark of a vowel that is no syllable
