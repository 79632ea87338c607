"""Canonical 3-D keypoints of a face, and how head pose and expression move them.

"One-Shot Free-View Neural Talking-Head Synthesis for Video Conferencing" (Wang et al., CVPR
2021), section 3.1. Keys after the prefix `kp_extractor.`.
"""

from __future__ import annotations

import torch
from kornia.geometry.conversions import axis_angle_to_rotation_matrix
from torch import Tensor, nn
from torch.nn import functional
from typing_extensions import override

from talker.engines.sadtalker.mapping import BINS, KEYPOINTS
from talker.networks.abilities import has_doubles
from talker.networks.grids import identity_grid
from talker.networks.layers import ConvNorm2d, ConvNorm3d

OFFICIAL_WIDTH = 64
_DEPTH = 16
_LEVELS = 5
_KERNEL = 13  # taps of the smoothing before every fourth pixel is taken
_TEMPERATURE = 0.1
_PI = 3.14  # what the checkpoints were trained with


class _Down(ConvNorm2d):
    def forward(self, x: Tensor) -> Tensor:
        return functional.avg_pool2d(super().forward(x).relu(), 2)


class _Up(ConvNorm3d):
    def forward(self, x: Tensor) -> Tensor:
        larger = functional.interpolate(x, scale_factor=(1, 2, 2))
        return super().forward(larger).relu()


class _Downscale(nn.Module):
    """A quarter of the size, smoothed by the stored kernel first."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("weight", torch.empty(3, 1, _KERNEL, _KERNEL))

    def forward(self, x: Tensor) -> Tensor:
        return functional.conv2d(x, self.weight, stride=4, padding=_KERNEL // 2, groups=3)


class _Predictor(nn.Module):
    """Pictures [B, 3, h, w] -> features [B, width / 2, 16, h, w]."""

    def __init__(self, width: int) -> None:
        super().__init__()
        deepest = width << (_LEVELS - 1)
        self.down_blocks = nn.Sequential()
        inputs = 3
        for i in range(_LEVELS):
            self.down_blocks.add_module(f"down{i}", _Down(inputs, width << i))
            inputs = width << i
        self.conv = nn.Conv2d(deepest, deepest * _DEPTH, 1)
        self.up_blocks = nn.Sequential()
        for i in range(_LEVELS):
            self.up_blocks.add_module(f"up{i}", _Up(deepest >> i, deepest >> (i + 1)))

    def forward(self, x: Tensor) -> Tensor:
        flat = self.conv(self.down_blocks(x))
        return self.up_blocks(flat.unflatten(1, (-1, _DEPTH)))


class KeypointExtractor(nn.Module):
    """Pictures [B, 3, S, S] RGB in 0..1 -> canonical keypoints [B, 15, 3] (x, y, z in -1..1)."""

    def __init__(self, width: int = OFFICIAL_WIDTH) -> None:
        super().__init__()
        self.down = _Downscale()
        self.predictor = _Predictor(width)
        self.kp = nn.Conv3d(width // 2, KEYPOINTS, 3, padding=1)

    @override
    def forward(self, pictures: Tensor) -> Tensor:
        logits = self.kp(self.predictor(self.down(pictures)))
        places = identity_grid(logits.shape[2:], device=logits.device).flatten(0, 2)
        shares = (logits.flatten(2).float() / _TEMPERATURE).softmax(2)
        # In float32 the sum over a quarter of a million cells is off by more than 1e-4.
        if has_doubles(shares.device):
            return (shares.double() @ places.double()).float()
        # Sums of parts of sums, as devices add up, are exact enough; a product is not.
        return (shares.unsqueeze(3) * places).sum(2)


def degrees(bins: Tensor) -> Tensor:
    """Angles [B] in degrees, -99..99, of the bins [B, 66] of one axis."""
    numbers = torch.arange(BINS, dtype=torch.float32, device=bins.device)
    return (bins.float().softmax(1) * numbers).sum(1) * 3 - 99


def rotation(yaw: Tensor, pitch: Tensor, roll: Tensor) -> Tensor:
    """Matrices [B, 3, 3] that turn by `pitch` (x), `yaw` (y) and `roll` (z), degrees [B]."""
    angles = torch.stack([pitch, yaw, roll], 1) / 180 * _PI
    axes = torch.eye(3, device=angles.device, dtype=angles.dtype)
    about_x, about_y, about_z = (
        axis_angle_to_rotation_matrix(angles[:, i : i + 1] * axes[i]) for i in range(3)
    )
    return about_x @ about_y @ about_z


def moved_keypoints(canonical: Tensor, turn: Tensor, t: Tensor, exp: Tensor) -> Tensor:
    """Keypoints [B, 15, 3]: `canonical` [B, 15, 3] turned by `turn` [B, 3, 3], moved, bent.

    Of the translation `t` [B, 3] only the vertical part counts; `exp` is [B, 15, 3].
    """
    shift = t * torch.tensor([0.0, 1.0, 0.0], device=t.device, dtype=t.dtype)
    return canonical @ turn.transpose(1, 2) + shift.unsqueeze(1) + exp
