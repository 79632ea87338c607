"""How the libraries ask for model files; the program's store answers, they never download."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from talker.errors import ModelMissing


class ModelFiles(Protocol):
    """Where the files of installed models lie."""

    def path(self, model_id: str, file: str) -> Path:
        """The verified file of a catalogue entry; ModelMissing when it is not installed."""
        ...

    def installed(self, model_id: str) -> bool:
        """Whether every file of the entry is there, without hashing anything again."""
        ...


class NoModelFiles:
    """A store that holds nothing: the library without the program around it."""

    def path(self, model_id: str, file: str) -> Path:
        """Always raises ModelMissing."""
        del file
        raise ModelMissing(model_id)

    def installed(self, model_id: str) -> bool:
        """Never."""
        del model_id
        return False
