"""What a file of weights is, in a few words, told by the names and shapes of what it holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from avatar_gen.family import Family

Shapes = Mapping[str, tuple[int, ...]]

CONTROLNET = "a ControlNet"
IP_ADAPTER = "an IP-Adapter"
_CONTEXT = {768: Family.SD1, 1024: Family.SD2, 2048: Family.SDXL}
# The first pattern that one of the keys shows; LoRAs are asked for their model beforehand.
_KINDS = (
    (r"image_proj\.|ip_adapter\.|.*\.to_k_ip\.", IP_ADAPTER),
    (r".*(double_blocks|single_transformer_blocks|single_blocks)[._]", "a model of Flux"),
    (r".*joint_(transformer_)?blocks[._]", "a model of Stable Diffusion 3"),
    (r"lora_controlnet$", "a control LoRA"),
    (r"(control_model\.)?task_embedding$", "a ControlNet for several tasks (union)"),
    (r"controlnet_|(control_model\.)?(zero_convs|input_hint_block)\.", CONTROLNET),
    (r"(adapter\.)?body\.\d+\.(in_conv|block1|resnets)", "a T2I-Adapter"),
    (r"conditioner\.embedders\.0\.model\.", "the refiner of Stable Diffusion XL"),
    (r"(taesd_)?(en|de)coder\.(layers\.)?\d+\.", "a small VAE (TAESD)"),
    (r"(first_stage_model\.)?(encoder|decoder)\.(conv_in|up|mid)", "a VAE alone"),
    (r"emb_params$|string_to_param|clip_[lg]$|text_encoders_\d$", "an embedding"),
    (r"(text_model\.)?encoder\.layers\.|text_model\.|.*resblocks\.", "a text encoder alone"),
    (r"conv_first\.|model\.0\.weight|body\.\d+\.rdb", "an upscaler"),
)
_LORA = re.compile(
    r".*(\.lora_(down|up|A|B|mid)\b|_lora\.(down|up)|\.lora\.(down|up)|\.hada_|\.lokr_|\.oft_)"
)
# Blocks that every Stable Diffusion up to XL has.
_OURS = r"(?:(?:down|up|input|output)_blocks|mid_block|middle_block|time_emb|conv_|_emb|out[._]\d)"
_OTHERS = (
    (r"(double_blocks|single_blocks|single_transformer_blocks)", "Flux"),
    (r"(joint_transformer_blocks|joint_blocks)", "Stable Diffusion 3"),
)
_NEWER = re.compile(rf"(diffusion_model|(lora_)?transformer|lora_unet)[._](?!.*{_OURS})")


def kind_of(shapes: Shapes) -> str:
    """Such as `a LoRA for Flux`; empty where nothing is known of it."""
    if any(_LORA.match(key) for key in shapes):
        model = lora_model(shapes)
        return f"a LoRA for {model}" if model else ""
    if any(key.startswith("model.diffusion_model.") for key in shapes):
        return _checkpoint(shapes)
    for pattern, kind in _KINDS:
        wanted = re.compile(pattern)
        if any(wanted.match(key) for key in shapes):
            return kind
    if any(key.startswith(("down_blocks.", "input_blocks.")) for key in shapes):
        return "a UNet alone, without text encoder and VAE"
    return ""


def lora_model(shapes: Shapes) -> str:
    """The model that a LoRA was trained for; empty where its names and widths do not tell."""
    for pattern, model in _OTHERS:
        wanted = re.compile(f".*?{pattern}")
        if any(wanted.match(key) for key in shapes):
            return model
    if any(_NEWER.match(key) for key in shapes):
        return "a newer model"
    for key, shape in shapes.items():
        reads = re.search(r"attn2[._](processor\.)?to_[kv]", key) is not None
        lower = re.search(r"(lora_down|lora_A|\.down\.)", key) is not None
        if reads and lower and len(shape) > 1 and shape[1] in _CONTEXT:
            return _CONTEXT[shape[1]].words
    if any(key.startswith(("lora_te2_", "text_encoder_2.", "clip_g.")) for key in shapes):
        return Family.SDXL.words
    return ""


def _checkpoint(shapes: Shapes) -> str:
    inner = {key.removeprefix("model.diffusion_model.") for key in shapes}
    if any(key.startswith(("double_blocks.", "single_blocks.")) for key in inner):
        return "a model of Flux"
    if any(key.startswith("joint_blocks.") for key in inner):
        return "a model of Stable Diffusion 3"
    if any(key.startswith("conditioner.embedders.0.model.") for key in shapes):
        return "the refiner of Stable Diffusion XL"
    if not any(key.startswith("input_blocks.") for key in inner):
        return "a model that is no Stable Diffusion"
    return "a UNet alone, without text encoder and VAE"


def file_kind(path: Path) -> str:
    """What a file that is no container of weights begins like; empty where that is not known."""
    try:
        with path.open("rb") as file:
            head = file.read(512)
    except OSError:
        return ""
    start = head.lstrip().lower()
    if not head:
        return "an empty file"
    if start.startswith((b"<!doctype html", b"<html", b"<head")):
        return "a web page that was saved instead of the model"
    if start.startswith(b"version https://git-lfs"):
        return "a pointer of Git LFS, not the file that it stands for"
    if start.startswith(b"gguf"):
        return "a GGUF file, which is for other programs"
    if start.startswith((b"\x89png", b"\xff\xd8\xff")):
        return "a picture"
    if start.startswith((b"{", b"error", b"access")):
        return "a text, such as the answer of a server that refused the download"
    return ""
