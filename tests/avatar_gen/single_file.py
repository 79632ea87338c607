"""Writes small pipelines as single files, under the names of the original checkpoints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor

from avatar_gen.family import Family

_RESNET = {
    "norm1": "in_layers.0",
    "conv1": "in_layers.2",
    "time_emb_proj": "emb_layers.1",
    "norm2": "out_layers.0",
    "conv2": "out_layers.3",
    "conv_shortcut": "skip_connection",
}
_ENDS = {
    "time_embedding.linear_1": "time_embed.0",
    "time_embedding.linear_2": "time_embed.2",
    "add_embedding.linear_1": "label_emb.0.0",
    "add_embedding.linear_2": "label_emb.0.2",
    "conv_in": "input_blocks.0.0",
    "conv_norm_out": "out.0",
    "conv_out": "out.2",
}
_VAE_ATTENTION = {
    "group_norm": "norm",
    "to_q": "q",
    "to_k": "k",
    "to_v": "v",
    "to_out.0": "proj_out",
}
_OPEN_CLIP = {
    "layer_norm1": "ln_1",
    "layer_norm2": "ln_2",
    "self_attn.out_proj": "attn.out_proj",
    "mlp.fc1": "mlp.c_fc",
    "mlp.fc2": "mlp.c_proj",
}


def write_single_file(pipeline: Any, family: Family, path: Path) -> Path:
    """`.safetensors`, or the older `.ckpt` with its `state_dict`, in half precision."""
    tensors = {k: v.detach().half().contiguous() for k, v in _original(pipeline, family).items()}
    if path.suffix == ".ckpt":
        torch.save({"state_dict": tensors, "global_step": 7}, path)
    else:
        save_file({k: v.clone() for k, v in tensors.items()}, path)
    return path


def _original(pipeline: Any, family: Family) -> dict[str, Tensor]:
    made = {
        f"model.diffusion_model.{k}": v for k, v in unet_names(pipeline.unet.state_dict()).items()
    }
    made |= {f"first_stage_model.{k}": v for k, v in vae_names(pipeline.vae.state_dict()).items()}
    one = _wrapped(pipeline.text_encoder.state_dict())
    if family is Family.SD1:
        return made | {f"cond_stage_model.transformer.{k}": v for k, v in one.items()}
    if family is Family.SD2:
        return made | dict(_open_clip(one, "cond_stage_model.model."))
    made |= {f"conditioner.embedders.0.transformer.{k}": v for k, v in one.items()}
    two = _wrapped(pipeline.text_encoder_2.state_dict())
    return made | dict(_open_clip(two, "conditioner.embedders.1.model."))


def _wrapped(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Older and newer versions of transformers differ in a prefix."""
    return {
        k if k.startswith(("text_model.", "text_projection")) else f"text_model.{k}": v
        for k, v in state.items()
    }


