"""The weights of a pipeline under the names of the first publications: a model in one file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import torch
from torch import Tensor

from avatar_gen.family import Family
from avatar_gen.original_names import OPEN_CLIP, UNetNames, vae_original

_TEXT = "text_model."


def original_state(pipe: Any, family: Family) -> dict[str, Tensor]:
    """Every tensor of UNet, VAE and text encoders, as every program reads them."""
    made = dict(_unet(pipe.unet.state_dict()))
    made |= dict(_vae(pipe.vae.state_dict()))
    first = _with_prefix(pipe.text_encoder.state_dict())
    if family is Family.SD1:
        made |= {f"cond_stage_model.transformer.{key}": value for key, value in first.items()}
    elif family is Family.SD2:
        made |= dict(_open_clip(first, "cond_stage_model.model."))
    else:
        made |= {
            f"conditioner.embedders.0.transformer.{key}": value for key, value in first.items()
        }
        second = _with_prefix(pipe.text_encoder_2.state_dict())
        made |= dict(_open_clip(second, "conditioner.embedders.1.model."))
        made |= _marks(pipe.scheduler.config)
    return made


def _unet(state: Mapping[str, Tensor]) -> Iterator[tuple[str, Tensor]]:
    names = UNetNames(state)
    for key, value in state.items():
        layer, _, part = key.rpartition(".")
        yield f"model.diffusion_model.{names.original(layer)}.{part}", value


def _vae(state: Mapping[str, Tensor]) -> Iterator[tuple[str, Tensor]]:
    """Its attention was made of convolutions of one pixel."""
    for key, value in state.items():
        layer, _, part = key.rpartition(".")
        name = vae_original(layer)
        pixel = ".mid.attn_1." in name and part == "weight" and value.ndim == 2
        yield f"first_stage_model.{name}.{part}", value[:, :, None, None] if pixel else value


def _with_prefix(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """transformers has written the names with and without `text_model.`."""
    return {
        key if key.startswith((_TEXT, "text_projection")) else f"{_TEXT}{key}": value
        for key, value in state.items()
    }


def _open_clip(state: Mapping[str, Tensor], prefix: str) -> Iterator[tuple[str, Tensor]]:
    """OpenCLIP keeps the three projections of an attention in one matrix."""
    yield (
        f"{prefix}token_embedding.weight",
        state[f"{_TEXT}embeddings.token_embedding.weight"],
    )
    yield (
        f"{prefix}positional_embedding",
        state[f"{_TEXT}embeddings.position_embedding.weight"],
    )
    for part in ("weight", "bias"):
        yield f"{prefix}ln_final.{part}", state[f"{_TEXT}final_layer_norm.{part}"]
    if "text_projection.weight" in state:
        yield f"{prefix}text_projection", state["text_projection.weight"].T
    start = f"{_TEXT}encoder.layers."
    for layer in sorted({key.split(".")[3] for key in state if key.startswith(start)}, key=int):
        here, there = f"{start}{layer}", f"{prefix}transformer.resblocks.{layer}"
        for part in ("weight", "bias"):
            whole = [state[f"{here}.self_attn.{one}_proj.{part}"] for one in "qkv"]
            yield f"{there}.attn.in_proj_{part}", torch.cat(whole)
            for ours, theirs in OPEN_CLIP.items():
                yield f"{there}.{theirs}.{part}", state[f"{here}.{ours}.{part}"]


def _marks(config: Mapping[str, Any]) -> dict[str, Tensor]:
    """What trainers of v-prediction leave in files of Stable Diffusion XL: keys without weights."""
    made = {}
    if config.get("prediction_type") == "v_prediction":
        made["v_pred"] = torch.zeros(0)
    if config.get("rescale_betas_zero_snr"):
        made["ztsnr"] = torch.zeros(0)
    return made
