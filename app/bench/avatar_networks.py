"""Pipelines with random weights, always the same, in sizes from tiny to Stable Diffusion 1.5."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

import avatar_gen.log_filter  # noqa: F401  (before the libraries say something)
from avatar_gen.clip_vocabulary import END, WORDS, write_tokenizer
from avatar_gen.family import Family
from avatar_gen.original_state import original_state


@dataclass(frozen=True)
class NetworkSize:
    """How wide the networks are: channels of UNet and VAE by level, and of the text encoder."""

    name: str
    unet: tuple[int, ...]
    vae: tuple[int, ...]
    text: int
    text_layers: int


TINY = NetworkSize("tiny", (32,) * 4, (32,) * 4, 32, 2)
SMALL = NetworkSize("small", (64, 128, 256, 256), (32, 64, 64, 64), 256, 4)
SD15 = NetworkSize("Stable Diffusion 1.5", (320, 640, 1280, 1280), (128, 256, 512, 512), 768, 12)


def random_pipeline(size: NetworkSize) -> Any:
    """A pipeline on the processor in float32; what it draws is noise."""
    from diffusers import (
        AutoencoderKL,
        DDIMScheduler,
        StableDiffusionPipeline,
        UNet2DConditionModel,
    )
    from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

    torch.manual_seed(1)
    unet = UNet2DConditionModel(
        block_out_channels=size.unet, cross_attention_dim=size.text, sample_size=64
    )
    vae = AutoencoderKL(
        block_out_channels=size.vae,
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        layers_per_block=2,
        norm_num_groups=32,
    )
    text = CLIPTextConfig(
        vocab_size=WORDS,
        hidden_size=size.text,
        intermediate_size=4 * size.text,
        num_hidden_layers=size.text_layers,
        num_attention_heads=max(1, size.text // 64),
        bos_token_id=WORDS - 2,
        eos_token_id=WORDS - 1,
    )
    with tempfile.TemporaryDirectory() as folder:
        write_tokenizer(Path(folder), END)
        tokenizer = CLIPTokenizer.from_pretrained(folder)
    made = StableDiffusionPipeline(
        vae=vae,
        text_encoder=CLIPTextModel(text),
        tokenizer=tokenizer,
        unet=unet,
        scheduler=DDIMScheduler(
            beta_start=0.00085,
            beta_end=0.012,
            beta_schedule="scaled_linear",
            clip_sample=False,
            set_alpha_to_one=False,
            steps_offset=1,
        ),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    for network in (made.unet, made.vae, made.text_encoder):
        network.eval().requires_grad_(False)
    made.set_progress_bar_config(disable=True)
    return made


def write_random(size: NetworkSize, path: Path) -> int:
    """The same as one file in half precision; how many bytes it has."""
    state = original_state(random_pipeline(size), Family.SD1)
    save_file({key: tensor.half().contiguous() for key, tensor in state.items()}, path)
    return path.stat().st_size
