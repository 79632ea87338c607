"""Which voice speaks which language."""

from __future__ import annotations

from speech_gen.voice import Voice
from talker.errors import ErrorCode, InputError

JOINED = r"[^\W_\p{Han}\p{Hiragana}\p{Katakana}]"
"""A letter or digit that goes on a word, as a pattern: Chinese and Japanese have no blanks around
words in Latin letters."""


def primary(language: str) -> str:
    """`zh-Hant-TW` -> `zh`, `cmn` -> `zh`; as it is where it is no language tag."""
    from langcodes import Language  # what it loads takes a tenth of a second

    try:
        tag = Language.get(language)
    except ValueError:
        return language.casefold()
    return (tag.prefer_macrolanguage().language or language).casefold()


def speaks(voice: Voice, language: str) -> bool:
    """Whether a voice speaks a language, in whatever country's way."""
    return primary(language) in map(primary, voice.languages)


def check_speaks(voice: Voice, language: str) -> None:
    """Raises InputError VOICE_LANGUAGE for a language that the voice does not speak."""
    if not speaks(voice, language):
        raise InputError(
            ErrorCode.VOICE_LANGUAGE,
            f"The voice {voice.id} speaks {', '.join(voice.languages)}, not {language}.",
            f"Voices that do: mouthpiece say --voices {language}.",
        )
