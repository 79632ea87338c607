"""What a voice is asked to say. Apart from the sound, so that who only asks needs no numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from speech_gen.delivery import Delivery
from speech_gen.voice import Voice


@dataclass(frozen=True)
class Utterance:
    """A sentence for a voice; numbers and the like are words already.

    `language` is the text's, a BCP 47 tag. `pronounce` says how words sound: another spelling of
    the same language, or phonemes (IPA) between slashes.
    """

    text: str
    voice: Voice
    language: str
    delivery: Delivery = field(default_factory=Delivery)
    pronounce: Mapping[str, str] = field(default_factory=dict)
