"""The voices that this computer's system has; none where it has no program that writes files."""

from __future__ import annotations

import platform

from speech_gen.system import macos, windows
from speech_gen.system.program import PROVIDER
from speech_gen.voice import Voice
from talker.errors import InputError

__all__ = ["PROVIDER", "voices"]


def voices() -> tuple[Voice, ...]:
    """Those of Windows or macOS; Linux's speech-dispatcher speaks to loudspeakers alone."""
    try:
        match platform.system():
            case "Windows":
                return windows.voices()
            case "Darwin":
                return macos.voices()
    except (InputError, ValueError):
        return ()  # a system without them is no reason to list no others
    return ()
