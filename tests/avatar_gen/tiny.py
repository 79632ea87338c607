"""Makes small, real Stable Diffusion pipelines: the layouts and names of the large ones.

Weights are random but seeded; the tokenizer has its own small vocabulary. `single_file.py` writes
the same networks under the names of the original checkpoints.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from diffusers import (
    AutoencoderKL,
    ControlNetModel,
    DDIMScheduler,
    EulerDiscreteScheduler,
    PNDMScheduler,
    StableDiffusionPipeline,
    StableDiffusionXLPipeline,
    UNet2DConditionModel,
)
from transformers import (
    CLIPTextConfig,
    CLIPTextModel,
    CLIPTextModelWithProjection,
    CLIPTokenizer,
)

from avatar_gen.family import Family

WIDTH = 32  # channels everywhere: the least that 32 norm groups allow
_SECOND = 64  # of SDXL's second text encoder: loaders tell the two by their width
_MERGES = (
    "a n",
    "a n</w>",
    "t h",
    "an d</w>",
    "r e",
    "s t",
    "b l",
    "bl u",
    "blu e</w>",
    "m an</w>",
)
_SPECIAL = ("<|startoftext|>", "<|endoftext|>")
_TRAINED = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}


def write_tokenizer(folder: Path, pad: str = "<|endoftext|>") -> None:
    """CLIP's four tokenizer files with single letters and a few merges."""
    letters = [chr(code) for code in range(33, 127)]
    words = [*letters, *(f"{letter}</w>" for letter in letters)]
    words += ["".join(merge.split()) for merge in _MERGES]
    vocabulary = {word: index for index, word in enumerate([*dict.fromkeys(words), *_SPECIAL])}
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[str, Any] = {
        "vocab.json": vocabulary,
        "special_tokens_map.json": {
            "bos_token": _SPECIAL[0],
            "eos_token": _SPECIAL[1],
            "unk_token": _SPECIAL[1],
            "pad_token": pad,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "CLIPTokenizer",
            "model_max_length": 77,
            "do_lower_case": True,
            "pad_token": pad,
        },
    }
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    merges = "\n".join(["#version: 0.2", *_MERGES])
    (folder / "merges.txt").write_text(merges + "\n", encoding="utf-8")


def tokenizer(folder: Path, pad: str = "<|endoftext|>") -> CLIPTokenizer:
    """The small tokenizer, read back from its files."""
    write_tokenizer(folder, pad)
    return CLIPTokenizer.from_pretrained(folder)


def text_config(act: str, layers: int, words: int, end: int, width: int = WIDTH) -> CLIPTextConfig:
    """`words` in the vocabulary, of which `end` closes a text."""
    return CLIPTextConfig(
        vocab_size=words,
        hidden_size=width,
        intermediate_size=2 * width,
        num_hidden_layers=layers,
        num_attention_heads=1,
        projection_dim=width,
        hidden_act=act,
        bos_token_id=end - 1,
        eos_token_id=end,
        pad_token_id=end,
    )


def unet(family: Family, **changes: Any) -> UNet2DConditionModel:
    """The layers of the family, each only as wide as it must be."""
    torch.manual_seed(1)
    return UNet2DConditionModel(**{**unet_config(family), **changes}).eval()


def unet_config(family: Family) -> dict[str, Any]:
    """What UNet2DConditionModel takes."""
    common = {"layers_per_block": 2, "in_channels": 4, "out_channels": 4}
    if family is Family.SDXL:
        return common | {
            "sample_size": 16,
            "block_out_channels": (WIDTH,) * 3,
            "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
            "up_block_types": ("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
            "transformer_layers_per_block": [1, 2, 2],
            "attention_head_dim": [1, 1, 1],
            "cross_attention_dim": WIDTH + _SECOND,
            "use_linear_projection": True,
            "addition_embed_type": "text_time",
            "addition_time_embed_dim": 8,
            "projection_class_embeddings_input_dim": _SECOND + 6 * 8,
        }
    return common | {
        "sample_size": 8,
        "block_out_channels": (WIDTH,) * 4,
        "down_block_types": (*("CrossAttnDownBlock2D",) * 3, "DownBlock2D"),
        "up_block_types": ("UpBlock2D", *("CrossAttnUpBlock2D",) * 3),
        "attention_head_dim": 8 if family is Family.SD1 else [1, 1, 1, 1],
        "cross_attention_dim": WIDTH,
        "use_linear_projection": family is Family.SD2,
    }


def vae(seed: int = 2, scaling: float = 0.18215) -> AutoencoderKL:
    """Eight pixels a side become one, as in the large ones."""
    torch.manual_seed(seed)
    return AutoencoderKL(
        block_out_channels=(WIDTH,) * 4,
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        layers_per_block=2,
        latent_channels=4,
        sample_size=64,
        scaling_factor=scaling,
    ).eval()


def controlnet(family: Family) -> ControlNetModel:
    """A ControlNet that does something: its last layers, zero before training, are filled."""
    torch.manual_seed(5)
    made = ControlNetModel.from_unet(
        unet(family), conditioning_embedding_out_channels=(16, 32, 96, 256)
    )
    for layer in [*made.controlnet_down_blocks, made.controlnet_mid_block]:
        torch.nn.init.normal_(layer.weight, std=0.5)
    torch.nn.init.normal_(made.controlnet_cond_embedding.conv_out.weight, std=0.5)
    return made.eval()


def pipeline(
    family: Family, work: Path, *, words: int | None = None
) -> StableDiffusionPipeline | StableDiffusionXLPipeline:
    """A whole pipeline; `words` replaces the size of the text encoders' vocabulary."""
    first = tokenizer(work / "tokenizer")
    count = words or len(first)
    end = count - 1
    torch.manual_seed(3)
    if family is Family.SDXL:
        second = tokenizer(work / "tokenizer_2", pad="!")
        one = CLIPTextModel(text_config("quick_gelu", 2, count, end))
        two = CLIPTextModelWithProjection(text_config("gelu", 11, count, end, _SECOND))
        return StableDiffusionXLPipeline(
            vae=vae(scaling=0.13025),
            text_encoder=one.eval(),
            text_encoder_2=two.eval(),
            tokenizer=first,
            tokenizer_2=second,
            unet=unet(family),
            scheduler=EulerDiscreteScheduler(
                **_TRAINED, timestep_spacing="leading", steps_offset=1, interpolation_type="linear"
            ),
            add_watermarker=False,
        )
    act = "quick_gelu" if family is Family.SD1 else "gelu"
    kept = {"set_alpha_to_one": False, "steps_offset": 1}
    return StableDiffusionPipeline(
        vae=vae(),
        text_encoder=CLIPTextModel(text_config(act, 2, count, end)).eval(),
        tokenizer=first,
        unet=unet(family),
        scheduler=PNDMScheduler(**_TRAINED, skip_prk_steps=True, **kept)
        if family is Family.SD1
        else DDIMScheduler(**_TRAINED, clip_sample=False, prediction_type="v_prediction", **kept),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )


def diffusers_folder(family: Family, folder: Path, work: Path) -> Path:
    """Saves a pipeline as model hubs offer it, with CLIP's own tokenizer files."""
    pipeline(family, work).save_pretrained(folder, safe_serialization=True)
    for name, pad in (("tokenizer", "<|endoftext|>"), ("tokenizer_2", "!")):
        if (folder / name).is_dir():
            (folder / name / "tokenizer.json").unlink(missing_ok=True)
            write_tokenizer(folder / name, pad)
    return folder
