"""The configurations of a single-file model: those of its family, with the file's own sizes.

A single file holds weights only. Sizes are read from the weights' shapes, so that pruned and
inpainting models, and models of other widths, fit as well; what shapes do not show is a fact of
the family.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from avatar_gen.clip_vocabulary import END, write_tokenizer
from avatar_gen.family import Family
from avatar_gen.prediction import Prediction
from talker.files import atomic_folder
from talker.home import cache_folder

Shapes = Mapping[str, tuple[int, ...]]

_UNET = "model.diffusion_model."
_VAE = "first_stage_model."
_VERSION = 3  # raise it when the written files change
_TRAINED = {
    "num_train_timesteps": 1000,
    "beta_start": 0.00085,
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "set_alpha_to_one": False,
    "clip_sample": False,
    "steps_offset": 1,
    "timestep_spacing": "leading",
}


def family_of(shapes: Shapes) -> Family | None:
    """The family of an original checkpoint; None when it is none."""
    if f"{_UNET}input_blocks.0.0.weight" not in shapes:
        return None
    if any(key.startswith("conditioner.embedders.1.") for key in shapes):
        return Family.SDXL
    if any(key.startswith("cond_stage_model.model.") for key in shapes):
        return Family.SD2
    if any(key.startswith("cond_stage_model.transformer.") for key in shapes):
        return Family.SD1
    return None


def has_vae(shapes: Shapes) -> bool:
    """Whether a file has the weights of a VAE, in the original names or the newer ones."""
    keys = ("down.0.block.0.conv2.weight", "down_blocks.0.resnets.0.conv2.weight")
    return any(f"{prefix}encoder.{key}" in shapes for prefix in (_VAE, "") for key in keys)


def config_folder(family: Family, shapes: Shapes, prediction: Prediction, home: Path) -> Path:
    """A folder laid out like a model of diffusers, without weights; kept in the cache."""
    # OpenCLIP, and what was trained with it, fills short texts with token 0, the "!".
    words = {"tokenizer": "!" if family is Family.SD2 else END}
    words |= {"tokenizer_2": "!"} if family is Family.SDXL else {}
    return _kept(_files(family, shapes, prediction), words, home)


def vae_folder(family: Family, shapes: Shapes, home: Path) -> Path:
    """The folder for a VAE that is a file of its own, in the original names or the newer ones."""
    return _kept({"config.json": _vae(family, shapes)}, {}, home)


def controlnet_folder(family: Family, shapes: Shapes, unet: Mapping[str, Any], home: Path) -> Path:
    """The folder for a ControlNet that is a file of its own, in the original or the newer names.

    `unet` is the configuration of the UNet that it is for.
    """
    config = _controlnet(family, shapes) if _in_original_names(shapes) else _newer(shapes)
    for name in ("addition_embed_type", "addition_time_embed_dim", "use_linear_projection"):
        config[name] = unet.get(name)
    for name in ("down_block_types", "attention_head_dim", "layers_per_block"):
        config[name] = unet[name]
    return _kept({"config.json": config}, {}, home)


def _kept(files: Mapping[str, Mapping[str, Any]], words: Mapping[str, str], home: Path) -> Path:
    """`words`: folders for a tokenizer, and what each fills short texts with."""
    text = json.dumps([_VERSION, files, words], sort_keys=True)
    name = hashlib.sha256(text.encode()).hexdigest()[:24]
    folder = cache_folder(home) / "avatar-configs" / name
    if folder.is_dir():
        return folder
    with atomic_folder(folder) as part:
        for place, content in files.items():
            path = part / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(content, indent=2), encoding="utf-8")
        for place, pad in words.items():
            write_tokenizer(part / place, pad)
    return folder


def _files(family: Family, shapes: Shapes, prediction: Prediction) -> dict[str, dict[str, Any]]:
    scheduler = _scheduler(prediction)
    unet = _unet(family, shapes)
    files = {
        "scheduler/scheduler_config.json": scheduler,
        "vae/config.json": _vae(family, shapes) | _latents(prediction),
        "unet/config.json": unet,
    }
    index: dict[str, Any] = {
        "scheduler": ["diffusers", scheduler["_class_name"]],
        "vae": ["diffusers", "AutoencoderKL"],
        "unet": ["diffusers", "UNet2DConditionModel"],
        "text_encoder": ["transformers", "CLIPTextModel"],
        "tokenizer": ["transformers", "CLIPTokenizer"],
    }
    if family is Family.SDXL:
        files["text_encoder/config.json"] = _clip(
            shapes, "conditioner.embedders.0.transformer.", "quick_gelu"
        )
        second = _open_clip(shapes, "conditioner.embedders.1.model.", None)
        files["text_encoder_2/config.json"] = second
        index |= {
            "_class_name": "StableDiffusionXLPipeline",
            "text_encoder_2": ["transformers", "CLIPTextModelWithProjection"],
            "tokenizer_2": ["transformers", "CLIPTokenizer"],
            "force_zeros_for_empty_prompt": True,
        }
        # Six numbers of size and cut, embedded, come after the pooled text.
        given = unet["projection_class_embeddings_input_dim"] - second["projection_dim"]
        unet["addition_time_embed_dim"] = given // 6
    else:
        files["text_encoder/config.json"] = (
            _clip(shapes, "cond_stage_model.transformer.", "quick_gelu")
            if family is Family.SD1
            # The last layer of OpenCLIP is not used by these models.
            else _open_clip(shapes, "cond_stage_model.model.", 23)
        )
        index |= {
            "_class_name": "StableDiffusionPipeline",
            "safety_checker": [None, None],
            "feature_extractor": [None, None],
            "requires_safety_checker": False,
        }
    files["model_index.json"] = index
    return files


def _scheduler(prediction: Prediction) -> dict[str, Any]:
    kind = "v_prediction" if prediction.velocity else "epsilon"
    if prediction.edm is not None:
        return {
            "_class_name": "EDMEulerScheduler",
            "prediction_type": kind,
            "sigma_min": prediction.edm.low,
            "sigma_max": prediction.edm.high,
            "sigma_data": prediction.edm.data,
        }
    return _TRAINED | {
        "_class_name": "DDIMScheduler",
        "prediction_type": kind,
        "rescale_betas_zero_snr": prediction.zero_snr,
    }


def _latents(prediction: Prediction) -> dict[str, Any]:
    if prediction.latents is None:
        return {}
    mean, spread = prediction.latents
    # With the spread of the data, 0.5, instead of a factor that was measured.
    return {"latents_mean": mean, "latents_std": spread, "scaling_factor": 0.5}


def _unet(family: Family, shapes: Shapes) -> dict[str, Any]:
    config = _down(family, shapes, _UNET) | {
        "out_channels": 4,
        "sample_size": family.side // 8,
    }
    if family is Family.SDXL:
        return config | {"up_block_types": [*["CrossAttnUpBlock2D"] * 2, "UpBlock2D"]}
    return config | {"up_block_types": ["UpBlock2D", *["CrossAttnUpBlock2D"] * 3]}


def _controlnet(family: Family, shapes: Shapes) -> dict[str, Any]:
    prefix = "control_model." if "control_model.time_embed.0.weight" in shapes else ""
    hints = [shapes[f"{prefix}input_hint_block.{index}.weight"][0] for index in (0, 4, 8, 12)]
    return _down(family, shapes, prefix) | {"conditioning_embedding_out_channels": hints}


def _in_original_names(shapes: Shapes) -> bool:
    return any(key.endswith("input_blocks.0.0.weight") for key in shapes)


def _newer(shapes: Shapes) -> dict[str, Any]:
    """The sizes of a ControlNet in the names of diffusers."""
    levels = _count(shapes, "down_blocks")
    hints = ("conv_in", *(f"blocks.{index}" for index in (1, 3, 5)))
    hint = "controlnet_cond_embedding."
    config: dict[str, Any] = {
        "in_channels": shapes["conv_in.weight"][1],
        "block_out_channels": [
            shapes[f"down_blocks.{level}.resnets.0.conv1.weight"][0] for level in range(levels)
        ],
        "cross_attention_dim": next(
            v[-1] for k, v in shapes.items() if k.endswith("attn2.to_k.weight")
        ),
        "conditioning_embedding_out_channels": [
            shapes[f"{hint}{name}.weight"][0] for name in hints
        ],
        "transformer_layers_per_block": [
            _count(shapes, f"down_blocks.{level}.attentions.0.transformer_blocks")
            for level in range(levels)
        ],
    }
    if "add_embedding.linear_1.weight" in shapes:
        config["projection_class_embeddings_input_dim"] = shapes["add_embedding.linear_1.weight"][1]
    return config


def _down(family: Family, shapes: Shapes, prefix: str) -> dict[str, Any]:
    """The half of a UNet that a ControlNet has too."""
    levels = 3 if family is Family.SDXL else 4
    widths = [
        shapes[f"{prefix}input_blocks.{1 + 3 * level}.0.in_layers.2.weight"][0]
        for level in range(levels)
    ]
    context = next(v[-1] for k, v in shapes.items() if k.endswith("attn2.to_k.weight"))
    config: dict[str, Any] = {
        "in_channels": shapes[f"{prefix}input_blocks.0.0.weight"][1],
        "layers_per_block": 2,
        "block_out_channels": widths,
        "cross_attention_dim": context,
        "use_linear_projection": family is not Family.SD1,
        "attention_head_dim": 8 if family is Family.SD1 else [max(1, w // 64) for w in widths],
    }
    if family is Family.SDXL:
        deep = (_count(shapes, f"{prefix}input_blocks.{i}.1.transformer_blocks") for i in (4, 7))
        return config | {
            "down_block_types": ["DownBlock2D", *["CrossAttnDownBlock2D"] * 2],
            "transformer_layers_per_block": [1, *deep],
            "addition_embed_type": "text_time",
            "projection_class_embeddings_input_dim": shapes[f"{prefix}label_emb.0.0.weight"][1],
        }
    return config | {"down_block_types": [*["CrossAttnDownBlock2D"] * 3, "DownBlock2D"]}


def _vae(family: Family, shapes: Shapes) -> dict[str, Any]:
    prefix = _VAE if f"{_VAE}encoder.conv_in.weight" in shapes else ""
    pattern = f"{prefix}encoder.down.{{}}.block.0.conv2.weight"
    if pattern.format(0) not in shapes:
        pattern = "encoder.down_blocks.{}.resnets.0.conv2.weight"
    # A pruned model may come without: then one of its own is taken, in the usual sizes.
    widths = [
        shapes.get(pattern.format(index), (usual,))[0]
        for index, usual in enumerate((128, 256, 512, 512))
    ]
    return {
        "block_out_channels": widths,
        "down_block_types": ["DownEncoderBlock2D"] * 4,
        "up_block_types": ["UpDecoderBlock2D"] * 4,
        "layers_per_block": 2,
        "latent_channels": 4,
        "scaling_factor": 0.13025 if family is Family.SDXL else 0.18215,
    }


def _clip(shapes: Shapes, prefix: str, act: str) -> dict[str, Any]:
    inner = f"{prefix}text_model."
    if f"{inner}embeddings.token_embedding.weight" not in shapes:
        inner = prefix  # merges of 2022
    words, width = shapes[f"{inner}embeddings.token_embedding.weight"]
    return _text(
        words,
        width,
        inner=shapes[f"{inner}encoder.layers.0.mlp.fc1.weight"][0],
        layers=_count(shapes, f"{inner}encoder.layers"),
        act=act,
    )


def _open_clip(shapes: Shapes, prefix: str, most: int | None) -> dict[str, Any]:
    words, width = shapes[f"{prefix}token_embedding.weight"]
    layers = _count(shapes, f"{prefix}transformer.resblocks")
    config = _text(
        words,
        width,
        inner=shapes[f"{prefix}transformer.resblocks.0.mlp.c_fc.weight"][0],
        layers=layers if most is None else min(layers, most),
        act="gelu",
    )
    if f"{prefix}text_projection" in shapes:
        config["projection_dim"] = shapes[f"{prefix}text_projection"][1]
    return config


def _text(words: int, width: int, *, inner: int, layers: int, act: str) -> dict[str, Any]:
    return {
        "vocab_size": words,
        "hidden_size": width,
        "projection_dim": width,
        "intermediate_size": inner,
        "num_hidden_layers": layers,
        "num_attention_heads": max(1, width // 64),
        "max_position_embeddings": 77,
        "hidden_act": act,
        "bos_token_id": words - 2,
        "eos_token_id": words - 1,
        "pad_token_id": words - 1,
    }


def _count(shapes: Shapes, prefix: str) -> int:
    """How many numbered parts follow `prefix`, at least one; never more than there are weights."""
    numbered = re.compile(re.escape(prefix) + r"\.(\d+)\.")
    return max(1, len({m[1] for key in shapes if (m := numbered.match(key))}))
