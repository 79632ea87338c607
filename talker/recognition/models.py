"""Which models of the catalogue recognise speech, and which of them is taken."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from talker.options.transcribe import RecogniserModel
from talker.recognition.recogniser import Recogniser


class ModelFolders(Protocol):
    """Where installed models lie, as the program's store answers."""

    def installed(self, model_id: str) -> bool:
        """Whether every file of a catalogue entry is there."""
        ...

    def folder(self, model_id: str) -> Path:
        """A folder with all its files under their own names; ModelMissing."""
        ...


# What is installed was wanted: the larger one is better, as far as the machine is up to it.
_ON_A_PROCESSOR = ("small", "base", "tiny", "large-v3-turbo", "medium", "large-v3")
_ON_A_GPU = ("large-v3-turbo", "large-v3", "medium", "small", "base", "tiny")
USUAL = "faster-whisper-base"


def open_recogniser(models: ModelFolders, wanted: RecogniserModel) -> Recogniser:
    """The recogniser that is wanted, loaded; ModelMissing where it is not installed."""
    return Recogniser(models.folder(find_model(models, wanted) or USUAL))


def find_model(models: ModelFolders, wanted: RecogniserModel) -> str | None:
    """Its catalogue entry, for auto the best one installed; None where none is."""
    if wanted is not RecogniserModel.AUTO:
        return f"faster-whisper-{wanted.value}"
    import ctranslate2

    order = _ON_A_GPU if ctranslate2.get_cuda_device_count() else _ON_A_PROCESSOR
    names = (f"faster-whisper-{name}" for name in order)
    return next((name for name in names if models.installed(name)), None)
