"""Hashes that the user took on trust for files whose hash nobody has published."""

from __future__ import annotations

import threading
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from app.models.catalogue import Model, ModelFile, Sha256
from talker.files import atomic_write

_FILE = "accepted.json"


class _Accepted(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    files: dict[str, Sha256] = {}


class TrustedHashes:
    """What `--accept-unverified` let in, by MODEL/FILE; from then on the file must stay the same.

    The list lies beside the models, so it goes with them to another disk.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE
        self._lock = threading.Lock()
        self._files = self._read()

    def expected(self, model: Model, file: ModelFile) -> str | None:
        """The hash that the file must have: the catalogue's, else the accepted one, else None."""
        return file.sha256 or self._files.get(f"{model.id}/{file.name}")

    def reread(self, model: Model, file: ModelFile) -> str | None:
        """The same, with what another process has accepted since."""
        with self._lock:
            self._files = self._read()
        return self.expected(model, file)

    def accept(self, model: Model, file: ModelFile, sha256: str) -> None:
        """From now on this is the file's hash."""
        with self._lock:
            self._write(self._read() | {f"{model.id}/{file.name}": sha256})

    def forget(self, model: Model) -> None:
        """Drops what was accepted for a model."""
        with self._lock:
            files = self._read()
            kept = {k: v for k, v in files.items() if not k.startswith(f"{model.id}/")}
            if kept != files:
                self._write(kept)

    def _read(self) -> dict[str, str]:
        try:
            return _Accepted.model_validate_json(self._path.read_bytes()).files
        except (OSError, ValidationError):
            return {}

    def _write(self, files: dict[str, str]) -> None:
        with atomic_write(self._path) as part:
            part.write_text(_Accepted(files=files).model_dump_json(indent=2), encoding="utf-8")
        self._files = files
