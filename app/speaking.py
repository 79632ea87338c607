"""Who reads texts for renders, previews and `say`: this computer's voices."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.models import default_store
from app.voices import voice_registry
from speech_gen.pronunciations import load_pronunciations

if TYPE_CHECKING:
    from speech_gen.reading import Readers


def default_readers(home: Path) -> Readers:
    """The voices of this computer with the user's pronunciations, as they are now."""
    from speech_gen.reading import Readers  # numbers: not for who only lists voices

    return Readers(voice_registry(home), default_store(home), home, load_pronunciations(home))
