"""Keypoints of a face from what the motion extractor gives: angles, turns, and how they combine.

Keypoints: x to the right, y down, z into the picture; -1..1 spans the picture of 256 pixels.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation
from torch import Tensor

from talker.engines.liveportrait.motion_extractor import BINS, MotionExtractor

_BIN_DEGREES = 3
_FIRST_BIN = -97.5
_AXES = "xyz"  # pitch, then yaw, then roll, about axes that stay in place

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class FaceMotion:
    """Canonical keypoints, head pose and expression of N pictures, float32.

    `canonical` [N, 21, 3]: keypoints without pose and expression; `pitch`, `yaw`, `roll` [N] in
    degrees; `expression` [N, 21, 3]: what is added to the turned keypoints; `translation` [N, 3];
    `scale` [N].
    """

    canonical: Floats
    pitch: Floats
    yaw: Floats
    roll: Floats
    expression: Floats
    translation: Floats
    scale: Floats

    def __len__(self) -> int:
        return len(self.scale)

    def __getitem__(self, pictures: slice) -> FaceMotion:
        """Some of the pictures."""
        return FaceMotion(*(getattr(self, field.name)[pictures] for field in fields(self)))

    @property
    def turn(self) -> Floats:
        """The head's turn as matrices [N, 3, 3]; rows are multiplied from the left."""
        return rotation(self.pitch, self.yaw, self.roll)

    def points(self) -> Floats:
        """The keypoints [N, 21, 3] as they are in the pictures."""
        return posed(self.canonical, self.turn, self.expression, self.translation, self.scale)


def posed(
    canonical: Floats, turn: Floats, expression: Floats, translation: Floats, scale: Floats
) -> Floats:
    """Keypoints [N, 21, 3]: scale * (canonical turn + expression) + (t_x, t_y, 0).

    The parts as in FaceMotion, `turn` [N, 3, 3]; each may have N = 1 beside more of others. A
    face that comes nearer is told by its scale: t_z is not used.
    """
    flat = translation * np.array([1, 1, 0], np.float32)
    return scale[:, None, None] * (canonical @ turn + expression) + flat[:, None]


def rotation(pitch: Floats, yaw: Floats, roll: Floats) -> Floats:
    """Matrices [N, 3, 3] for keypoints as rows: (Rz(roll) Ry(yaw) Rx(pitch)) transposed."""
    angles = np.stack([pitch, yaw, roll], 1)
    matrices = Rotation.from_euler(_AXES, angles, degrees=True).as_matrix()
    return matrices.transpose(0, 2, 1).astype(np.float32)


def angles_of(turn: Floats) -> tuple[Floats, Floats, Floats]:
    """Pitch, yaw and roll [N] in degrees of matrices as `rotation` gives them."""
    found = Rotation.from_matrix(turn.transpose(0, 2, 1)).as_euler(_AXES, degrees=True)
    pitch, yaw, roll = found.astype(np.float32).T
    return pitch, yaw, roll


def degrees(bins: Tensor) -> Tensor:
    """Angles [B] in degrees, -97.5..97.5, of the bins [B, 66] of one axis."""
    numbers = torch.arange(BINS, dtype=torch.float32, device=bins.device)
    return (bins.float().softmax(1) * numbers).sum(1) * _BIN_DEGREES + _FIRST_BIN


@torch.inference_mode()
def read_motion(network: MotionExtractor, pictures: NDArray[np.uint8]) -> FaceMotion:
    """Of faces cut out as for the networks: uint8 [N, 256, 256, 3] RGB."""
    device = next(network.parameters()).device
    seen = torch.from_numpy(pictures).to(device).permute(0, 3, 1, 2).float() / 255
    raw = network(seen)
    angles = {name: degrees(getattr(raw, name)) for name in ("pitch", "yaw", "roll")}
    values = {**raw._asdict(), **angles}
    return FaceMotion(**{name: value.cpu().numpy() for name, value in values.items()})
