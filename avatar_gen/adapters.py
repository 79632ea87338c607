"""IP-Adapters: which one fits a model, and what its file holds.

The published files have two parts: `image_proj`, which makes words of what the image encoder sees,
and `ip_adapter`, a key and a value for each cross attention, numbered by the odd numbers in the
order in which the network names its attentions (Ye et al. 2023, 2308.06721).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor

from avatar_gen.configs import Shapes
from avatar_gen.controls import AUTO
from avatar_gen.family import Family
from avatar_gen.kinds import IP_ADAPTER, kind_of
from avatar_gen.load import understood
from avatar_gen.models import ADAPTER_FILES, shapes_of
from talker.errors import ErrorCode, InputError, ModelDamaged, ModelUnsupported
from talker.files import is_file
from talker.model_files import ModelFiles

_AUTO = {Family.SD1: "ip-adapter-plus-face-sd15", Family.SDXL: "ip-adapter-plus-face-sdxl"}
_PARTS = ("image_proj", "ip_adapter")
# The layer that reads the image encoder's answer: plain, full, plus.
_FIRST = ("proj", "proj.0", "proj_in")
_PICKLES = (".bin", ".pt", ".pth", ".ckpt")
_LAYER = re.compile(r"ip_adapter\.(\d+)\.to_([kv])_ip\.weight")
_FAMILIES = {768: Family.SD1, 1024: Family.SD2, 2048: Family.SDXL}
_TAKE = "Take ip-adapter-plus-face_sd15 or ip-adapter-plus-face_sdxl_vit-h, as the catalogue does."


@dataclass(frozen=True)
class Adapter:
    """What a file holds, as diffusers wants it, and the width of what it reads.

    `reads` is the width of the image encoder's answer; `patches`: whether that of each patch
    (plus, full), or one for the whole picture.
    """

    path: Path
    state: Mapping[str, Mapping[str, Tensor]]
    reads: int
    patches: bool


def find_adapter(name: str, family: Family, files: ModelFiles) -> Path:
    """The file of the IP-Adapter `name`; ModelMissing when it is not installed.

    InputError MODEL_UNKNOWN for a family that has none, and for a name that is no file.
    """
    if name == AUTO:
        if family not in _AUTO:
            raise InputError(
                ErrorCode.MODEL_UNKNOWN,
                f"There is no IP-Adapter for {family.words}.",
                f"Draw with a model of {Family.SD1.words} or {Family.SDXL.words}, or leave out "
                "--like.",
            )
        name = _AUTO[family]
    if name in ADAPTER_FILES:
        return files.path(name, ADAPTER_FILES[name])
    path = Path(name)
    if not is_file(path):
        raise InputError(
            ErrorCode.MODEL_UNKNOWN,
            f"There is no IP-Adapter {name}.",
            f"Name one of the catalogue ({', '.join(sorted(ADAPTER_FILES))}), or a file.",
            path,
        )
    return path


def read_adapter(path: Path, family: Family, unet: Any) -> Adapter:
    """The IP-Adapter in a file, whose layers all fit `unet`.

    ModelUnsupported for what is none, is for another family, or needs a face recogniser;
    ModelDamaged for one that is not whole.
    """
    if path.suffix.lower() in _PICKLES:
        raise ModelUnsupported(
            path,
            "it is a pickle of torch, which an IP-Adapter need not be",
            "Take the file of the same name that ends in .safetensors.",
        )
    shapes = shapes_of(path)
    parts = {key: shape for key, shape in shapes.items() if key.partition(".")[0] in _PARTS}
    _check_kind(path, shapes, parts)
    _check_layers(path, parts, family, unet)
    state: dict[str, dict[str, Tensor]] = {part: {} for part in _PARTS}
    with understood(path):
        for key, value in load_file(path).items():
            part, _, name = key.partition(".")
            if part not in state:
                raise ModelUnsupported(path, f"it holds {key}, which no IP-Adapter has", _TAKE)
            if not bool(torch.isfinite(value).all()):
                raise ModelDamaged(path, f"{key} holds numbers that are not finite")
            state[part][name] = value
    first = next(name for name in _FIRST if f"image_proj.{name}.weight" in parts)
    return Adapter(path, state, parts[f"image_proj.{first}.weight"][-1], patches=first != "proj")


def _check_kind(path: Path, shapes: Shapes, parts: Shapes) -> None:
    kind = kind_of(shapes)
    if kind != IP_ADAPTER or not parts:
        what = f"it is {kind}, no IP-Adapter" if kind else "it is no IP-Adapter"
        raise ModelUnsupported(path, f"{what} that is known here", _TAKE)
    projection = {key.removeprefix("image_proj.") for key in parts if key.startswith("image_proj")}
    faces = any(key.startswith("perceiver_resampler.") for key in projection)
    if faces or {"proj.0.weight", "proj.2.weight", "norm.weight"} <= projection:
        raise ModelUnsupported(
            path,
            "it is an IP-Adapter FaceID, which reads the networks of insightface; those may not "
            "be used commercially and are no part of this program",
            _TAKE,
        )
    if not any(f"{name}.weight" in projection for name in _FIRST):
        raise ModelDamaged(path, "it lacks the part that reads the picture (image_proj)")


def _check_layers(path: Path, parts: Shapes, family: Family, unet: Any) -> None:
    """Every cross attention of the network has its key and value, in the right width."""
    wanted = {
        f"ip_adapter.{2 * index + 1}.to_{letter}_ip.weight": shape
        for index, shape in enumerate(_attentions(unet))
        for letter in "kv"
    }
    found = {key: shape for key, shape in parts.items() if _LAYER.fullmatch(key)}
    if not found:
        raise ModelDamaged(path, "it lacks the layers for the network (ip_adapter)")
    width = next(iter(found.values()))[-1]
    own = next(iter(wanted.values()))[-1]
    if width != own or (set(found) - set(wanted)):
        other = _FAMILIES.get(width)
        named = other.words if other is not None and other is not family else "another model"
        raise ModelUnsupported(
            path,
            f"it is an IP-Adapter for {named}",
            f"Choose one for {family.words}, or leave --like-model at auto.",
        )
    lacking = next((key for key, shape in wanted.items() if found.get(key) != shape), None)
    if lacking is not None:
        raise ModelDamaged(path, f"it lacks {lacking}, or has it in another shape")


def _attentions(unet: Any) -> list[tuple[int, int]]:
    """Width and context of each cross attention, in the order in which they are numbered."""
    modules = dict(unet.named_modules())
    names = [name for name in unet.attn_processors if name.endswith("attn2.processor")]
    return [tuple(modules[name.removesuffix(".processor")].to_k.weight.shape) for name in names]