def unet_names(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The original names of a UNet's weights, and of a ControlNet's."""
    attended = {k.split(".")[1] for k in state if k.startswith("up_blocks") and ".attentions." in k}
    return {_unet_name(key, attended): value for key, value in state.items()}


def _unet_name(key: str, attended: set[str]) -> str:
    for ours, theirs in _ENDS.items():
        if key.startswith(f"{ours}."):
            return theirs + key.removeprefix(ours)
    part, *rest = key.split(".")
    if part == "controlnet_down_blocks":
        return f"zero_convs.{rest[0]}.0.{rest[1]}"
    if part == "controlnet_mid_block":
        return f"middle_block_out.0.{rest[0]}"
    if part == "controlnet_cond_embedding":
        return _hint_name(rest)
    if part == "mid_block":
        kind, index, *tail = rest
        place = f"middle_block.{1 if kind == 'attentions' else 2 * int(index)}"
        return f"{place}.{_layer(kind, tail)}"
    block, kind, index, *tail = rest
    if part == "down_blocks":
        if kind == "downsamplers":
            return f"input_blocks.{3 * (int(block) + 1)}.0.op.{tail[-1]}"
        place = f"input_blocks.{1 + 3 * int(block) + int(index)}"
    else:
        if kind == "upsamplers":
            at = 2 if block in attended else 1
            return f"output_blocks.{3 * int(block) + 2}.{at}.conv.{tail[-1]}"
        place = f"output_blocks.{3 * int(block) + int(index)}"
    return f"{place}.{1 if kind == 'attentions' else 0}.{_layer(kind, tail)}"


def _layer(kind: str, tail: list[str]) -> str:
    if kind == "attentions":
        return ".".join(tail)
    return f"{_RESNET[tail[0]]}.{tail[1]}"


def _hint_name(rest: list[str]) -> str:
    if rest[0] == "conv_in":
        return f"input_hint_block.0.{rest[1]}"
    if rest[0] == "conv_out":
        return f"input_hint_block.14.{rest[1]}"
    return f"input_hint_block.{2 * (int(rest[1]) + 1)}.{rest[2]}"


def vae_names(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The original names of an autoencoder's weights; its attention is a 1x1 convolution."""
    made = {}
    for key, value in state.items():
        name = _vae_name(key)
        attends = ".mid.attn_1." in name and name.endswith("weight") and value.ndim == 2
        made[name] = value[:, :, None, None] if attends else value
    return made


def _vae_name(key: str) -> str:
    side, *rest = key.split(".")
    if side not in ("encoder", "decoder"):
        return key
    if rest[0] == "conv_norm_out":
        return f"{side}.norm_out.{rest[1]}"
    if rest[0] == "mid_block":
        _, kind, index, *tail = rest
        if kind == "attentions":
            layer = ".".join(tail[:-1])
            return f"{side}.mid.attn_1.{_VAE_ATTENTION[layer]}.{tail[-1]}"
        return f"{side}.mid.block_{int(index) + 1}.{_vae_layer(tail)}"
    if rest[0] in ("down_blocks", "up_blocks"):
        way, block, kind, index, *tail = rest
        down = way == "down_blocks"
        place = f"{side}.down.{block}" if down else f"{side}.up.{3 - int(block)}"
        if kind in ("downsamplers", "upsamplers"):
            return f"{place}.{'downsample' if down else 'upsample'}.conv.{tail[-1]}"
        return f"{place}.block.{index}.{_vae_layer(tail)}"
    return key


def _vae_layer(tail: list[str]) -> str:
    return ".".join(["nin_shortcut" if tail[0] == "conv_shortcut" else tail[0], *tail[1:]])


def _open_clip(state: Mapping[str, Tensor], prefix: str) -> Iterator[tuple[str, Tensor]]:
    """OpenCLIP keeps the three projections of an attention in one matrix."""
    inner = "text_model."
    yield f"{prefix}token_embedding.weight", state[f"{inner}embeddings.token_embedding.weight"]
    positions = state[f"{inner}embeddings.position_embedding.weight"]
    yield f"{prefix}positional_embedding", positions
    for part in ("weight", "bias"):
        yield f"{prefix}ln_final.{part}", state[f"{inner}final_layer_norm.{part}"]
    if "text_projection.weight" in state:
        yield f"{prefix}text_projection", state["text_projection.weight"].T
    layers = {k.split(".")[3] for k in state if k.startswith(f"{inner}encoder.layers.")}
    for layer in layers:
        there, here = f"{prefix}transformer.resblocks.{layer}", f"{inner}encoder.layers.{layer}"
        for part in ("weight", "bias"):
            whole = [state[f"{here}.self_attn.{one}_proj.{part}"] for one in "qkv"]
            yield f"{there}.attn.in_proj_{part}", torch.cat(whole)
            for ours, theirs in _OPEN_CLIP.items():
                yield f"{there}.{theirs}.{part}", state[f"{here}.{ours}.{part}"]
