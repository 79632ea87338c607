"""The networks on diffusers and transformers, in the shapes of the official files.

Facts of the shapes: the published configuration of MuseTalk 1.5, of Stable Diffusion's VAE
(`sd-vae-ft-mse`) and of Whisper tiny.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from diffusers import AutoencoderKL, UNet2DConditionModel
from transformers import WhisperConfig
from transformers.models.whisper.modeling_whisper import WhisperEncoder

from talker.checkpoint import load_network
from talker.dubbing.musetalk.files import MuseTalkFiles

LATENTS = 4  # channels of what the VAE makes of a picture
SHRINK = 8  # picture pixels for a place of it
SCALE = 0.18215  # of a latent to the VAE's own; the file gives none, so its library's default
STATES = 5  # of the encoder: what its layers are given, and what comes out of the last one
# The official VAE file has an older naming of its attention's layers.
_RENAMED = {"query.": "to_q.", "key.": "to_k.", "value.": "to_v.", "proj_attn.": "to_out.0."}


@dataclass(frozen=True)
class NetworkSizes:
    """Channels of the networks; the official ones unless a test wants them small."""

    unet: tuple[int, ...] = (320, 640, 1280, 1280)
    heads: int = 8
    vae: tuple[int, ...] = (128, 256, 512, 512)
    groups: int = 32
    ear: int = 384
    ear_heads: int = 6


OFFICIAL = NetworkSizes()


def build_unet(sizes: NetworkSizes) -> UNet2DConditionModel:
    """Latents [B, 8, 32, 32] and tokens [B, 50, ear] -> latents [B, 4, 32, 32]."""
    return UNet2DConditionModel(
        sample_size=64,
        in_channels=2 * LATENTS,
        out_channels=LATENTS,
        block_out_channels=sizes.unet,
        attention_head_dim=sizes.heads,  # the library's name; it is the number of heads
        cross_attention_dim=sizes.ear,
        norm_num_groups=sizes.groups,
    )


def build_vae(sizes: NetworkSizes) -> AutoencoderKL:
    """Pictures [B, 3, 256, 256] in -1..1 <-> latents [B, 4, 32, 32]."""
    blocks = len(sizes.vae)
    return AutoencoderKL(
        block_out_channels=sizes.vae,
        down_block_types=("DownEncoderBlock2D",) * blocks,
        up_block_types=("UpDecoderBlock2D",) * blocks,
        layers_per_block=2,
        latent_channels=LATENTS,
        norm_num_groups=sizes.groups,
        sample_size=256,
    )


def build_ear(sizes: NetworkSizes) -> WhisperEncoder:
    """Log-mel [B, 80, 3000] -> hidden states [B, 1500, ear]."""
    return WhisperEncoder(
        WhisperConfig(
            d_model=sizes.ear,
            encoder_layers=STATES - 1,
            encoder_attention_heads=sizes.ear_heads,
            encoder_ffn_dim=4 * sizes.ear,
        )
    )


def load_unet(files: MuseTalkFiles, home: Path, sizes: NetworkSizes) -> UNet2DConditionModel:
    """With the official weights, mapped from the file; ModelDamaged names the first misfit."""
    return load_network(lambda: build_unet(sizes), files.unet, home=home)


def load_vae(files: MuseTalkFiles, home: Path, sizes: NetworkSizes) -> AutoencoderKL:
    """With the official weights, under today's names or the older ones."""
    return load_network(lambda: build_vae(sizes), files.vae, rename=present_name, home=home)


def load_ear(files: MuseTalkFiles, home: Path, sizes: NetworkSizes) -> WhisperEncoder:
    """With the official weights; the rest of the file, Whisper's decoder, is left alone."""
    return load_network(lambda: build_ear(sizes), files.whisper, prefix="model.encoder.", home=home)


def present_name(key: str) -> str:
    """What diffusers calls a key of the VAE's file today."""
    for before, now in _RENAMED.items():
        key = key.replace(f".attentions.0.{before}", f".attentions.0.{now}")
    return key
