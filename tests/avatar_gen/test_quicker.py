"""Stable Diffusion's networks by a backend: the same picture, or torch goes on and says why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from avatar_gen.family import Family
from avatar_gen.pipeline import AvatarPipeline
from avatar_gen.quicker import StableDiffusionUnet, quicken, slow_down
from avatar_gen.request import AvatarRequest
from avatar_gen.result import AvatarResult
from talker.device import choose_device
from talker.inference import accelerated, graphs, kept
from talker.inference.backends import find_backend, installed_version
from talker.inference.notices import announced
from talker.media.images import load_image
from talker.progress import CancelToken, NoticeCode, ignore_progress
from tests.avatar_gen.conftest import Models
from tests.avatar_gen.test_addons import diffusers_lora
from tests.avatar_gen.tiny import pipeline
from tests.talker.engines.sadtalker.model_folder import ModelFolder

_UNET, _DECODER = "StableDiffusionUnet", "StableDiffusionDecoder"


class Studio:
    """Draws with a home of its own, with or without a backend."""

    def __init__(self, home: Path, model: Path, backend: str = "") -> None:
        self.home, self.model = home, model
        if backend:
            kept.enable(backend, home)
        self.road = AvatarPipeline(ModelFolder(home), home)

    def draw(self, **given: Any) -> AvatarResult:
        small = {"width": 128, "height": 128, "steps": 4, "count": 2, "safety": "off"}
        output = self.home / f"out-{len(list(self.home.glob('out-*')))}"
        asked = {**small, "prompt": "a man", "model": str(self.model), "output": output, **given}
        request = AvatarRequest.model_validate(asked)
        return self.road.generate(request, ignore_progress, CancelToken())

    def pictures(self, **given: Any) -> list[Any]:
        return [load_image(one.path).astype(int) for one in self.draw(**given).candidates]

    @property
    def ways(self) -> dict[str, str]:
        return {one.trial.network: one.way for one in kept.load_kept(self.home).verdicts}


@pytest.fixture
def whatever_works(monkeypatch: pytest.MonkeyPatch) -> None:
    """A backend is chosen as soon as it works: no test depends on how fast a machine is."""
    monkeypatch.setattr(accelerated, "_GAIN", 1e9)
    monkeypatch.setattr(accelerated, "_ENOUGH", 2)


@pytest.mark.slow
@pytest.mark.usefixtures("whatever_works")
@pytest.mark.parametrize(
    ("family", "large"),
    [(Family.SD1, True), (Family.SD1, False), (Family.SDXL, True), (Family.SDXL, False)],
)
def test_openvino_draws_the_same_pictures(
    family: Family,
    large: bool,
    tiny_models: Models,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A large network is read without a file; a LoRA on it makes another one of it."""
    if large:
        monkeypatch.setattr(graphs, "_MOST_BYTES", 0)
    openvino = find_backend("openvino")
    assert openvino is not None
    assert installed_version(openvino, tmp_path), "a package of the tests"
    model = tiny_models(family)
    plain, quick = Studio(tmp_path / "a", model), Studio(tmp_path / "b", model, "openvino")
    lora = str(diffusers_lora(tmp_path / "smile.safetensors", family))
    for given in ({}, {"loras": lora, "guidance": 1.0}):
        made = quick.draw(**given)
        assert made.notices == ()
        for one, other in zip(
            plain.pictures(**given),
            [load_image(one.path).astype(int) for one in made.candidates],
            strict=True,
        ):
            assert np.abs(one - other).max() <= 1
    assert quick.ways == {_UNET: "openvino", _DECODER: "openvino"}
    graph_files = list((quick.home / "cache" / "graphs").glob("*"))
    assert (graph_files == []) is large


@pytest.mark.slow
@pytest.mark.usefixtures("whatever_works")
def test_a_backend_that_fails_is_told_and_torch_draws(tiny_models: Models, tmp_path: Path) -> None:
    model = tiny_models(Family.SD1)
    made = Studio(tmp_path / "b", model, "directml").draw()
    said = [one for one in made.notices if one.code is NoticeCode.BACKEND_FAILED]
    assert any("onnxruntime-directml is not installed" in one.message for one in said)
    true = Studio(tmp_path / "a", model).pictures()
    for one, other in zip(made.candidates, true, strict=True):
        # The first inputs go one by one: other roundings than those of a batch.
        assert np.abs(load_image(one.path).astype(int) - other).max() <= 1


def test_nothing_stands_in_the_way_of_torch_where_no_backend_is_enabled(tmp_path: Path) -> None:
    pipe = pipeline(Family.SD1, tmp_path / "work")
    quicken(pipe, choose_device("cpu"), tmp_path)
    assert "forward" not in vars(pipe.unet)
    kept.enable("onnxruntime", tmp_path)
    with torch.no_grad():
        given = (torch.zeros(1, 4, 16, 16), 999, torch.zeros(1, 77, 32))
        plain = pipe.unet(*given).sample
        quicken(pipe, choose_device("cpu"), tmp_path)
        assert "forward" in vars(pipe.unet)
        assert torch.equal(pipe.unet(*given).sample, plain), "the first inputs go through torch"
        # What no graph knows goes to torch for good.
        rest = [torch.zeros(1, 32, side, side) for side in (16, 16, 16, 8, 8, 8, 4, 4, 4, 2, 2, 2)]
        beside = {
            "down_block_additional_residuals": rest,
            "mid_block_additional_residual": torch.zeros(1, 32, 2, 2),
        }
        assert torch.equal(pipe.unet(*given, **beside, return_dict=False)[0], plain)
    slow_down(pipe)
    assert "forward" not in vars(pipe.unet)
    assert "forward" not in vars(pipe.vae.decoder)
    assert announced() == []


def test_too_little_memory_for_a_second_copy_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.enable("onnxruntime", tmp_path)
    pipe = pipeline(Family.SD1, tmp_path / "work")
    monkeypatch.setattr("psutil.virtual_memory", lambda: type("Memory", (), {"available": 1000}))
    device = choose_device("cpu")
    quicken(pipe, device, tmp_path)
    assert "forward" not in vars(pipe.unet)
    (notice,) = announced()
    assert notice.code is NoticeCode.BACKEND_FAILED
    assert "GB are free" in notice.message


def test_the_networks_own_way_is_found_behind_what_stands_in_its_place(tmp_path: Path) -> None:
    pipe = pipeline(Family.SD1, tmp_path / "work")
    given = (torch.zeros(1, 4, 16, 16), torch.tensor([500.0]), torch.zeros(1, 77, 32))
    with torch.no_grad():
        true = pipe.unet(*given, return_dict=False)[0]
        pipe.unet.forward = lambda *_: pytest.fail("it would compute itself without end")
        assert torch.equal(StableDiffusionUnet(pipe.unet)(*given), true)
