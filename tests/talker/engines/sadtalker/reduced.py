"""The networks with few channels and weights made from their names, and what comes out of them.

They run the same code as the official sizes in a moment. `tests/data/sadtalker/make.py` keeps
their results, taken when the full networks gave the values of the published program.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from talker.engines.sadtalker.audio2exp import Audio2Exp
from talker.engines.sadtalker.audio2pose import Audio2Pose, noise_rows
from talker.engines.sadtalker.coefficients import CoefficientNetwork
from talker.engines.sadtalker.generator import Generator
from talker.engines.sadtalker.keypoints import (
    KeypointExtractor,
    degrees,
    moved_keypoints,
    rotation,
)
from talker.engines.sadtalker.mapping import Mapping
from talker.networks.warping import Widths
from tests.talker.networks.seeded import noise, seeded

WIDTHS = Widths(picture=8, volume=4, motion=8, hidden=8)
SIZE = 128  # the smallest picture that the five levels of the motion field allow


def picture(size: int) -> Tensor:
    """A soft picture [1, 3, size, size] in 0..1."""
    coarse = noise("picture", 1, 3, size // 8, size // 8)
    smooth = nn.functional.interpolate(coarse, scale_factor=8, mode="bilinear")
    return (smooth + 1) / 2


def keypoints(name: str, count: int) -> Tensor:
    """Keypoints [count, 15, 3] inside the volume."""
    return 0.8 * noise(name, count, 15, 3)


@torch.inference_mode()
def results() -> dict[str, NDArray[np.float32]]:
    """Every network's result, plain evaluation, by name."""
    generator = seeded(lambda: Generator(WIDTHS))
    source, driving = keypoints("source", 1), keypoints("driving", 1)
    volume = generator.volume(picture(SIZE))
    field = generator.dense_motion_network(volume, source, driving)
    windows = 4 * noise("windows", 40, 1, 80, 16)
    motion = seeded(lambda: Mapping(70, 32))(noise("coefficients", 2, 70, 27))
    face = seeded(lambda: CoefficientNetwork(8))(picture(224))
    canonical = seeded(lambda: KeypointExtractor(4))(picture(SIZE))
    angles = [degrees(bins) for bins in (motion.yaw, motion.pitch, motion.roll)]
    named = {
        "expressions": seeded(lambda: Audio2Exp(4))(
            windows[:3], noise("reference", 3, 64), noise("blinks", 3, 1)
        ),
        "poses": seeded(lambda: Audio2Pose(4, 4))(
            windows, noise("pose", 6), noise("draws", noise_rows(40), 64), 17
        ),
        "short_poses": seeded(lambda: Audio2Pose(4, 4))(
            windows[:9], noise("pose", 6), noise("draws", noise_rows(9), 64), 0
        ),
        "yaw_bins": motion.yaw,
        "offsets": motion.exp,
        "degrees": torch.stack(angles),
        "keypoints": canonical,
        "moved": moved_keypoints(canonical, rotation(*angles), motion.t, motion.exp),
        "face_expression": face.expression,
        "face_angles": face.angles,
        "face_translation": face.translation,
        "volume": volume[:, :, ::4, ::4, ::4],
        "deformation": field.deformation[:, ::4, ::2, ::2],
        "occlusion": field.occlusion[:, :, ::2, ::2],
        "frame": generator(picture(SIZE), source, driving)[:, :, ::2, ::2],
    }
    return {name: value.numpy() for name, value in named.items()}
