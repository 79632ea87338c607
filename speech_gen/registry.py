"""The voices there are, and who speaks with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from speech_gen.languages import speaks
from speech_gen.voice import Voice
from speech_gen.voice_files import VoiceFileError
from talker.consent import check_consent
from talker.errors import ErrorCode, InputError
from talker.model_files import ModelFiles
from talker.suggestions import did_you_mean

if TYPE_CHECKING:
    from speech_gen.cached import CachedSynthesizer
    from speech_gen.speech import Synthesizer


@dataclass(frozen=True)
class VoiceProvider:
    """Where voices come from: which there are now, and how to speak with them.

    Listing needs no model; speaking may: `model` is its entry in the catalogue, empty for none.
    `file_of` finds the file of a voice. Voices that the user may bring along have `problems`: what
    is wrong with those that cannot be listed; they are asked for anew each time.
    """

    id: str
    title: str
    voices: Callable[[], tuple[Voice, ...]]
    create: Callable[[ModelFiles, Path], Synthesizer]
    model: str = ""
    file_of: Callable[[Voice, ModelFiles], Path | None] | None = None
    problems: Callable[[], tuple[VoiceFileError, ...]] | None = None


class VoiceRegistry:
    """The voices of several providers, in their order; each provider is asked once."""

    def __init__(self, providers: Sequence[VoiceProvider]) -> None:
        self._providers = {provider.id: provider for provider in providers}
        self._voices: dict[str, tuple[Voice, ...]] = {}

    def voices(self, language: str = "") -> tuple[Voice, ...]:
        """All voices, or those that speak a language (BCP 47)."""
        found = [voice for provider in self._providers for voice in self._of(provider)]
        return tuple(voice for voice in found if not language or speaks(voice, language))

    def find_voice(self, voice_id: str) -> Voice:
        """The voice of this id; InputError VOICE_UNKNOWN names the nearest there is."""
        provider = voice_id.partition(":")[0]
        if provider in self._providers:
            for voice in self._of(provider):
                if voice.id == voice_id:
                    return voice
        for problem in self.problems():
            if problem.file.stem == voice_id.rpartition(":")[2]:
                raise problem
        ids = [voice.id for voice in self.voices()]
        raise InputError(
            ErrorCode.VOICE_UNKNOWN,
            f"There is no voice {voice_id}.",
            did_you_mean(voice_id, ids, "Those there are: mouthpiece say --voices."),
        )

    def problems(self) -> tuple[VoiceFileError, ...]:
        """What is wrong with voices that the user has brought along and that are not listed."""
        asked = (provider.problems for provider in self._providers.values())
        return tuple(one for problems in asked if problems is not None for one in problems())

    def speaker_of(self, voice: Voice) -> str:
        """A name for who speaks with this voice: the same for all voices of one network."""
        return self.model_of(voice) or voice.provider

    def model_of(self, voice: Voice) -> str:
        """The catalogue's entry that speaks with this voice; empty where none is needed."""
        return self._providers[voice.provider].model

    def permitted(self, voice: Voice, models: ModelFiles) -> Voice:
        """The voice with its owner and where the consent is kept, as is noted beside its file.

        Raises InputError CONSENT_EXPIRED or CONSENT_INVALID.
        """
        provider = self._providers[voice.provider]
        path = None if provider.file_of is None else provider.file_of(voice, models)
        consent = None if path is None else check_consent(path)
        if consent is None:
            return voice
        return replace(voice, owner=consent.owner, consent=consent.source)

    def synthesizer_of(self, voice: Voice, models: ModelFiles, home: Path) -> CachedSynthesizer:
        """Who speaks with this voice; to be kept for more sentences, of the provider's others too.

        What was spoken once comes out of the cache.
        """
        from speech_gen.cached import CachedSynthesizer  # numbers: not for who only lists

        return CachedSynthesizer(self._providers[voice.provider].create(models, home), home)

    def _of(self, provider: str) -> tuple[Voice, ...]:
        found = self._providers[provider]
        if found.problems is not None:
            return found.voices()
        if provider not in self._voices:
            self._voices[provider] = found.voices()
        return self._voices[provider]
