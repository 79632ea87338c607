"""The kinds of files that cues are written into, by their endings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from talker.errors import ErrorCode, UsageError
from talker.subtitles.cues import Cue
from talker.subtitles.side_files import (
    format_json,
    format_karaoke,
    format_srt,
    format_text,
    format_vtt,
)

KINDS: Mapping[str, Callable[[Sequence[Cue], str], str]] = {
    ".srt": lambda cues, _: format_srt(cues),
    ".vtt": format_vtt,
    ".ass": lambda cues, _: format_karaoke(cues),
    ".json": format_json,
    ".txt": lambda cues, _: format_text(cues),
}
"""What writes the cues, in a language (a tag, or empty), as text."""


def check_kind(target: Path) -> None:
    """UsageError OPTION_INVALID for a file of a kind that is not written."""
    if target.suffix.lower() not in KINDS:
        raise UsageError(
            ErrorCode.OPTION_INVALID,
            f"{target.name} cannot be written.",
            f"Name a file that ends in one of {', '.join(KINDS)}.",
        )
