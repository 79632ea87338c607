"""A sentence that was spoken once is not spoken again: its sound lies in the home's cache."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speech_gen.languages import primary
from speech_gen.speech import SpokenSentence, SpokenWord, Synthesizer
from speech_gen.utterance import Utterance
from speech_gen.voice import Voice
from talker.cache import Cache, Entry
from talker.home import cache_folder
from talker.progress import CancelToken

_VERSION = "2"
"""Raised when a voice sounds different from before: by its network, its reader, its loudness."""
_VERSIONS = {"zh": "4"}
"""Those of languages that were changed alone."""
_LIMIT = 512 << 20  # bytes; some two hours of speech


def sound_digest(utterance: Utterance) -> str:
    """A name, 32 hex digits, for all that decides how a sentence sounds, on whatever computer.

    Of `pronounce` only what stands in the text counts.
    """
    voice, delivery, language = utterance.voice, utterance.delivery, utterance.language
    small = utterance.text.casefold()
    spoken = {word.casefold(): sound for word, sound in utterance.pronounce.items()}
    used = sorted((word, sound) for word, sound in spoken.items() if word in small)
    facts = [
        _VERSIONS.get(primary(language), _VERSION),
        voice.id,
        utterance.text,
        language,
        delivery.speed,
        delivery.pitch,
        delivery.volume,
        used,
        *([voice.sha256] if voice.sha256 else []),
    ]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:32]


class CachedSynthesizer:
    """Another synthesizer, asked only for what was not spoken before."""

    def __init__(self, inner: Synthesizer, home: Path) -> None:
        self._inner = inner
        self._cache = Cache(cache_folder(home) / "sentences", _LIMIT)

    def prepare(self, voice: Voice) -> None:
        """See `Synthesizer`."""
        self._inner.prepare(voice)

    def holds(self, utterance: Utterance) -> bool:
        """Whether a sentence was spoken before, so that nothing is loaded for it."""
        return self._cache.holds(sound_digest(utterance))

    def synthesise(self, utterance: Utterance, cancel: CancelToken) -> SpokenSentence:
        """See `Synthesizer`."""
        digest = sound_digest(utterance)
        entry = self._cache.load(digest)
        if entry is not None:
            return _spoken(entry)
        spoken = self._inner.synthesise(utterance, cancel)
        self._cache.store(_entry(spoken), digest)
        return spoken


def _entry(spoken: SpokenSentence) -> Entry:
    times = [(word.start, word.stop) for word in spoken.words]
    arrays: dict[str, NDArray[Any]] = {
        "samples": spoken.samples,
        "times": np.array(times, np.float64).reshape(-1, 2),
    }
    return Entry(arrays, {"rate": spoken.rate, "words": [word.text for word in spoken.words]})


def _spoken(entry: Entry) -> SpokenSentence:
    words = tuple(
        SpokenWord(text, float(start), float(stop))
        for text, (start, stop) in zip(entry.facts["words"], entry.arrays["times"], strict=True)
    )
    return SpokenSentence(entry.arrays["samples"], int(entry.facts["rate"]), words)
