"""What is spoken: the sound of a sentence with its words, and who makes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from speech_gen.utterance import Utterance
from speech_gen.voice import Voice
from talker.progress import CancelToken

Samples = NDArray[np.float32]


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

    def prepare(self, voice: Voice) -> None:
        """Begins to load what a voice needs, beside whatever else is done meanwhile.

        Raises ModelMissing where its model is not installed; what else may go wrong is raised by
        the sentence.
        """
        ...

    def synthesise(self, utterance: Utterance, cancel: CancelToken) -> SpokenSentence:
        """One sentence.

        Raises ModelMissing, InputError VOICE_LANGUAGE where the voice does not speak the language,
        VOICE_FAILED.
        """
        ...
