"""Loads a model that is one file: every network from the weights that the file has for it.

The weights stay mapped until they are needed, none is copied that has the precision already, and
every weight of the file's networks is used or the file is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from accelerate import init_empty_weights
from diffusers import (
    AutoencoderKL,
    StableDiffusionPipeline,
    StableDiffusionXLPipeline,
    UNet2DConditionModel,
)
from safetensors import safe_open
from torch import Tensor, nn
from transformers import (
    CLIPTextConfig,
    CLIPTextModel,
    CLIPTextModelWithProjection,
    CLIPTokenizer,
)

from avatar_gen.family import Family
from avatar_gen.original_names import OPEN_CLIP, UNetNames, vae_original
from talker.errors import ModelDamaged, ModelUnsupported

UNET, VAE = "model.diffusion_model.", "first_stage_model."
# What training leaves in files and no picture needs.
_NO_WEIGHTS = ("position_ids", "num_batches_tracked", "logit_scale")
_Fetch = Callable[[str], Tensor | None]


@dataclass(frozen=True)
class Weights:
    """The tensors of a safetensors file, by name, still mapped; `used` are those that were read."""

    path: Path
    names: frozenset[str]
    read: Callable[[str], Tensor]
    used: set[str]

    def get(self, name: str) -> Tensor | None:
        """The tensor, None when the file has none of that name."""
        if name not in self.names:
            return None
        self.used.add(name)
        return self.read(name)

    def unused(self, prefix: str) -> list[str]:
        """The names behind `prefix` that nothing was made of."""
        return sorted(
            name
            for name in self.names - self.used
            if name.startswith(prefix) and not name.endswith(_NO_WEIGHTS)
        )


def load_single_file(
    path: Path, family: Family, config: Path, dtype: torch.dtype, vae: Any = None
) -> Any:
    """The pipeline of a file, whose networks are described in the folder `config`.

    `vae` is taken instead of the file's own. ModelDamaged for a file that lacks weights,
    ModelUnsupported for one that has some that its networks do not know.
    """
    with safe_open(path, framework="pt", device="cpu") as file:
        names = frozenset(file.keys())
        weights = Weights(path, names, file.get_tensor, set())
        unet = _filled(
            path,
            "unet",
            _empty(UNet2DConditionModel, config / "unet"),
            _unet_fetch(weights),
            dtype,
        )
        left = weights.unused(UNET)
        if left:
            raise ModelUnsupported(
                path,
                f"it has a layer that no {family.words} has, {left[0]}",
                "It is for another program, or another kind of model.",
            )
        if vae is None:
            empty = _empty(AutoencoderKL, config / "vae")
            vae = _filled(path, "vae", empty, vae_fetch(weights, VAE), dtype)
        parts = {"unet": unet, "vae": vae, "scheduler": _scheduler(config)}
        parts |= _texts(weights, family, config, dtype)
    if family is Family.SDXL:
        return StableDiffusionXLPipeline(
            **parts, force_zeros_for_empty_prompt=True, add_watermarker=False
        )
    return StableDiffusionPipeline(
        **parts, safety_checker=None, feature_extractor=None, requires_safety_checker=False
    )


def load_vae_file(path: Path, config: Path, dtype: torch.dtype) -> Any:
    """A VAE that is a file of its own, or in a whole model's file; in either naming."""
    with safe_open(path, framework="pt", device="cpu") as file:
        weights = Weights(path, frozenset(file.keys()), file.get_tensor, set())
        prefix = VAE if any(name.startswith(VAE) for name in weights.names) else ""
        return _filled(
            path, "vae", _empty(AutoencoderKL, config), vae_fetch(weights, prefix), dtype
        )


def _texts(weights: Weights, family: Family, config: Path, dtype: torch.dtype) -> dict[str, Any]:
    found: dict[str, Any] = {}
    first, second = "cond_stage_model.", ""
    if family is Family.SDXL:
        first, second = "conditioner.embedders.0.", "conditioner.embedders.1."
    for end, kind in (("", CLIPTextModel), ("_2", CLIPTextModelWithProjection)):
        prefix = second if end else first
        if not prefix:
            continue
        place = config / f"text_encoder{end}"
        with init_empty_weights(include_buffers=False):
            network = kind(CLIPTextConfig.from_pretrained(place))
        opened = end or family is Family.SD2
        fetch = open_clip_fetch(weights, prefix) if opened else _clip_fetch(weights, prefix)
        found[f"text_encoder{end}"] = _filled(
            weights.path, f"text_encoder{end}", network, fetch, dtype
        )
        found[f"tokenizer{end}"] = CLIPTokenizer.from_pretrained(config / f"tokenizer{end}")
    return found


