"""What the first publications of Stable Diffusion call the weights that diffusers renamed."""

from __future__ import annotations

import re
from collections.abc import Iterable

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
    "time_embedding.cond_proj": "time_embed.cond_proj",
    "add_embedding.linear_1": "label_emb.0.0",
    "add_embedding.linear_2": "label_emb.0.2",
    "conv_in": "input_blocks.0.0",
    "conv_norm_out": "out.0",
    "conv_out": "out.2",
    "controlnet_mid_block": "middle_block_out.0",
    "controlnet_cond_embedding.conv_in": "input_hint_block.0",
    "controlnet_cond_embedding.conv_out": "input_hint_block.14",
}
_MID = {"resnets.0": 0, "attentions.0": 1, "resnets.1": 2}
_BLOCK = re.compile(r"(down|up)_blocks\.(\d+)\.(resnets|attentions|(?:down|up)samplers)\.(\d+)\.")
_MIDDLE = re.compile(r"mid_block\.(resnets\.\d|attentions\.0)\.")
_HINT = re.compile(r"controlnet_cond_embedding\.blocks\.(\d+)$")
_ZERO = re.compile(r"controlnet_down_blocks\.(\d+)$")
_VAE_ATTENTION = {
    "group_norm": "norm",
    "to_q": "q",
    "to_k": "k",
    "to_v": "v",
    "to_out.0": "proj_out",
}
_VAE_BLOCK = re.compile(r"(down|up)_blocks\.(\d)\.(resnets|downsamplers|upsamplers)\.(\d)\.(.+)")
OPEN_CLIP = {
    "layer_norm1": "ln_1",
    "layer_norm2": "ln_2",
    "self_attn.out_proj": "attn.out_proj",
    "mlp.fc1": "mlp.c_fc",
    "mlp.fc2": "mlp.c_proj",
}


class UNetNames:
    """Names of a UNet's layers, or of a ControlNet's: they depend on how its blocks are made."""

    def __init__(self, names: Iterable[str]) -> None:
        known = list(names)
        first = {name.split(".")[3] for name in known if name.startswith("down_blocks.0.resnets.")}
        self._per_block = max(1, len(first))
        self._attends = {
            name.split(".")[1]
            for name in known
            if name.startswith("up_blocks.") and ".attentions." in name
        }

    def original(self, layer: str) -> str:
        """The original name of a layer, or of a part of one."""
        if layer in _ENDS:
            return _ENDS[layer]
        middle = _MIDDLE.match(layer)
        if middle is not None:
            rest = layer[middle.end() :]
            return f"middle_block.{_MID[middle[1]]}.{_RESNET.get(rest, rest)}"
        hint, zero = _HINT.match(layer), _ZERO.match(layer)
        if hint is not None:
            return f"input_hint_block.{2 * (int(hint[1]) + 1)}"
        if zero is not None:
            return f"zero_convs.{zero[1]}.0"
        block = _BLOCK.match(layer)
        return layer if block is None else self._block(block, layer[block.end() :])

    def _block(self, block: re.Match[str], rest: str) -> str:
        way, level, kind, index = block[1], int(block[2]), block[3], int(block[4])
        step = self._per_block + 1
        if kind == "downsamplers":
            return f"input_blocks.{step * (level + 1)}.0.op"
        if kind == "upsamplers":
            inner = 2 if block[2] in self._attends else 1
            return f"output_blocks.{step * level + self._per_block}.{inner}.conv"
        rest = _RESNET.get(rest, rest) if kind == "resnets" else rest
        place = f"{1 if kind == 'attentions' else 0}.{rest}"
        if way == "down":
            return f"input_blocks.{1 + step * level + index}.{place}"
        return f"output_blocks.{step * level + index}.{place}"


def vae_original(layer: str) -> str:
    """The original name of a VAE's layer."""
    side, dot, rest = layer.partition(".")
    if not dot or side not in ("encoder", "decoder"):
        return layer
    if rest == "conv_norm_out":
        return f"{side}.norm_out"
    if rest.startswith("mid_block.attentions.0."):
        return f"{side}.mid.attn_1.{_VAE_ATTENTION[rest.removeprefix('mid_block.attentions.0.')]}"
    if rest.startswith("mid_block.resnets."):
        index, _, inner = rest.removeprefix("mid_block.resnets.").partition(".")
        return f"{side}.mid.block_{int(index) + 1}.{_shortcut(inner)}"
    block = _VAE_BLOCK.fullmatch(rest)
    if block is None:
        return layer
    way, level, kind, index, inner = block.groups()
    place = f"{side}.{way}.{level if way == 'down' else 3 - int(level)}"
    if kind != "resnets":
        return f"{place}.{way}sample.conv"
    return f"{place}.block.{index}.{_shortcut(inner)}"


def _shortcut(inner: str) -> str:
    return inner.replace("conv_shortcut", "nin_shortcut")
