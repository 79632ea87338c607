"""The networks with few channels and weights made from their names, and what comes out of them.

They run the same code as the official sizes in a moment. `tests/data/liveportrait/make.py` keeps
their results, taken when the full networks gave the values of the published program.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file
from torch import Tensor

from talker.engines.liveportrait.appearance import Appearance
from talker.engines.liveportrait.files import LivePortraitFiles
from talker.engines.liveportrait.generator import Generator
from talker.engines.liveportrait.keypoints import read_motion
from talker.engines.liveportrait.motion_extractor import MotionExtractor
from talker.engines.liveportrait.networks import NetworkWidths
from talker.engines.liveportrait.retargeting import (
    EYES,
    LIPS,
    STITCHING,
    Retargeting,
    eye_delta,
    lip_delta,
    stitched,
)
from talker.engines.liveportrait.warping import KEYPOINTS, WarpingNetwork
from talker.networks.warping import Widths
from tests.talker.networks.seeded import noise, seeded

WIDTHS = NetworkWidths(motion=8, generator=Widths(picture=8, volume=4, motion=8, hidden=8))
SIDE = 128  # the smallest picture that the five levels of the motion field allow
_CALM = 0.02  # keeps what the small networks answer in the size of real answers


def picture(side: int, count: int = 1) -> NDArray[np.uint8]:
    """Soft pictures uint8 [count, side, side, 3]."""
    coarse = noise("picture", count, 3, side // 8, side // 8)
    smooth = torch.nn.functional.interpolate(coarse, scale_factor=8, mode="bilinear")
    pixels: NDArray[np.uint8] = ((smooth + 1) * 127).byte().permute(0, 2, 3, 1).numpy()
    return pixels


def keypoints(name: str, count: int) -> NDArray[np.float32]:
    """Keypoints [count, 21, 3] inside the volume."""
    points: NDArray[np.float32] = (0.8 * noise(name, count, KEYPOINTS, 3)).numpy()
    return points


def retargeting(widths: tuple[int, ...]) -> Retargeting:
    """A retargeting network whose answers are small."""
    network = seeded(lambda: Retargeting(widths))
    network.mlp[-1].weight *= _CALM
    return network


def states() -> dict[str, dict[str, Tensor]]:
    """The tensors of all networks, by the names of the official files and entries."""
    few = WIDTHS.generator
    return {
        "appearance_feature_extractor": seeded(lambda: Appearance(few)).state_dict(),
        "motion_extractor": seeded(lambda: MotionExtractor(WIDTHS.motion)).state_dict(),
        "warping_module": seeded(lambda: WarpingNetwork(few)).state_dict(),
        "spade_generator": seeded(lambda: Generator(few)).state_dict(),
        "retarget_shoulder": retargeting(STITCHING).state_dict(),
        "retarget_mouth": retargeting(LIPS).state_dict(),
        "retarget_eye": retargeting(EYES).state_dict(),
    }


def write_official(folder: Path) -> LivePortraitFiles:
    """The five files as the official ones are laid out: pickles, three networks in the last."""
    made = states()
    held = {name: made.pop(name) for name in list(made) if name.startswith("retarget_")}
    wrapped = {
        name: {f"module.{key}": tensor for key, tensor in state.items()}
        for name, state in held.items()
    }
    for name, state in made.items():
        torch.save(state, folder / f"{name}.pth")
    torch.save({**wrapped, "other": {"more": torch.zeros(1)}}, folder / "retargeting.pth")
    return LivePortraitFiles(*(folder / f"{name}.pth" for name in (*made, "retargeting")))


def write_safetensors(folder: Path) -> LivePortraitFiles:
    """The five files as in the public conversion: the three networks flat, behind prefixes."""
    made = states()
    held = {name: made.pop(name) for name in list(made) if name.startswith("retarget_")}
    made["retargeting"] = {
        f"{name}_module.{key}": tensor
        for name, state in held.items()
        for key, tensor in state.items()
    }
    for name, state in made.items():
        save_file(state, folder / f"{name}.safetensors")
    return LivePortraitFiles(*(folder / f"{name}.safetensors" for name in made))


@torch.inference_mode()
def results() -> dict[str, NDArray[np.float32]]:
    """Every network's result, plain evaluation, by name."""
    few = WIDTHS.generator
    seen = torch.from_numpy(picture(SIDE)).permute(0, 3, 1, 2).float() / 255
    volume = seeded(lambda: Appearance(few))(seen)
    warping = seeded(lambda: WarpingNetwork(few))
    source, driving = keypoints("source", 1), keypoints("driving", 1)
    points = torch.from_numpy(source), torch.from_numpy(driving)
    field = warping.dense_motion_network(volume, *points)
    frame = seeded(lambda: Generator(few))(warping.look(volume, field))
    motion = read_motion(seeded(lambda: MotionExtractor(WIDTHS.motion)), picture(256, 2))
    stitching, eyes, lips = (retargeting(widths) for widths in (STITCHING, EYES, LIPS))
    tensors = {
        "volume": volume[:, :, ::4, ::4, ::4],
        "deformation": field.deformation[:, ::4, ::2, ::2],
        "occlusion": field.occlusion[:, :, ::2, ::2],
        "frame": frame[:, :, ::4, ::4],
    }
    return {
        **{name: value.numpy() for name, value in tensors.items()},
        "angles": np.stack([motion.pitch, motion.yaw, motion.roll]),
        "canonical": motion.canonical,
        "expression": motion.expression,
        "points": motion.points(),
        "stitched": stitched(stitching, source, driving),
        "eyes": eye_delta(eyes, source[0], (0.2, 0.3), 0.4),
        "lips": lip_delta(lips, source[0], 0.1, 0.0),
    }
