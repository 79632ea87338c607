"""A folder with files in the official formats, from networks with few channels."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import torch
from torch import nn

from talker.engines.liveportrait import retargeting
from talker.engines.liveportrait.appearance import Appearance
from talker.engines.liveportrait.files import EYES, LIPS, OFFICIAL, STITCHING
from talker.engines.liveportrait.generator import Generator
from talker.engines.liveportrait.motion_extractor import MotionExtractor
from talker.engines.liveportrait.networks import NetworkWidths
from talker.engines.liveportrait.retargeting import Retargeting
from talker.engines.liveportrait.warping import WarpingNetwork
from talker.networks.warping import Widths
from tests.talker.engines.sadtalker.model_folder import ModelFolder
from tests.talker.networks.seeded import seeded

FEW = NetworkWidths(motion=4, generator=Widths(4, 2, 4, 4))

_GENTLE = 0.02  # of the retargeting's answers: they move key points a little


def write_models(folder: Path) -> ModelFolder:
    """The five official files, with few channels; the retargeting networks have no fewer."""
    widths = FEW.generator
    builders: dict[str, Callable[[], nn.Module]] = {
        "base_models/appearance_feature_extractor.pth": lambda: Appearance(widths),
        "base_models/motion_extractor.pth": lambda: MotionExtractor(FEW.motion),
        "base_models/warping_module.pth": lambda: WarpingNetwork(widths),
        "base_models/spade_generator.pth": lambda: Generator(widths),
    }
    place = folder / OFFICIAL
    for name, build in builders.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        state = seeded(build).state_dict()
        if "motion" in name:
            _calm(state)
        torch.save(state, path)
    path = place / "retargeting_models/stitching_retargeting_module.pth"
    path.parent.mkdir(parents=True, exist_ok=True)
    parts = ((STITCHING, retargeting.STITCHING), (LIPS, retargeting.LIPS), (EYES, retargeting.EYES))
    torch.save({name: _small(sizes) for name, sizes in parts}, path)
    return ModelFolder(folder)


def _small(widths: tuple[int, ...]) -> dict[str, torch.Tensor]:
    state = seeded(lambda: Retargeting(widths)).state_dict()
    last = max(key for key in state if key.endswith("weight"))
    for key in (last, last.replace("weight", "bias")):
        state[key] = _GENTLE * state[key]
    return {f"module.{key}": tensor for key, tensor in state.items()}


def _calm(state: dict[str, torch.Tensor]) -> None:
    """A head of the usual size near the middle, looking straight ahead."""
    for key in ("fc_kp", "fc_exp", "fc_t"):
        for part in ("weight", "bias"):
            state[f"detector.{key}.{part}"] = 0.1 * state[f"detector.{key}.{part}"]
    state["detector.fc_kp.bias"] = 0.3 * torch.sin(torch.arange(63.0))
    state["detector.fc_scale.weight"] = 0.1 * state["detector.fc_scale.weight"]
    state["detector.fc_scale.bias"] = torch.tensor([1.25])
    bins = torch.arange(66.0)
    for key in ("fc_pitch", "fc_yaw", "fc_roll"):
        state[f"detector.{key}.bias"] = -((bins - 32.5) ** 2) / 4
