"""Small IP-Adapters and an image encoder, in the names of the published files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor
from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection

from avatar_gen.family import Family
from avatar_gen.image_encoder import MODEL, WEIGHTS
from avatar_gen.models import ADAPTER_FILES
from tests.avatar_gen.tiny import WIDTH, unet

SEEN, PROJECTED, INNER, TOKENS = 64, 48, 64, 4
_DEPTH = 4  # of the resampler: diffusers knows no other


def encoder_file(store: Path) -> Path:
    """CLIP's vision with few layers, where the catalogue's lies in a store."""
    path = store / MODEL / WEIGHTS
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(11)
    config = CLIPVisionConfig(
        hidden_size=SEEN,
        intermediate_size=2 * SEEN,
        projection_dim=PROJECTED,
        num_hidden_layers=2,
        num_attention_heads=1,
        image_size=56,
        patch_size=14,
        hidden_act="gelu",
    )
    network = CLIPVisionModelWithProjection(config)
    save_file({key: value.contiguous() for key, value in network.state_dict().items()}, path)
    return path


def adapter_state(family: Family, kind: str = "plus") -> dict[str, Tensor]:
    """`kind`: plus (reads patches), plain (one vector) or faceid (those of a recogniser)."""
    maker = torch.Generator().manual_seed(12)

    def filled(*shape: int) -> Tensor:
        return torch.randn(shape, generator=maker) * 0.3

    network = unet(family)
    context = network.config.cross_attention_dim
    state = _projection(kind, context, filled)
    layers = [name for name in network.attn_processors if name.endswith("attn2.processor")]
    for index in range(len(layers)):
        for letter in "kv":
            state[f"ip_adapter.{2 * index + 1}.to_{letter}_ip.weight"] = filled(WIDTH, context)
    return state


def adapter_file(store: Path, family: Family, kind: str = "plus") -> Path:
    """Where the catalogue's for faces lies in a store."""
    entry = f"ip-adapter-plus-face-{'sdxl' if family is Family.SDXL else 'sd15'}"
    path = store / entry / ADAPTER_FILES[entry]
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(adapter_state(family, kind), path)
    return path


def _projection(kind: str, context: int, filled: Callable[..., Tensor]) -> dict[str, Tensor]:
    if kind == "plain":
        return {
            "image_proj.proj.weight": filled(TOKENS * context, PROJECTED),
            "image_proj.proj.bias": filled(TOKENS * context),
            "image_proj.norm.weight": 1 + filled(context),
            "image_proj.norm.bias": filled(context),
        }
    if kind == "faceid":
        return {
            "image_proj.proj.0.weight": filled(2 * 512, 512),
            "image_proj.proj.0.bias": filled(2 * 512),
            "image_proj.proj.2.weight": filled(TOKENS * context, 2 * 512),
            "image_proj.proj.2.bias": filled(TOKENS * context),
            "image_proj.norm.weight": filled(context),
            "image_proj.norm.bias": filled(context),
        }
    state = {
        "image_proj.latents": filled(1, TOKENS, INNER),
        "image_proj.proj_in.weight": filled(INNER, SEEN),
        "image_proj.proj_in.bias": filled(INNER),
        "image_proj.proj_out.weight": filled(context, INNER),
        "image_proj.proj_out.bias": filled(context),
        "image_proj.norm_out.weight": 1 + filled(context),
        "image_proj.norm_out.bias": filled(context),
    }
    for index in range(_DEPTH):
        start = f"image_proj.layers.{index}"
        for norm in ("0.norm1", "0.norm2", "1.0"):
            state[f"{start}.{norm}.weight"] = 1 + filled(INNER)
            state[f"{start}.{norm}.bias"] = filled(INNER)
        state |= {
            f"{start}.0.to_q.weight": filled(INNER, INNER),
            f"{start}.0.to_kv.weight": filled(2 * INNER, INNER),
            f"{start}.0.to_out.weight": filled(INNER, INNER),
            f"{start}.1.1.weight": filled(4 * INNER, INNER),
            f"{start}.1.3.weight": filled(INNER, 4 * INNER),
        }
    return state
