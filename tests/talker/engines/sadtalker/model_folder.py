"""A folder with files in the official formats, from networks with few channels or many."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from talker.engines.sadtalker.audio2exp import Audio2Exp
from talker.engines.sadtalker.audio2pose import Audio2Pose
from talker.engines.sadtalker.coefficients import CoefficientNetwork
from talker.engines.sadtalker.generator import Generator
from talker.engines.sadtalker.keypoints import KeypointExtractor
from talker.engines.sadtalker.mapping import Mapping
from talker.engines.sadtalker.networks import NetworkWidths
from talker.errors import ModelMissing
from talker.networks.warping import Widths
from tests.talker.networks.seeded import seeded

FEW = NetworkWidths(audio=4, pose=4, mapping=32, face=8, keypoints=4, generator=Widths(4, 2, 4, 4))


class ModelFolder:
    """Model files by their name in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, model_id: str, file: str) -> Path:
        """The file; ModelMissing when it is not there."""
        path = self.folder / model_id / file
        if not path.is_file():
            raise ModelMissing(model_id)
        return path

    def installed(self, model_id: str) -> bool:
        """Whether its folder is there."""
        return (self.folder / model_id).is_dir()


def write_models(folder: Path, size: int = 256) -> ModelFolder:
    """The checkpoint for `size` and both mapping networks, with few channels."""
    builders: dict[str, Callable[[], nn.Module]] = {
        "audio2exp.": lambda: Audio2Exp(FEW.audio),
        "audio2pose.": lambda: Audio2Pose(FEW.audio, FEW.pose),
        "face_3drecon.": lambda: CoefficientNetwork(FEW.face),
        "kp_extractor.": lambda: KeypointExtractor(FEW.keypoints),
        "generator.": lambda: Generator(FEW.generator),
    }
    tensors = {
        prefix + key: tensor
        for prefix, build in builders.items()
        for key, tensor in seeded(build).state_dict().items()
    }
    mappings = {
        ("sadtalker-mapping-crop", "mapping_00229-model.pth.tar"): 70,
        ("sadtalker-mapping-full", "mapping_00109-model.pth.tar"): 73,
    }
    write_checkpoint(folder, size, tensors)
    for (model_id, name), columns in mappings.items():
        write_mapping(folder, model_id, name, _gentle_mapping(columns))
    return ModelFolder(folder)


def _gentle_mapping(columns: int) -> dict[str, Tensor]:
    """Weights that answer coefficients of any size with angles inside their range."""
    state = seeded(lambda: Mapping(columns, FEW.mapping)).state_dict()
    state["first.0.weight"] *= 0.02
    return state


def write_checkpoint(folder: Path, size: int, tensors: dict[str, Tensor]) -> None:
    """One file for all networks but the mapping."""
    place = folder / f"sadtalker-{size}"
    place.mkdir(parents=True, exist_ok=True)
    save_file(tensors, place / f"SadTalker_V0.0.2_{size}.safetensors")


def write_mapping(folder: Path, model_id: str, name: str, state: dict[str, Tensor]) -> None:
    """A pickle with what the official one holds besides the network."""
    place = folder / model_id
    place.mkdir(parents=True, exist_ok=True)
    torch.save({"mapping": state, "epoch": 1}, place / name)
