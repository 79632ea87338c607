"""The voices of this computer: those of the library and the system's own."""

from __future__ import annotations

from functools import cache

from speech_gen.providers import PROVIDERS
from speech_gen.registry import VoiceRegistry


@cache
def voice_registry() -> VoiceRegistry:
    """All voices that this computer has; each source of them is asked once."""
    return VoiceRegistry(PROVIDERS)