def _empty(kind: Any, folder: Path) -> Any:
    config = kind.load_config(folder, local_files_only=True)
    with init_empty_weights(include_buffers=False):
        return kind.from_config(config)


def _scheduler(config: Path) -> Any:
    import diffusers

    given = diffusers.DDIMScheduler.load_config(config / "scheduler", local_files_only=True)
    return getattr(diffusers, given["_class_name"]).from_config(given)


def _filled(path: Path, name: str, network: nn.Module, fetch: _Fetch, dtype: torch.dtype) -> Any:
    """The network with the weights that `fetch` finds; in half precision they stay mapped."""
    state = {}
    for key, wanted in network.state_dict().items():
        tensor = fetch(key)
        if tensor is None:
            raise ModelDamaged(path, f"it lacks weights of its {name}, such as {key}")
        if tensor.numel() != wanted.numel():
            raise ModelUnsupported(
                path,
                f"{key} of its {name} has the shape {tuple(tensor.shape)} instead of "
                f"{tuple(wanted.shape)}",
                "It is of another kind, or was put together of models that do not fit.",
            )
        state[key] = tensor.reshape(wanted.shape).to(dtype)
    network.load_state_dict(state, strict=True, assign=True)
    return network.eval().requires_grad_(False)


def _layered(original: Callable[[str], str], weights: Weights, prefix: str) -> _Fetch:
    """By a layer's original name; the weight or bias behind it keeps its own."""

    def fetch(key: str) -> Tensor | None:
        layer, _, part = key.rpartition(".")
        found = weights.get(f"{prefix}{original(layer)}.{part}")
        return weights.get(f"{prefix}{key}") if found is None else found

    return fetch


def _unet_fetch(weights: Weights) -> _Fetch:
    up = {
        f"up_blocks.{int(name.split('.')[1]) // 3}.attentions."
        for name in (one.removeprefix(UNET) for one in weights.names)
        if name.startswith("output_blocks.") and ".transformer_blocks." in name
    }
    names = UNetNames([*up, *(f"down_blocks.0.resnets.{index}." for index in range(2))])
    return _layered(names.original, weights, UNET)


def vae_fetch(weights: Weights, prefix: str) -> _Fetch:
    """For a VAE in the original names, or in those of diffusers, before or since 0.18."""
    plain = _layered(vae_original, weights, prefix)
    before = {"to_q": "query", "to_k": "key", "to_v": "value", "to_out.0": "proj_attn"}

    def fetch(key: str) -> Tensor | None:
        found = plain(key)
        for now, then in before.items():
            if found is None and f".attentions.0.{now}." in key:
                found = weights.get(prefix + key.replace(f".{now}.", f".{then}."))
        return found

    return fetch


def _clip_fetch(weights: Weights, prefix: str) -> _Fetch:
    """Merges of 2022 leave `text_model.` out."""

    def fetch(key: str) -> Tensor | None:
        inner = key.removeprefix("text_model.")
        found = weights.get(f"{prefix}transformer.text_model.{inner}")
        return weights.get(f"{prefix}transformer.{inner}") if found is None else found

    return fetch


def open_clip_fetch(weights: Weights, prefix: str) -> _Fetch:
    """OpenCLIP keeps the three projections of an attention in one matrix."""
    model = f"{prefix}model."
    ends: Mapping[str, str] = {
        "embeddings.token_embedding.weight": "token_embedding.weight",
        "embeddings.position_embedding.weight": "positional_embedding",
        "final_layer_norm.weight": "ln_final.weight",
        "final_layer_norm.bias": "ln_final.bias",
    }

    def fetch(key: str) -> Tensor | None:
        if key == "text_projection.weight":
            found = weights.get(f"{model}text_projection")
            return weights.get(f"{model}text_projection.weight") if found is None else found.T
        inner = key.removeprefix("text_model.")
        if inner in ends:
            return weights.get(model + ends[inner])
        _, _, layer, *rest = inner.split(".")
        name, part = ".".join(rest[:-1]), rest[-1]
        block = f"{model}transformer.resblocks.{layer}."
        if name in OPEN_CLIP:
            return weights.get(f"{block}{OPEN_CLIP[name]}.{part}")
        whole = weights.get(f"{block}attn.in_proj_{part}")
        if whole is None:
            return None
        return whole.chunk(3)["qkv".index(name.removeprefix("self_attn.")[0])]

    return fetch
