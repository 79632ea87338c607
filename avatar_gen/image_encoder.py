"""The image encoder of IP-Adapters: CLIP's vision, whose sizes are read from its weights."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from safetensors.torch import load_file
from torch import Tensor
from transformers import CLIPImageProcessor, CLIPVisionConfig, CLIPVisionModelWithProjection

from avatar_gen.adapters import Adapter
from avatar_gen.configs import Shapes
from avatar_gen.load import understood
from avatar_gen.models import shapes_of
from talker.device import Device
from talker.errors import ModelDamaged, ModelUnsupported
from talker.model_files import ModelFiles

Pixels = NDArray[np.uint8]

MODEL = "clip-vision-h"
WEIGHTS = "image_encoder/model.safetensors"
_INNER = "vision_model."
# ViT-H has heads 80 wide, bigG 104; those of the others are 64 wide.
_HEADS = {1280: 16, 1664: 16}


def find_encoder(files: ModelFiles) -> Path:
    """The catalogue's; ModelMissing when it is not installed."""
    return files.path(MODEL, WEIGHTS)


def seen_by_encoder(
    path: Path, pictures: Sequence[Pixels], adapter: Adapter, device: Device
) -> Tensor:
    """What the encoder says of pictures uint8 [H, W, 3]: float32 [2, pictures, ...], on the
    processor; first of nothing, then of the pictures.

    `...` are [patches, width] or [width], as the adapter reads it. The encoder is let go
    afterwards: it is larger than the network that draws. ModelUnsupported when the two do not
    belong together.
    """
    encoder = load_encoder(path)
    width = encoder.config.hidden_size if adapter.patches else encoder.config.projection_dim
    if width != adapter.reads:
        raise ModelUnsupported(
            adapter.path,
            f"it reads {adapter.reads} numbers of an image encoder, {path.name} gives {width}",
            "Take an IP-Adapter for the image encoder ViT-H, such as one with vit-h in its name.",
        )
    side = encoder.config.image_size
    prepare = CLIPImageProcessor(size=side, crop_size={"height": side, "width": side})
    images = [Image.fromarray(picture) for picture in pictures]
    seen = prepare(images, return_tensors="pt").pixel_values
    encoder.to(device.name)
    with torch.inference_mode():
        found = [_answer(encoder, one, adapter) for one in (torch.zeros_like(seen), seen)]
    # IP-Adapters that read one vector were trained with none where there is no picture.
    nothing = found[0] if adapter.patches else torch.zeros_like(found[1])
    return torch.stack([nothing, found[1]])


def load_encoder(path: Path) -> CLIPVisionModelWithProjection:
    """The encoder in a safetensors file; ModelUnsupported, ModelDamaged for anything else."""
    shapes = shapes_of(path)
    if f"{_INNER}embeddings.class_embedding" not in shapes:
        raise ModelUnsupported(
            path,
            "it is no image encoder of CLIP in the names of transformers",
            f"Get it with: mouthpiece models get {MODEL}",
        )
    with understood(path):
        with torch.device("meta"):
            encoder = CLIPVisionModelWithProjection(_config(shapes))
        stored = {
            key: value.float()
            for key, value in load_file(path).items()
            if not key.endswith("position_ids")
        }
        for key, value in stored.items():
            if not bool(torch.isfinite(value).all()):
                raise ModelDamaged(path, f"{key} holds numbers that are not finite")
        encoder.load_state_dict(stored, strict=True, assign=True)
        _positions(encoder)
    return encoder.eval().requires_grad_(False)


def _config(shapes: Shapes) -> CLIPVisionConfig:
    width, _, patch, _ = shapes[f"{_INNER}embeddings.patch_embedding.weight"]
    layers = {key.split(".")[3] for key in shapes if key.startswith(f"{_INNER}encoder.layers.")}
    squares = shapes[f"{_INNER}embeddings.position_embedding.weight"][0] - 1
    return CLIPVisionConfig(
        hidden_size=width,
        intermediate_size=shapes[f"{_INNER}encoder.layers.0.mlp.fc1.weight"][0],
        projection_dim=shapes["visual_projection.weight"][0],
        num_hidden_layers=len(layers),
        num_attention_heads=_HEADS.get(width, max(1, width // 64)),
        image_size=round(squares**0.5) * patch,
        patch_size=patch,
        hidden_act="gelu",
    )


def _positions(encoder: CLIPVisionModelWithProjection) -> None:
    """The numbers of the places, which no file holds and `meta` leaves empty."""
    embeddings = encoder.vision_model.embeddings
    count = embeddings.num_positions
    embeddings.register_buffer("position_ids", torch.arange(count)[None], persistent=False)


def _answer(encoder: CLIPVisionModelWithProjection, seen: Tensor, adapter: Adapter) -> Tensor:
    given = seen.to(encoder.device)
    if adapter.patches:
        return encoder(given, output_hidden_states=True).hidden_states[-2].float().cpu()
    return encoder(given).image_embeds.float().cpu()
