"""Loads the parts of a pipeline from what lies on the disk; nothing is ever fetched or executed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from diffusers import AutoencoderKL, StableDiffusionPipeline, StableDiffusionXLPipeline
from safetensors import SafetensorError

from avatar_gen.configs import config_folder, has_vae, vae_folder
from avatar_gen.family import Family
from avatar_gen.kinds import kind_of
from avatar_gen.models import ModelSource, shapes_of
from avatar_gen.prediction import prediction_of
from avatar_gen.single_file import load_single_file, load_vae_file
from talker.checkpoint import READ_ERRORS, as_safetensors
from talker.device import Precision, is_out_of_memory
from talker.errors import ModelDamaged, ModelUnsupported


def dtype_of(precision: Precision) -> torch.dtype:
    """torch's name for a precision."""
    kind: torch.dtype = getattr(torch, precision)
    return kind


def converted(path: Path, home: Path) -> Path:
    """The safetensors copy of a `.ckpt`, read by the reader that knows tensors only."""
    return as_safetensors(path, ("state_dict", ""), home)


def load_pipeline(source: ModelSource, precision: Precision, home: Path, vae: Any = None) -> Any:
    """The text-to-image pipeline of a model, on the processor, without safety checker.

    `vae` is taken instead of the model's own. ModelDamaged when files are missing or do not fit.
    """
    dtype = dtype_of(precision)
    with understood(source.original):
        if source.single:
            shapes = shapes_of(source.path)
            prediction = prediction_of(source.path, source.family, beside=source.original)
            if vae is None and not has_vae(shapes):
                raise ModelUnsupported(
                    source.original,
                    "it comes without VAE",
                    "Name one for this family with --vae FILE.",
                )
            config = config_folder(source.family, shapes, prediction, home)
            loaded = load_single_file(source.path, source.family, config, dtype, vae)
            loaded.set_progress_bar_config(disable=True)
            return loaded
        xl = source.family is Family.SDXL
        kind = StableDiffusionXLPipeline if xl else StableDiffusionPipeline
        given: dict[str, Any] = {"dtype": dtype, "local_files_only": True}
        given |= {"add_watermarker": False} if xl else {"safety_checker": None}
        given |= {} if vae is None else {"vae": vae}
        if any((source.path / "unet").glob("*.fp16.*")):
            given["variant"] = "fp16"
        return _whole(kind.from_pretrained(source.path, **given), source.original)


def load_vae(path: Path, family: Family, precision: Precision, home: Path) -> Any:
    """A VAE of its own: a folder of diffusers, or a file in either naming."""
    dtype = dtype_of(precision)
    with understood(path):
        if path.is_dir():
            return AutoencoderKL.from_pretrained(path, dtype=dtype, local_files_only=True)
        file = path if path.suffix.lower() == ".safetensors" else converted(path, home)
        shapes = shapes_of(file)
        if not has_vae(shapes):
            kind = kind_of(shapes)
            raise ModelUnsupported(
                path,
                f"it is {kind}, no VAE" if kind else "it is no VAE that is known here",
                f"Choose a VAE for {family.words}.",
            )
        return load_vae_file(file, vae_folder(family, shapes, home), dtype)


def _whole(pipe: Any, path: Path) -> Any:
    """The pipeline itself; the loaders leave weights empty that a file does not have."""
    for name, network in pipe.components.items():
        if isinstance(network, torch.nn.Module):
            empty = next(
                (key for key, parameter in network.named_parameters() if parameter.is_meta), None
            )
            if empty:
                raise ModelDamaged(path, f"it lacks weights of its {name}, such as {empty}")
    pipe.set_progress_bar_config(disable=True)
    return pipe


@contextmanager
def understood(path: Path) -> Iterator[None]:
    """Turns what the libraries raise about a file into ModelDamaged."""
    try:
        yield
    except (SafetensorError, *READ_ERRORS) as error:
        if is_out_of_memory(error):
            raise
        lines = str(error).strip().splitlines() or [type(error).__name__]
        what = f"it does not fit ({lines[0][:300]})"
        if "meta tensor" in lines[0]:  # what a file lacks is never filled
            what = "it lacks weights that the model needs"
        raise ModelDamaged(path, what) from error
