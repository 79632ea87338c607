"""Who turns the letters of each language into sounds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from speech_gen.languages import primary
from speech_gen.phonemes.english import English
from speech_gen.phonemes.foreign import Foreign
from speech_gen.phonemes.mandarin import Mandarin
from speech_gen.phonemes.sounded import Sounded, ToSounds, sounds_of


class Readers:
    """One reader for each language, made when it is first needed."""

    def read(self, text: str, language: str, pronounce: Mapping[str, str]) -> list[Sounded]:
        """The sounds of a sentence; `pronounce` as in `Synthesizer`."""
        return sounds_of(text, pronounce, _reader(language))


@cache
def _reader(language: str) -> ToSounds:
    match primary(language):
        case "en":
            return English(british=language == "en-GB")
        case "zh":
            return Mandarin(English())
    return Foreign(language)
