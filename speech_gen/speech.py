"""What speaks and what is spoken: voices, how they deliver a sentence, and its sound with words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from speech_gen.delivery import Delivery
from talker.model_files import ModelFiles
from talker.progress import CancelToken

Samples = NDArray[np.float32]


@dataclass(frozen=True)
class Voice:
    """Somebody who can speak.

    `id` is `provider:name`, as in `kokoro:af_heart`; `languages` are BCP 47 tags, the first is its
    own. `commercial` says whether what it speaks may be sold. `owner` and `consent` are filled for
    the voice of a living person: whose it is, and where what they agreed to is kept.
    """

    id: str
    title: str
    languages: tuple[str, ...]
    licence: str
    commercial: bool
    owner: str = ""
    consent: str = ""

    @property
    def provider(self) -> str:
        """Which provider speaks with it."""
        return self.id.partition(":")[0]

    @property
    def name(self) -> str:
        """What its provider calls it."""
        return self.id.partition(":")[2]


@dataclass(frozen=True)
class SpokenWord:
    """One word as the text writes it, from `start` to `stop` seconds in its sentence."""

    text: str
    start: float
    stop: float


@dataclass(frozen=True)
class SpokenSentence:
    """Mono sound, float32 [N] from -1 to 1 at `rate` Hz, and when each of its words is heard."""

    samples: Samples
    rate: int
    words: tuple[SpokenWord, ...]

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.samples) / self.rate


class Synthesizer(Protocol):
    """Speaks with the voices of one provider; what it loads stays warm. One thread uses it."""

    def synthesise(
        self,
        text: str,
        voice: Voice,
        delivery: Delivery,
        language: str,
        pronounce: Mapping[str, str],
        cancel: CancelToken,
    ) -> SpokenSentence:
        """One sentence; numbers and the like are words already.

        `language` is the text's, a BCP 47 tag. `pronounce` says how words sound: another spelling
        of the same language, or phonemes (IPA) between slashes. Raises ModelMissing, InputError
        VOICE_LANGUAGE where the voice does not speak the language, VOICE_FAILED.
        """
        ...


@dataclass(frozen=True)
class VoiceProvider:
    """Where voices come from: which there are now, and how to speak with them.

    Listing needs no model; speaking may.
    """

    id: str
    title: str
    voices: Callable[[], tuple[Voice, ...]]
    create: Callable[[ModelFiles, Path], Synthesizer]
