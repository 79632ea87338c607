"""The files of voices that the user has brought along: where they lie, and what may be wrong."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from talker.errors import ErrorCode, InputError

OWN = "own"
"""The provider of these voices."""

_HINT = "Take a voice that was made for Kokoro-82M: 510 styles of 256 numbers, 522,240 bytes."


def own_voices_folder(home: Path) -> Path:
    """Where they lie."""
    return home / "voices"


class VoiceFlaw(StrEnum):
    """The reason, in English; the places `{}` take what was found in the file."""

    NAME = "its name has other signs than letters, digits, _ and -"
    GONE = "it is not there any more"
    NO_FACTS = "nothing says what it speaks: {} is missing beside it"
    FACTS = "what stands in {} is wrong: {}"
    BYTES = "it has {} bytes"
    UNREADABLE = "it cannot be read ({})"
    NO_NUMBERS = "it holds no numbers"
    SHAPE = "its numbers have the shape {}"
    NOT_FINITE = "some of its numbers are none"


class VoiceFileError(InputError):
    """VOICE_FILE_INVALID: the voice in the file `path` has a flaw; `found` fills its places."""

    def __init__(self, path: Path, flaw: VoiceFlaw, *found: object) -> None:
        self.file = path
        self.flaw = flaw
        self.found = tuple(map(str, found))
        super().__init__(
            ErrorCode.VOICE_FILE_INVALID,
            f"The voice {path.name} cannot be used: {flaw.format(*self.found)}.",
            _HINT,
            path,
        )
