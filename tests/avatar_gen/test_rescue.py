"""Black pictures and unsafe ones: seen, explained, drawn again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from diffusers.pipelines.stable_diffusion.safety_checker import StableDiffusionSafetyChecker
from safetensors.torch import save_file
from transformers import CLIPConfig

from avatar_gen.denoise import decode, is_black
from avatar_gen.denoise import draw as real_draw
from avatar_gen.family import Family
from avatar_gen.metadata import read_record
from avatar_gen.model_cache import ModelCache
from avatar_gen.options.wanted import Mode
from avatar_gen.request import AvatarOptions
from avatar_gen.safety import MODEL, WEIGHTS, load_checker
from talker.device import choose_device
from talker.errors import ErrorCode, ModelDamaged, ModelMissing, MouthpieceError
from talker.model_files import NoModelFiles
from talker.progress import NoticeCode
from tests.avatar_gen.conftest import Draw, Models
from tests.talker.engines.sadtalker.model_folder import ModelFolder


def checker_file(path: Path, *, unsafe: bool) -> Path:
    """A small checker in the official format that finds everything, or nothing, unsafe."""
    torch.manual_seed(0)
    vision = {
        "hidden_size": 64,
        "intermediate_size": 64,
        "num_hidden_layers": 1,
        "num_attention_heads": 1,
        "patch_size": 32,
        "image_size": 224,
    }
    network = StableDiffusionSafetyChecker(CLIPConfig(projection_dim=16, vision_config=vision))
    state = {k: v.detach().clone() for k, v in network.state_dict().items()}
    limit = -2.0 if unsafe else 2.0
    state["concept_embeds"] = torch.randn(17, 16)
    state["concept_embeds_weights"] = torch.full((17,), limit)
    state["special_care_embeds_weights"] = torch.full((3,), limit)
    named = {
        k.replace("vision_model.", "vision_model.vision_model.", 1): v.half()
        for k, v in state.items()
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(named, path)
    return path


def test_the_checker_of_the_catalogue_or_of_the_model_looks_at_pictures(tmp_path: Path) -> None:
    picture = np.full((96, 64, 3), 120, np.uint8)
    checker_file(tmp_path / "store" / MODEL / WEIGHTS, unsafe=True)
    assert load_checker(ModelFolder(tmp_path / "store")).unsafe(picture)
    checker_file(tmp_path / "own" / "safety_checker" / "model.safetensors", unsafe=False)
    assert not load_checker(NoModelFiles(), tmp_path / "own").unsafe(picture)


def test_a_checker_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / MODEL / WEIGHTS
    path.parent.mkdir(parents=True)
    save_file({"weight": torch.zeros(2)}, path)
    with pytest.raises(ModelDamaged):
        load_checker(ModelFolder(tmp_path))


def test_the_checker_is_on_by_default_and_asked_for_before_anything_is_drawn(
    draw: Draw, tmp_path: Path
) -> None:
    assert AvatarOptions().safety.value == "on"
    with pytest.raises(ModelMissing, match=MODEL):
        draw(safety="on")
    assert not list((tmp_path / "out").glob("*.png"))


def test_unsafe_pictures_are_left_out_and_said(
    draw: Draw, tiny_models: Models, tmp_path: Path
) -> None:
    model = tmp_path / "model"
    for path in tiny_models(Family.SD1).rglob("*"):
        if path.is_file():
            target = model / path.relative_to(tiny_models(Family.SD1))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    checker_file(model / "safety_checker" / "model.safetensors", unsafe=True)
    with pytest.raises(MouthpieceError) as caught:
        draw(model=str(model), safety="on", steps=1)
    assert caught.value.code is ErrorCode.PICTURE_BLACK
    assert not list((tmp_path / "out").glob("*.png"))


def test_a_black_picture_is_drawn_again_with_another_seed(
    draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds: list[int] = []

    def first_black(pipe: Any, mode: Any, options: Any, wish: Any, given: Any, step: Any) -> Any:
        seeds.extend(given)
        return [None] if given == [7] else real_draw(pipe, mode, options, wish, given, step)

    monkeypatch.setattr("avatar_gen.sampler.draw", first_black)
    result = draw(seed=7)
    assert seeds == [7, 1_000_010]
    assert [notice.code for notice in result.notices] == [NoticeCode.PICTURE_BLACK]
    record = read_record(result.candidates[0].path)
    assert (result.candidates[0].seed, record.seed) == (1_000_010, 1_000_010)


def test_a_vae_that_overflows_is_made_precise(
    tiny_models: Models, store: ModelFolder, tmp_path: Path
) -> None:
    options = AvatarOptions(model=str(tiny_models(Family.SD1)))
    pipe = ModelCache(store, choose_device("cpu"), tmp_path).pipeline(options, Mode.TEXT)
    latents = torch.randn(1, 4, 8, 8, generator=torch.Generator().manual_seed(0))
    with torch.inference_mode():
        good = decode(pipe, latents)
        pipe.vae.half()
        # Beyond what sixteen bits can hold, in the middle of the decoder.
        for layer in (pipe.vae.decoder.conv_in, pipe.vae.decoder.conv_norm_out):
            layer.weight.data.mul_(3e4)
            layer.bias.data.mul_(3e4)
        pipe.vae.decoder.conv_out.weight.data.div_(3e4)
        assert not torch.isfinite(pipe.vae.decode(latents.half() / 0.18215)[0]).all()
        rescued = decode(pipe, latents)
    assert good is not None
    assert rescued is not None
    assert pipe.vae.dtype is torch.float32


def test_numbers_that_are_none_are_black(
    tiny_models: Models, store: ModelFolder, tmp_path: Path
) -> None:
    options = AvatarOptions(model=str(tiny_models(Family.SD1)))
    pipe = ModelCache(store, choose_device("cpu"), tmp_path).pipeline(options, Mode.TEXT)
    assert decode(pipe, torch.full((1, 4, 8, 8), torch.nan)) is None
    assert is_black(np.zeros((8, 8, 3), np.uint8))
    assert not is_black(np.full((8, 8, 3), 40, np.uint8))
