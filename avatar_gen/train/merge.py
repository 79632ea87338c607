"""LoRAs become part of a model's weights: one file that needs nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from safetensors import safe_open

from avatar_gen.addon_files import addon_files
from avatar_gen.addons import Worn
from avatar_gen.load import converted, load_pipeline
from avatar_gen.models import ModelSource, find_model, weight_file
from avatar_gen.original_state import original_state
from avatar_gen.request import AvatarOptions
from avatar_gen.train.checks import check_output
from avatar_gen.train.request import MergeRequest
from avatar_gen.train.tensor_files import write_tensors
from talker.consent import read_consent, write_consent
from talker.device import Precision
from talker.model_files import ModelFiles

_PRECISIONS: dict[str, Precision] = {"F16": "float16", "BF16": "bfloat16"}


@dataclass(frozen=True)
class Merged:
    """The file, and the names of the LoRAs that are in it."""

    output: Path
    loras: tuple[str, ...]


def merge(request: MergeRequest, models: ModelFiles, home: Path) -> Merged:
    """Writes the model with the LoRAs in it, in the numbers that the model had.

    A draw with it is that of the model with the LoRAs put on: to the bit for float32, else to the
    rounding of half precision. The consent beside a LoRA goes along.

    Errors are those of loading a model and of putting LoRAs on.
    """
    check_output(request.output, overwrite=request.overwrite)
    options = AvatarOptions(model=request.model, loras=request.loras)
    addons = addon_files(options, home)
    agreed = [consent for one in addons.loras if (consent := read_consent(one.path)) is not None]
    source = find_model(request.model, models, lambda path: converted(path, home), home)
    pipe = load_pipeline(source, stored_precision(source), home)
    Worn().put_on(pipe, addons, source.family)
    facts = {
        "modelspec.title": request.output.stem,
        "modelspec.prediction_type": (
            "v" if pipe.scheduler.config.get("prediction_type") == "v_prediction" else "epsilon"
        ),
        "mouthpiece_merged": "; ".join([source.name, *(one.path.name for one in addons.loras)]),
    }
    if agreed:
        write_consent(request.output, agreed[-1])
    write_tensors(request.output, original_state(pipe, source.family), facts)
    return Merged(request.output, tuple(one.path.name for one in addons.loras))


def stored_precision(source: ModelSource) -> Precision:
    """The numbers in which the UNet of a model is stored."""
    path = weight_file(source)
    if path.suffix != ".safetensors":
        return "float32"
    with safe_open(path, framework="pt", device="cpu") as file:
        start = "model.diffusion_model." if source.single else ""
        name = next(key for key in file.keys() if key.startswith(start))  # noqa: SIM118
        return _PRECISIONS.get(file.get_slice(name).get_dtype(), "float32")
