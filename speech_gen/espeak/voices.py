"""The voices of the installed espeak-ng."""

from __future__ import annotations

from collections.abc import Iterator

from speech_gen.espeak.program import listed_voices
from speech_gen.voice import Voice

PROVIDER = "espeak"


def voices() -> tuple[Voice, ...]:
    """One for each language that the program lists; none where it is not installed."""
    found: dict[str, Voice] = {}
    for voice in _listed(listed_voices()):
        found.setdefault(voice.id, voice)
    return tuple(found.values())


def _listed(table: str) -> Iterator[Voice]:
    """Columns: priority, language, age and sex, name, file, other languages."""
    for line in table.splitlines()[1:]:
        columns = line.split()
        if len(columns) < 5 or columns[4].startswith("mb/"):  # MBROLA's, which is not here
            continue
        yield Voice(
            id=f"{PROVIDER}:{columns[1]}",
            title=columns[3].replace("_", " "),
            languages=(columns[1],),
            licence="GPL-3.0 (the program; what it speaks is yours)",
            commercial=True,
        )
