"""LoRAs and textual inversions in their real formats, put on and taken off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from peft import LoraConfig, get_peft_model_state_dict
from safetensors.torch import save_file
from torch import Tensor

from avatar_gen.family import Family
from avatar_gen.metadata import parameters, read_record
from talker.errors import InputError, ModelDamaged, ModelUnsupported
from talker.media.images import load_image
from tests.avatar_gen.conftest import Draw
from tests.avatar_gen.tiny import WIDTH, unet

_TARGETS = ["to_q", "to_k", "to_v", "to_out.0"]


def lora_weights(family: Family, seed: int = 0) -> dict[str, Tensor]:
    """What training leaves behind: two small matrices for each attention."""
    network = unet(family)
    network.add_adapter(LoraConfig(r=2, lora_alpha=2, target_modules=_TARGETS))
    torch.manual_seed(seed)
    state = get_peft_model_state_dict(network)
    return {key: torch.randn_like(value) * 0.3 for key, value in state.items()}


def diffusers_lora(path: Path, family: Family = Family.SD1, seed: int = 0) -> Path:
    """The format of diffusers."""
    save_file({f"unet.{k}": v for k, v in lora_weights(family, seed).items()}, path)
    return path


def kohya_lora(path: Path) -> Path:
    """The format of the trainers that most people use: underscores, down and up, alpha."""
    made: dict[str, Tensor] = {}
    for key, value in lora_weights(Family.SD1).items():
        layer, _, part = key.rpartition(".lora_")
        which = "lora_down" if part.startswith("A") else "lora_up"
        flat = layer.replace(".", "_")
        made[f"lora_unet_{flat}.{which}.weight"] = value
        made[f"lora_unet_{flat}.alpha"] = torch.tensor(2.0)
    save_file(made, path)
    return path


def picture(draw: Draw, out: Path, **given: Any) -> Any:
    return load_image(draw(output=out, prompt="a man token", **given).candidates[0].path)


@pytest.mark.parametrize("write", [diffusers_lora, kohya_lora])
def test_a_lora_changes_the_picture_by_its_scale_and_is_taken_off_again(
    write: Callable[[Path], Path], draw: Draw, tmp_path: Path
) -> None:
    path = write(tmp_path / "smile.safetensors")
    plain = picture(draw, tmp_path / "a")
    full = picture(draw, tmp_path / "b", loras=[str(path)])
    half = picture(draw, tmp_path / "c", loras=f"{path}:0.5")
    nothing = picture(draw, tmp_path / "d", loras=f"{path}:0")
    again = picture(draw, tmp_path / "e")
    assert not np.array_equal(plain, full)
    assert not np.array_equal(full, half)
    assert np.array_equal(plain, nothing)
    assert np.array_equal(plain, again)


def test_both_formats_of_a_lora_mean_the_same(draw: Draw, tmp_path: Path) -> None:
    one, other = diffusers_lora(tmp_path / "a.safetensors"), kohya_lora(tmp_path / "b.safetensors")
    assert np.array_equal(
        picture(draw, tmp_path / "1", loras=[str(one)]),
        picture(draw, tmp_path / "2", loras=[str(other)]),
    )


def test_several_loras_add_up_and_are_named_in_the_picture(draw: Draw, tmp_path: Path) -> None:
    one = diffusers_lora(tmp_path / "one.safetensors")
    two = diffusers_lora(tmp_path / "two.safetensors", seed=1)
    result = draw(loras=f"{one}:0.5;{two}:0.25", output=tmp_path / "both")
    alone = draw(loras=f"{one}:0.5", output=tmp_path / "one")
    assert not np.array_equal(
        load_image(result.candidates[0].path), load_image(alone.candidates[0].path)
    )
    record = read_record(result.candidates[0].path)
    assert set(record.hashes) == {"one.safetensors", "two.safetensors", "sd1"}
    assert "<lora:one:0.5> <lora:two:0.25>" in parameters(record)


def test_a_lora_of_another_family_or_of_nothing_is_refused(draw: Draw, tmp_path: Path) -> None:
    strange = tmp_path / "strange.safetensors"
    save_file({"weight": torch.zeros(2)}, strange)
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(diffusers_lora(tmp_path / "whole.safetensors").read_bytes()[:500])
    other = diffusers_lora(tmp_path / "xl.safetensors", Family.SDXL)
    half = tmp_path / "half.safetensors"  # every second matrix of a LoRA is useless alone
    weights = lora_weights(Family.SD1).items()
    save_file({f"unet.{k}": v for k, v in weights if "lora_A" in k or "down" in k}, half)
    plain = picture(draw, tmp_path / "a")
    good = diffusers_lora(tmp_path / "good.safetensors")
    for path in (strange, broken, other, half):
        with pytest.raises((ModelDamaged, ModelUnsupported), match=path.name):
            draw(loras=[str(good), str(path)])
        # Nothing of the good one stays behind either.
        assert np.array_equal(plain, picture(draw, tmp_path / path.stem))
    with pytest.raises(InputError, match="does not exist"):
        draw(loras=["nowhere.safetensors:0.5"])


@pytest.mark.parametrize("suffix", ["safetensors", "pt"])
def test_an_embedding_gives_its_word_a_meaning(suffix: str, draw: Draw, tmp_path: Path) -> None:
    path = tmp_path / f"token.{suffix}"
    torch.manual_seed(4)
    vectors = torch.randn(2, WIDTH)
    if suffix == "pt":
        torch.save({"string_to_token": {"*": 265}, "string_to_param": {"*": vectors}}, path)
    else:
        save_file({"emb_params": vectors}, path)
    plain = picture(draw, tmp_path / "a")
    taught = picture(draw, tmp_path / "b", embeddings=[str(path)])
    again = picture(draw, tmp_path / "c")
    assert not np.array_equal(plain, taught)
    assert np.array_equal(plain, again)


@pytest.mark.parametrize(
    ("tensors", "said"),
    [({"emb_params": torch.zeros(1, 999)}, "999 numbers"), ({}, "no embedding")],
)
def test_an_embedding_of_another_width_or_of_nothing_is_refused(
    tensors: dict[str, Tensor], said: str, draw: Draw, tmp_path: Path
) -> None:
    path = tmp_path / "wide.safetensors"
    save_file(tensors, path)
    with pytest.raises(ModelUnsupported, match=said):
        draw(embeddings=[str(path)])
