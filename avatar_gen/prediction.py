"""What a checkpoint predicts, told by what the file holds, never by its name.

* Keys without weights that trainers of v-prediction leave: `v_pred`, `ztsnr` (SDXL), `edm_vpred.*`
  (CosXL), `edm_mean` and `edm_std` (Playground 2.5).
* `modelspec.prediction_type` of the file's metadata, and a `.yaml` of the same name beside it.
* Stable Diffusion 2 says nothing of itself. Trained on v, the bias of the last block's first norm
  spreads wider than 0.09; trained on the noise (the 512 models, inpainting) it does not.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safetensors import safe_open

from avatar_gen.family import Family

_LAST_NORM = "model.diffusion_model.output_blocks.11.1.transformer_blocks.0.norm1.bias"
_SPREAD = 0.09
_YAML = re.compile(r"^\s*parameterization\s*:\s*['\"]?(\w+)", re.MULTILINE)


@dataclass(frozen=True)
class Edm:
    """Noise without a table (Karras et al. 2022): its range, and the spread of the data."""

    low: float
    high: float
    data: float


@dataclass(frozen=True)
class Prediction:
    """`velocity`: v instead of the noise; `zero_snr`: the last step is noise alone.

    `latents`: mean and spread of each channel of the VAE's latents, where the file has them.
    """

    velocity: bool = False
    zero_snr: bool = False
    edm: Edm | None = None
    latents: tuple[tuple[float, ...], tuple[float, ...]] | None = None


def prediction_of(path: Path, family: Family, *, beside: Path | None = None) -> Prediction:
    """What the safetensors file `path` was trained on; `beside` is the file that the user knows."""
    with safe_open(path, framework="pt", device="cpu") as file:
        names = set(file.keys())
        metadata = file.metadata() or {}
        zero = "ztsnr" in names
        if {"edm_mean", "edm_std"} <= names:
            mean, spread = (
                tuple(float(value) for value in file.get_tensor(name).flatten())
                for name in ("edm_mean", "edm_std")
            )
            return Prediction(edm=Edm(0.002, 80.0, 0.5), latents=(mean, spread))
        if "edm_vpred.sigma_max" in names:
            high = float(file.get_tensor("edm_vpred.sigma_max").flatten()[0])
            low = 0.002
            if "edm_vpred.sigma_min" in names:
                low = float(file.get_tensor("edm_vpred.sigma_min").flatten()[0])
            return Prediction(velocity=True, edm=Edm(low, high, 1.0))
        if "v_pred" in names:
            return Prediction(velocity=True, zero_snr=zero)
        told = _told(metadata, beside or path)
        if told is not None:
            return Prediction(velocity=told, zero_snr=zero)
        if family is Family.SD2 and _LAST_NORM in names:
            first = file.get_slice("model.diffusion_model.input_blocks.0.0.weight").get_shape()
            bias = file.get_tensor(_LAST_NORM).float()
            spread_of = float(bias.std(unbiased=False))
            return Prediction(velocity=first[1] == 4 and spread_of > _SPREAD, zero_snr=zero)
    return Prediction(zero_snr=zero)


def _told(metadata: dict[str, Any], path: Path) -> bool | None:
    """What metadata or a yaml says; None where neither says anything."""
    said = str(metadata.get("modelspec.prediction_type", "")).lower()
    if not said:
        with suppress(OSError, UnicodeDecodeError):
            match = _YAML.search(path.with_suffix(".yaml").read_text("utf-8"))
            said = match[1].lower() if match else ""
    if said in ("v", "v_prediction", "velocity"):
        return True
    return False if said in ("eps", "epsilon") else None
