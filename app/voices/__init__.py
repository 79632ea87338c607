"""The voices of this computer: those of the library, the system's and the user's own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from speech_gen.providers import PROVIDERS, own_provider
from speech_gen.registry import VoiceRegistry


@cache
def voice_registry(home: Path) -> VoiceRegistry:
    """All voices that this computer has; only the home's own are asked for more than once."""
    return VoiceRegistry((*PROVIDERS, own_provider(home)))
