"""How much of a model is here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.models.catalogue import Model, ModelFile


class State(StrEnum):
    """Where a model or a file of it is."""

    INSTALLED = "installed"  # in the store, checked
    ELSEWHERE = "elsewhere"  # complete and checked, some of it outside the store
    PARTIAL = "partial"  # begun: some files, or some bytes
    MISSING = "missing"


@dataclass(frozen=True)
class FileStatus:
    """One file: its place when it is complete, and the bytes that are here."""

    file: ModelFile
    state: State
    path: Path | None
    present: int


@dataclass(frozen=True)
class ModelStatus:
    """One model with all its files."""

    model: Model
    files: tuple[FileStatus, ...]

    @property
    def state(self) -> State:
        """Whether all of it is here (in the store or elsewhere), nothing, or a part."""
        states = {status.state for status in self.files}
        if states == {State.INSTALLED}:
            return State.INSTALLED
        if states <= {State.INSTALLED, State.ELSEWHERE}:
            return State.ELSEWHERE
        return State.MISSING if states == {State.MISSING} else State.PARTIAL

    @property
    def ready(self) -> bool:
        """Whether the model can be used."""
        return self.state in {State.INSTALLED, State.ELSEWHERE}

    @property
    def present(self) -> int:
        """Bytes that are here."""
        return sum(status.present for status in self.files)

    @property
    def size(self) -> int:
        """Bytes of the whole model."""
        return self.model.size
