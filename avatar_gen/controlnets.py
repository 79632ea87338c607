"""Which ControlNet fits a model and a condition, and how its file is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from diffusers import ControlNetModel

from avatar_gen.configs import controlnet_folder
from avatar_gen.controls import AUTO, Condition
from avatar_gen.family import Family
from avatar_gen.kinds import CONTROLNET, kind_of
from avatar_gen.load import converted, dtype_of, understood
from avatar_gen.models import CONTROLNET_FILES, shapes_of
from talker.device import Precision
from talker.errors import ErrorCode, InputError, ModelDamaged, ModelUnsupported
from talker.files import exists
from talker.model_files import ModelFiles


def find_controlnet(name: str, condition: Condition, family: Family, files: ModelFiles) -> Path:
    """The file or folder of the ControlNet `name`; ModelMissing when it is not installed."""
    if name == AUTO:
        if family is not Family.SD1:
            raise InputError(
                ErrorCode.MODEL_UNKNOWN,
                f"There is no ControlNet for {family.words} in the catalogue.",
                "Name a file or a folder of one with --control-model.",
            )
        name = f"controlnet-{condition.network}-sd15"
    if name in CONTROLNET_FILES:
        return files.path(name, CONTROLNET_FILES[name])
    path = Path(name)
    known = ", ".join(sorted(CONTROLNET_FILES))
    if not exists(path):
        raise InputError(
            ErrorCode.MODEL_UNKNOWN,
            f"The ControlNet {name} does not exist.",
            f"Name one of the catalogue ({known}), a folder, or a file.",
            path,
        )
    return path


def load_controlnet(path: Path, family: Family, unet: Any, precision: Precision, home: Path) -> Any:
    """A ControlNet for `unet`, from a folder of diffusers or a file in either naming.

    ModelDamaged for what does not fit; for SDXL, files in the original names are not known.
    """
    dtype = dtype_of(precision)
    with understood(path):
        if path.is_dir():
            given = {"variant": "fp16"} if any(path.glob("*.fp16.*")) else {}
            network = ControlNetModel.from_pretrained(
                path, dtype=dtype, local_files_only=True, **given
            )
        else:
            file = path if path.suffix.lower() == ".safetensors" else converted(path, home)
            shapes = shapes_of(file)
            kind = kind_of(shapes)
            if kind != CONTROLNET:
                raise ModelUnsupported(
                    path,
                    f"it is {kind}, no ControlNet" if kind else "it is no ControlNet known here",
                    f"Choose a ControlNet for {family.words}.",
                )
            config = controlnet_folder(family, shapes, unet.config, home)
            network = ControlNetModel.from_single_file(
                str(file), config=str(config), dtype=dtype, local_files_only=True
            )
    if any(parameter.is_meta for parameter in network.parameters()):
        raise ModelDamaged(path, f"it is no whole ControlNet for {family.words}")
    return network
