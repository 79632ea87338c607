"""Small models of every family, made once, and a short way to draw with them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="drawing needs torch")
pytest.importorskip("diffusers", reason="drawing needs diffusers")

import avatar_gen.log_filter  # noqa: F401
from avatar_gen import AvatarRequest
from avatar_gen.family import Family
from avatar_gen.pipeline import AvatarPipeline
from avatar_gen.result import AvatarResult
from talker.progress import CancelToken, ignore_progress
from tests.avatar_gen.tiny import diffusers_folder
from tests.talker.engines.sadtalker.model_folder import ModelFolder

Draw = Callable[..., AvatarResult]
Models = Callable[[Family], Path]


@pytest.fixture(scope="session")
def tiny_models(tmp_path_factory: pytest.TempPathFactory) -> Models:
    """The folder of a family's small model, made when it is first asked for."""
    root = tmp_path_factory.mktemp("tiny")

    @cache
    def folder(family: Family) -> Path:
        return diffusers_folder(family, root / family.value, root / "work")

    return folder


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> ModelFolder:
    """A store that holds nothing yet; tests may put files into its folder."""
    return ModelFolder(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="session")
def road(store: ModelFolder, mouthpiece_home: Path) -> AvatarPipeline:
    """One road for all tests: networks stay warm between them."""
    return AvatarPipeline(store, mouthpiece_home)


@pytest.fixture
def draw(road: AvatarPipeline, tiny_models: Models, tmp_path: Path) -> Draw:
    """Draws with the small SD 1.x, 64 pixels a side in two steps, unless told otherwise."""

    def drawn(**given: Any) -> AvatarResult:
        small = {"width": 64, "height": 64, "steps": 2, "count": 1, "safety": "off"}
        family = given.pop("family", Family.SD1)
        usual = {**small, "model": str(tiny_models(family)), "output": tmp_path / "out"}
        request = AvatarRequest.model_validate({**usual, **given})
        cancel = given.get("cancel", CancelToken())
        return road.generate(request, ignore_progress, cancel)

    return drawn
