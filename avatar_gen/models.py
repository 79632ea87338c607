"""Which files stand behind the name of a model: catalogue entry, folder, or single file."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safetensors import SafetensorError, safe_open

from avatar_gen.configs import Shapes, family_of
from avatar_gen.controls import AUTO
from avatar_gen.family import Family
from avatar_gen.file_hashes import content_hash
from avatar_gen.kinds import file_kind, kind_of
from talker.consent import check_consent
from talker.errors import ErrorCode, InputError, ModelDamaged, ModelMissing, ModelUnsupported
from talker.files import atomic_folder, exists, is_file
from talker.home import cache_folder
from talker.model_files import ModelFiles

_WANTED = ("realvisxl-5", "dreamshaper-8", "sd15", "sdxl")
_SINGLE = {
    "dreamshaper-8": "DreamShaper_8_pruned.safetensors",
    "realvisxl-5": "RealVisXL_V5.0_fp16.safetensors",
}
_SD = (
    "model_index.json",
    "scheduler/scheduler_config.json",
    "feature_extractor/preprocessor_config.json",
    "text_encoder/config.json",
    "text_encoder/model.fp16.safetensors",
    "tokenizer/merges.txt",
    "tokenizer/special_tokens_map.json",
    "tokenizer/tokenizer_config.json",
    "tokenizer/vocab.json",
    "unet/config.json",
    "unet/diffusion_pytorch_model.fp16.safetensors",
    "vae/config.json",
    "vae/diffusion_pytorch_model.fp16.safetensors",
)
_SECOND = tuple(
    name.replace("/", "_2/", 1) for name in _SD if name.startswith(("text_encoder", "tokenizer"))
)
_FOLDERS = {
    "sd15": _SD,
    "sdxl": (*(name for name in _SD if not name.startswith("feature")), *_SECOND),
}
# What a model may be called without being a path.
ENTRIES = frozenset({AUTO, *_SINGLE, *_FOLDERS})
CONTROLNET_FILES = {
    "controlnet-openpose-sd15": "control_v11p_sd15_openpose_fp16.safetensors",
    "controlnet-canny-sd15": "control_v11p_sd15_canny_fp16.safetensors",
    "controlnet-lineart-sd15": "control_v11p_sd15_lineart_fp16.safetensors",
    "controlnet-scribble-sd15": "control_v11p_sd15_scribble_fp16.safetensors",
    "controlnet-softedge-sd15": "control_v11p_sd15_softedge_fp16.safetensors",
    "controlnet-depth-sd15": "control_v11f1p_sd15_depth_fp16.safetensors",
    "controlnet-tile-sd15": "control_v11f1e_sd15_tile_fp16.safetensors",
}
ADAPTER_FILES = {
    "ip-adapter-plus-face-sd15": "ip-adapter-plus-face_sd15.safetensors",
    "ip-adapter-plus-face-sdxl": "ip-adapter-plus-face_sdxl_vit-h.safetensors",
}
# What an IP-Adapter may be called without being a path.
ADAPTERS = frozenset({AUTO, *ADAPTER_FILES})
# What a ControlNet may be called without being a path.
CONTROLNETS = frozenset({AUTO, *CONTROLNET_FILES})
_CHECKPOINTS = (".safetensors", ".ckpt")
# What the folders of the three families say of themselves; LCM is Stable Diffusion 1.x as well.
_PIPELINES = re.compile(
    r"StableDiffusion(XL)?(Inpaint|Img2Img|ControlNet|InstructPix2Pix|Depth2Img)?Pipeline"
    r"|LatentConsistencyModelPipeline"
)
_INPAINTING = 9  # channels: the picture, the mask, what the mask leaves


@dataclass(frozen=True)
class ModelSource:
    """A model that can be loaded: a folder of diffusers, or a `.safetensors` file.

    `original` is the file that the user knows; a `.ckpt` is loaded from its converted copy.
    """

    name: str
    path: Path
    original: Path
    family: Family
    inpaints: bool

    @property
    def single(self) -> bool:
        """Whether it is a single file."""
        return self.path.is_file()

    def content_hash(self, home: Path) -> str:
        """The first ten hexadecimal digits of the SHA-256 of its weights, as tools show it."""
        return content_hash(self.original if self.single else weight_file(self), home)


Convert = Callable[[Path], Path]


def find_model(name: str, files: ModelFiles, convert: Convert, home: Path) -> ModelSource:
    """The model behind `name`; `convert` makes a safetensors copy of a `.ckpt`.

    ModelMissing for an entry that is not installed, InputError MODEL_UNKNOWN for a name that is
    neither an entry nor a path, ModelDamaged for a file that holds something else, InputError
    CONSENT_EXPIRED for one that learned a person who has not agreed any more.
    """
    if name == AUTO:
        name = next((model_id for model_id in _WANTED if files.installed(model_id)), "")
        if not name:
            raise ModelMissing("dreamshaper-8", "DreamShaper 8, or another for portraits,")
    if name in _SINGLE:
        return _of_file(name, files.path(name, _SINGLE[name]), convert)
    if name in _FOLDERS:
        return _of_folder(name, _gathered(name, files, home))
    path = Path(name)
    if is_file(path / "model_index.json"):
        return _of_folder(path.name, path)
    if is_file(path) and path.suffix.lower() in _CHECKPOINTS:
        return _of_file(path.stem, path, convert)
    known = ", ".join(sorted({*_SINGLE, *_FOLDERS}))
    if path.suffix and not exists(path):
        raise InputError(
            ErrorCode.MODEL_UNKNOWN, f"The model {path} does not exist.", "Check its name.", path
        )
    raise InputError(
        ErrorCode.MODEL_UNKNOWN,
        f"{name} is no model for portraits.",
        f"Name one of the catalogue ({known}), a folder with a model_index.json, or a "
        ".safetensors or .ckpt file.",
        path,
    )


def entry_of(stem: str) -> str:
    """The entry of the catalogue whose file has this name without its ending; empty without."""
    return next((entry for entry, file in _SINGLE.items() if Path(file).stem == stem), "")


def shapes_of(path: Path) -> Shapes:
    """The shape of every weight in a safetensors file, without reading the weights."""
    try:
        with safe_open(path, framework="np") as file:
            return {key: tuple(file.get_slice(key).get_shape()) for key in file.keys()}  # noqa: SIM118
    except (SafetensorError, OSError) as error:
        kind = file_kind(path)
        what = f"it is {kind}" if kind else f"it is no whole safetensors file ({error})"
        raise ModelDamaged(path, what) from error


def _of_file(name: str, path: Path, convert: Convert) -> ModelSource:
    check_consent(path)
    source = path if path.suffix.lower() == ".safetensors" else convert(path)
    shapes = shapes_of(source)
    family = family_of(shapes)
    if family is None:
        kind = kind_of(shapes)
        raise ModelUnsupported(
            path,
            f"it is {kind}" if kind else "it holds no Stable Diffusion that is known here",
            "Choose a Stable Diffusion 1.x, 2.x or XL with text encoder: a folder or one file.",
        )
    channels = shapes["model.diffusion_model.input_blocks.0.0.weight"][1]
    guided = "model.diffusion_model.time_embed.cond_proj.weight" in shapes
    _check_kind(path, channels, guided=guided)
    return ModelSource(name, source, path, family, channels == _INPAINTING)


def _check_kind(path: Path, channels: int, *, guided: bool) -> None:
    """ModelUnsupported for models that want more than a mask, and for LCM in one file."""
    if channels not in (4, _INPAINTING):
        known = {8: "for instructions (InstructPix2Pix)", 5: "for depth pictures"}
        kind = known.get(channels, f"whose network takes {channels} channels")
        raise ModelUnsupported(
            path,
            f"it is a model {kind}",
            "Choose one for text or for inpainting.",
        )
    if guided:
        raise ModelUnsupported(
            path,
            "it is a latent consistency model in one file",
            "Take its folder of diffusers, or the LCM LoRA with another model.",
        )


def _of_folder(name: str, path: Path) -> ModelSource:
    kind = str(_json(path, "model_index.json").get("_class_name"))
    known = _PIPELINES.fullmatch(kind)
    if known is None:
        raise ModelUnsupported(
            path,
            f"it is a {kind}, no Stable Diffusion 1.x, 2.x or XL",
            "Choose a folder of one of these.",
        )
    unet, text = _json(path, "unet", "config.json"), _json(path, "text_encoder", "config.json")
    if known[1]:
        family = Family.SDXL
    else:
        family = Family.SD1 if text.get("hidden_act") == "quick_gelu" else Family.SD2
    channels = unet.get("in_channels", 4)
    _check_kind(path, channels, guided=False)
    return ModelSource(name, path, path, family, channels == _INPAINTING)


def _json(folder: Path, *names: str) -> dict[str, Any]:
    try:
        found = json.loads(folder.joinpath(*names).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelDamaged(folder, f"it lacks a readable {'/'.join(names)}") from error
    if not isinstance(found, dict):
        raise ModelDamaged(folder, f"it lacks a readable {'/'.join(names)}")
    return found


def _gathered(name: str, files: ModelFiles, home: Path) -> Path:
    """The folder of an entry; files that the store found in several places are put together."""
    places = {file: files.path(name, file) for file in _FOLDERS[name]}
    root = places["model_index.json"].parent
    if all(path == root / file for file, path in places.items()):
        return root
    folder = cache_folder(home) / "avatar-models" / name
    if all((folder / file).exists() for file in places):
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    with atomic_folder(folder) as part:
        for file, path in places.items():
            target = part / file
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(path, target)
            except OSError:  # another drive
                shutil.copyfile(path, target)
    return folder


def weight_file(source: ModelSource) -> Path:
    """The file with the weights of the UNet."""
    if source.single:
        return source.path
    folder = source.path / "unet"
    return (sorted(folder.glob("*.safetensors")) or sorted(folder.glob("*")))[0]
