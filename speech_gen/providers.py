"""The voices that the library itself has, in the order in which they are offered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from speech_gen.espeak import voices as espeak
from speech_gen.kokoro import own_voices
from speech_gen.kokoro import voices as kokoro
from speech_gen.registry import VoiceProvider
from speech_gen.system import voices as system
from speech_gen.voice_files import OWN
from talker.model_files import ModelFiles

if TYPE_CHECKING:
    from speech_gen.speech import Synthesizer


def _kokoro(models: ModelFiles, home: Path) -> Synthesizer:
    from speech_gen.kokoro.synthesizer import Kokoro  # numbers: not for who only lists

    return Kokoro(models, home)


def _espeak(models: ModelFiles, home: Path) -> Synthesizer:
    del models, home
    from speech_gen.espeak.synthesizer import Espeak

    return Espeak()


def _system(models: ModelFiles, home: Path) -> Synthesizer:
    del models, home
    from speech_gen.system.synthesizer import System

    return System()


def own_provider(home: Path) -> VoiceProvider:
    """The voices that the user has put into the home, spoken by Kokoro's network."""
    return VoiceProvider(
        OWN,
        "Your own voices",
        lambda: own_voices.own_voices(home)[0],
        _kokoro,
        kokoro.MODEL,
        lambda voice, _: own_voices.own_voice_file(home, voice),
        lambda: own_voices.own_voices(home)[1],
    )


PROVIDERS: tuple[VoiceProvider, ...] = (
    VoiceProvider(
        kokoro.PROVIDER, "Kokoro", kokoro.voices, _kokoro, kokoro.MODEL, kokoro.voice_path
    ),
    VoiceProvider(system.PROVIDER, "The system's voices", system.voices, _system),
    VoiceProvider(espeak.PROVIDER, "espeak-ng", espeak.voices, _espeak),
)
