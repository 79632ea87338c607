"""LoRAs in a model and out of it again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from avatar_gen.family import Family
from avatar_gen.load import load_pipeline
from avatar_gen.models import find_model
from avatar_gen.original_state import original_state
from avatar_gen.train.extract import extract
from avatar_gen.train.merge import merge
from avatar_gen.train.request import ExtractRequest, MergeRequest
from talker.errors import ErrorCode, InputError, ModelUnsupported
from talker.media.images import load_image
from talker.progress import CancelToken, ignore_progress
from tests.avatar_gen.conftest import Draw, Models
from tests.avatar_gen.single_file import write_single_file
from tests.avatar_gen.test_addons import diffusers_lora
from tests.avatar_gen.train.conftest import Load
from tests.talker.engines.sadtalker.model_folder import ModelFolder

_FAMILIES = [
    Family.SD1,
    *(pytest.param(one, marks=pytest.mark.slow) for one in (Family.SD2, Family.SDXL)),
]


def picture(draw: Draw, out: Path, **given: Any) -> Any:
    return load_image(draw(output=out, prompt="a man token", **given).candidates[0].path)


@pytest.mark.parametrize("family", _FAMILIES)
def test_the_original_names_are_those_of_the_first_publications(
    family: Family, load: Load, tmp_path: Path
) -> None:
    pipe = load(family)
    wanted = load_file(write_single_file(pipe, family, tmp_path / "wanted.safetensors"))
    made = original_state(pipe, family)
    assert set(made) == set(wanted)
    for key, tensor in made.items():
        assert tensor.shape == wanted[key].shape, key
        assert torch.equal(tensor.half(), wanted[key]), key


@pytest.mark.slow
@pytest.mark.parametrize("family", list(Family))
def test_a_merged_model_draws_as_the_model_with_the_lora_on_it(
    family: Family,
    draw: Draw,
    tiny_file: Models,
    store: ModelFolder,
    mouthpiece_home: Path,
    tmp_path: Path,
) -> None:
    lora = diffusers_lora(tmp_path / "smile.safetensors", family)
    output = tmp_path / "merged.safetensors"
    base = str(tiny_file(family))
    request = MergeRequest(model=base, loras=(f"{lora}:0.7",), output=output)
    assert merge(request, store, mouthpiece_home).loras == ("smile.safetensors",)
    worn = picture(draw, tmp_path / "a", model=base, loras=f"{lora}:0.7", family=family)
    merged = picture(draw, tmp_path / "b", model=str(output), family=family)
    assert np.array_equal(worn, merged)
    assert not np.array_equal(worn, picture(draw, tmp_path / "c", model=base, family=family))
    with pytest.raises(InputError) as refused:
        merge(request, store, mouthpiece_home)
    assert refused.value.code is ErrorCode.OUTPUT_EXISTS


@pytest.mark.slow
def test_what_is_extracted_is_what_was_merged(
    draw: Draw, tiny_models: Models, store: ModelFolder, mouthpiece_home: Path, tmp_path: Path
) -> None:
    base = str(tiny_models(Family.SD1))
    lora = diffusers_lora(tmp_path / "smile.safetensors")  # of rank 2
    tuned = tmp_path / "merged.safetensors"
    merge(MergeRequest(model=base, loras=(str(lora),), output=tuned), store, mouthpiece_home)

    def extracted(rank: int, name: str) -> Any:
        request = ExtractRequest(
            tuned=str(tuned), base=base, output=tmp_path / name, rank=rank, full=True
        )
        return extract(request, store, mouthpiece_home, ignore_progress, CancelToken())

    found = extracted(2, "again.safetensors")
    assert found.kept > 0.9999
    assert not found.left_out
    kept = load_file(found.output)
    assert {v.shape[0] for k, v in kept.items() if k.endswith("lora_down.weight")} == {2}
    worn = picture(draw, tmp_path / "a", loras=str(lora)).astype(int)
    again = picture(draw, tmp_path / "b", loras=str(found.output)).astype(int)
    assert np.abs(worn - again).max() <= 1
    assert 0.3 < extracted(1, "less.safetensors").kept < 0.999


@pytest.mark.slow
def test_two_models_that_do_not_belong_together_are_refused(
    tiny_models: Models, store: ModelFolder, mouthpiece_home: Path, tmp_path: Path
) -> None:
    one = str(tiny_models(Family.SD1))

    def between(tuned: str, base: str) -> None:
        request = ExtractRequest(tuned=tuned, base=base, output=tmp_path / "o.safetensors")
        extract(request, store, mouthpiece_home, ignore_progress, CancelToken())

    with pytest.raises(InputError, match="do not differ"):
        between(one, one)
    other = tmp_path / "flux.safetensors"
    save_file({"double_blocks.0.img_attn.qkv.weight": torch.ones(2)}, other)
    with pytest.raises(ModelUnsupported):
        between(one, str(other))
    assert not (tmp_path / "o.safetensors").exists()


@pytest.mark.slow
def test_what_no_lora_can_hold_is_named(
    load: Load, store: ModelFolder, tiny_models: Models, mouthpiece_home: Path, tmp_path: Path
) -> None:
    pipe = load()
    with torch.no_grad():
        pipe.unet.conv_norm_out.weight.add_(1)
        pipe.unet.mid_block.resnets[0].conv1.weight.add_(torch.randn((32, 32, 3, 3)))
    tuned = tmp_path / "tuned.safetensors"
    state = {k: v.contiguous().clone() for k, v in original_state(pipe, Family.SD1).items()}
    save_file(state, tuned)
    source = find_model(str(tuned), store, lambda path: path, mouthpiece_home)
    assert load_pipeline(source, "float32", mouthpiece_home)
    request = ExtractRequest(
        tuned=str(tuned),
        base=str(tiny_models(Family.SD1)),
        output=tmp_path / "o.safetensors",
        rank=64,
        full=True,
    )
    made = extract(request, store, mouthpiece_home, ignore_progress, CancelToken())
    assert made.left_out == ("lora_unet_conv_norm_out",)
    assert made.layers == 1
