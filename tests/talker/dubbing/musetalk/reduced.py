"""The networks with few channels and weights made from their names, and what comes out of them.

They run the same code as the official sizes in a moment. `tests/data/musetalk/make.py` keeps their
results, taken when the full networks gave the values of the published program.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file
from torch import Tensor

from talker.dubbing.musetalk.ear import Ear
from talker.dubbing.musetalk.files import MUSETALK, VAE, WHISPER
from talker.dubbing.musetalk.mask import mesh_mask
from talker.dubbing.musetalk.networks import NetworkSizes, build_ear, build_unet, build_vae
from talker.dubbing.musetalk.painter import Painter
from talker.dubbing.musetalk.region import inside, mouth_box
from tests.talker.engines.sadtalker.model_folder import ModelFolder
from tests.talker.networks.seeded import noise, seeded

FEW = NetworkSizes(unet=(8, 8, 16, 16), heads=2, vae=(8, 8, 16, 16), groups=4, ear=16, ear_heads=2)
_OLDER = {"to_q.": "query.", "to_k.": "key.", "to_v.": "value.", "to_out.0.": "proj_attn."}


def write_models(folder: Path) -> ModelFolder:
    """The three official files: a pickle, the VAE's older names, all of Whisper."""
    unet = folder / MUSETALK / "musetalkV15" / "unet.pth"
    unet.parent.mkdir(parents=True)
    torch.save(seeded(lambda: build_unet(FEW)).state_dict(), unet)
    vae = {older(key): value for key, value in seeded(lambda: build_vae(FEW)).state_dict().items()}
    ear = {
        f"model.encoder.{key}": value
        for key, value in seeded(lambda: build_ear(FEW)).state_dict().items()
    }
    _save(vae, folder / VAE / "diffusion_pytorch_model.safetensors")
    others = {"model.decoder.layer_norm.bias": torch.zeros(4)}
    _save({**ear, **others}, folder / WHISPER / "model.safetensors")
    return ModelFolder(folder)


def _save(tensors: dict[str, Tensor], path: Path) -> None:
    path.parent.mkdir(parents=True)
    save_file(tensors, path)


def older(key: str) -> str:
    """The name of a key in the official VAE file."""
    for now, before in _OLDER.items():
        key = key.replace(f".attentions.0.{now}", f".attentions.0.{before}")
    return key


def painter(batch: int = 2) -> Painter:
    """The small networks, made ready."""
    return Painter(seeded(lambda: build_unet(FEW)), seeded(lambda: build_vae(FEW)), batch=batch)


def ear() -> Ear:
    """The small ear."""
    return Ear(seeded(lambda: build_ear(FEW)), torch.device("cpu"))


def pictures(count: int) -> NDArray[np.uint8]:
    """Soft pictures uint8 [count, 256, 256, 3]."""
    coarse = noise("faces", count, 3, 32, 32)
    smooth = torch.nn.functional.interpolate(coarse, scale_factor=8, mode="bilinear")
    made: NDArray[np.uint8] = ((smooth + 1) * 127).byte().permute(0, 2, 3, 1).numpy()
    return made


def sound(seconds: float, name: str = "sound") -> NDArray[np.float32]:
    """A hum that comes and goes, and some noise, at 16 kHz."""
    time = np.arange(round(16000 * seconds)) / 16000
    hum = np.sin(2 * np.pi * 170 * time) * (1 + np.sin(2 * np.pi * 3 * time))
    return (0.2 * hum + 0.02 * noise(name, len(time)).numpy()).astype(np.float32)


def mesh() -> NDArray[np.float32]:
    """Points [468, 3] spread over an ellipse, the box's own ones where a face has them."""
    angle = np.arange(468) * 2.399963
    far = np.sqrt((np.arange(468) + 0.5) / 468)
    points = np.stack([160 + 60 * far * np.cos(angle), 150 + 80 * far * np.sin(angle), 0 * far], 1)
    points[[5, 195], 1] = 150, 142
    points[152] = 160, 232, 0
    return points.astype(np.float32)


@torch.inference_mode()
def results() -> dict[str, NDArray[Any]]:
    """What the small networks and the steps around them give, by name."""
    drawing = painter()
    latents = drawing.latents(pictures(2))
    heard = noise("tokens", 2, 50, FEW.ear)
    states = ear().states(ear().log_mel(sound(1.0)))
    box = mouth_box(mesh())
    shown = inside(box, (320, 240))
    return {
        "latents": latents[:, :, ::2, ::2].numpy(),
        "predicted": drawing.predicted(latents, heard).numpy(),
        "faces": drawing.draw(latents, heard)[:, ::8, ::8],
        "states": states[:50:3],
        "box": np.array([box.left, box.top, box.right, box.bottom]),
        "mask": mesh_mask(mesh(), box, shown)[::2, ::2],
    }
