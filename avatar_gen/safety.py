"""The safety checker of Stable Diffusion: says of each picture whether it is fit to be shown."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import torch
from diffusers.pipelines.stable_diffusion.safety_checker import StableDiffusionSafetyChecker
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor
from transformers import CLIPConfig

from avatar_gen.load import understood
from talker.errors import ModelDamaged
from talker.model_files import ModelFiles

MODEL = "sd-safety-checker"
WEIGHTS = "safety_checker/model.fp16.safetensors"

Image = NDArray[np.uint8]

_SIDE = 224
_MEAN = np.array([0.48145466, 0.4578275, 0.40821073], np.float32)
_SPREAD = np.array([0.26862954, 0.26130258, 0.27577711], np.float32)


class SafetyChecker:
    """Looks at finished pictures, on the processor: it is quick enough there."""

    def __init__(self, network: StableDiffusionSafetyChecker) -> None:
        self._network = network

    @torch.inference_mode()
    def unsafe(self, picture: Image) -> bool:
        """Whether uint8 [H, W, 3] RGB shows what must not be shown."""
        seen = torch.from_numpy(_prepared(picture))[None]
        _, found = self._network(seen, np.zeros((1, 1, 1, 3), np.float32))
        return bool(found[0])


def load_checker(files: ModelFiles, own: Path | None = None) -> SafetyChecker:
    """The checker that a model's folder brings (`own`), else the catalogue's.

    ModelMissing when neither is there, ModelDamaged when it cannot be read.
    """
    kept = sorted(own.glob("safety_checker/*.safetensors")) if own is not None else []
    path = kept[0] if kept else files.path(MODEL, WEIGHTS)
    with understood(path):
        return SafetyChecker(_network(load_file(path), path))


def _network(stored: dict[str, Tensor], path: Path) -> StableDiffusionSafetyChecker:
    """Sizes are read from the weights; the heads of CLIP's vision are 64 wide."""
    tensors = {
        key.replace("vision_model.vision_model.", "vision_model."): value.float()
        for key, value in stored.items()
        if not key.endswith("position_ids")
    }
    inner = "vision_model."
    width, _, patch, _ = tensors[f"{inner}embeddings.patch_embedding.weight"].shape
    layers = {k.split(".")[3] for k in tensors if k.startswith(f"{inner}encoder.layers.")}
    config = CLIPConfig(
        projection_dim=tensors["visual_projection.weight"].shape[0],
        vision_config={
            "hidden_size": width,
            "intermediate_size": tensors[f"{inner}encoder.layers.0.mlp.fc1.weight"].shape[0],
            "num_hidden_layers": len(layers),
            "num_attention_heads": max(1, width // 64),
            "patch_size": patch,
            "image_size": _SIDE,
        },
    )
    network = StableDiffusionSafetyChecker(config)
    missing, unknown = network.load_state_dict(tensors, strict=False)
    if missing or unknown:
        raise ModelDamaged(path, f"it is no safety checker: {(missing + unknown)[0]} does not fit")
    return network.eval().requires_grad_(False)


def _prepared(picture: Image) -> NDArray[np.float32]:
    """[3, 224, 224]: the middle square, as CLIP was trained to see it."""
    height, width = picture.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    square = picture[top : top + side, left : left + side]
    small = cv2.resize(square, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
    seen = (small.astype(np.float32) / 255 - _MEAN) / _SPREAD
    return np.ascontiguousarray(seen.transpose(2, 0, 1))
