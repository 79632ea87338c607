"""The networks with few channels and weights made from their names, and what comes out of them.

They run the same code as the official sizes in a moment. `tests/data/sadtalker/make.py` keeps
their results, taken when the full networks gave the values of the published program.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from talker.engines.sadtalker.audio2exp import Audio2Exp
from talker.engines.sadtalker.audio2pose import Audio2Pose, noise_rows
from talker.engines.sadtalker.coefficients import CoefficientNetwork
from talker.engines.sadtalker.generator import Generator, Widths
from talker.engines.sadtalker.keypoints import (
    KeypointExtractor,
    degrees,
    moved_keypoints,
    rotation,
)
from talker.engines.sadtalker.mapping import Mapping

Network = TypeVar("Network", bound=nn.Module)

WIDTHS = Widths(picture=8, volume=4, motion=8, hidden=8)
SIZE = 128  # the smallest picture that the five levels of the motion field allow
_LIVELY = {"mask": 6.0, "occlusion": 4.0, "kp": 4.0}  # gains that spread the results


def seeded(build: Callable[[], Network]) -> Network:
    """A network whose tensors each follow from their key alone."""
    with torch.device("meta"):
        network = build()
    state = {key: _weight(key, tuple(t.shape)) for key, t in network.state_dict().items()}
    for key in [key for key in state if key.endswith("weight_orig")]:
        base = key.removesuffix("_orig")
        outer = torch.outer(state[base + "_u"], state[base + "_v"])
        state[key] = state[key] + outer.view(state[key].shape)
    network.load_state_dict(state, strict=True, assign=True)
    return network.eval().requires_grad_(False)


def noise(name: str, *shape: int) -> Tensor:
    """Float32 in -1..1 that follows from the name."""
    draw = np.random.Generator(np.random.PCG64(zlib.crc32(name.encode())))
    return torch.from_numpy(draw.uniform(-1, 1, shape).astype(np.float32))


def _weight(key: str, shape: tuple[int, ...]) -> Tensor:
    last = key.rsplit(".", 1)[-1]
    if last == "num_batches_tracked":
        return torch.zeros(shape, dtype=torch.int64)
    values = noise(key, *shape)
    match last:
        case "weight_u" | "weight_v":
            return values / values.norm()
        case "running_var":
            return 1 + 0.25 * values
        case "running_mean" | "bias":
            return 0.1 * values
        case "weight" if len(shape) == 1:
            return 1 + 0.2 * values
    gain = _LIVELY.get(key.rsplit(".", 2)[-2] if "." in key else "", 1.25)
    fan_in = int(np.prod(shape[1:]))
    return values * (gain * (3 / fan_in) ** 0.5)


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
