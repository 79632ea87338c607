"""The motion extractor (M): a picture of a face -> its keypoints, head pose and expression.

"ConvNeXt V2: Co-designing and Scaling ConvNets with Masked Autoencoders" (Woo et al., CVPR 2023),
the tiny size, with a linear head for each output.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional
from typing_extensions import override

from talker.engines.liveportrait.warping import KEYPOINTS

OFFICIAL_WIDTH = 96
BINS = 66
_DEPTHS = (3, 3, 9, 3)
_EPSILON = 1e-6


class RawMotion(NamedTuple):
    """Outputs of the network, float32.

    `pitch`, `yaw`, `roll`: angle bins [B, 66]; `translation` [B, 3]; `expression` [B, 21, 3];
    `scale` [B]; `canonical` [B, 21, 3]: the keypoints without pose and expression.
    """

    pitch: Tensor
    yaw: Tensor
    roll: Tensor
    translation: Tensor
    expression: Tensor
    scale: Tensor
    canonical: Tensor


class _ChannelNorm(nn.LayerNorm):
    """Layer norm over the channels of maps [B, C, H, W]."""

    def __init__(self, channels: int) -> None:
        super().__init__(channels, eps=_EPSILON)

    def forward(self, x: Tensor) -> Tensor:
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class _ResponseNorm(nn.Module):
    """Global response normalisation (section 3.2 of the paper) of maps [B, H, W, C]."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.gamma = nn.Parameter(torch.empty(1, 1, 1, channels))
        self.beta = nn.Parameter(torch.empty(1, 1, 1, channels))

    def forward(self, x: Tensor) -> Tensor:
        strength = x.norm(dim=(1, 2), keepdim=True)
        share = strength / (strength.mean(3, keepdim=True) + _EPSILON)
        return self.gamma * (x * share) + self.beta + x


class _Block(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.dwconv = nn.Conv2d(channels, channels, 7, padding=3, groups=channels)
        self.norm = nn.LayerNorm(channels, eps=_EPSILON)
        self.pwconv1 = nn.Linear(channels, 4 * channels)
        self.grn = _ResponseNorm(4 * channels)
        self.pwconv2 = nn.Linear(4 * channels, channels)

    def forward(self, x: Tensor) -> Tensor:
        y = self.norm(self.dwconv(x).permute(0, 2, 3, 1))
        y = self.pwconv2(self.grn(functional.gelu(self.pwconv1(y))))
        return x + y.permute(0, 3, 1, 2)


class _Detector(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        widths = [width << i for i in range(len(_DEPTHS))]
        first = nn.Sequential(nn.Conv2d(3, width, 4, stride=4), _ChannelNorm(width))
        self.downsample_layers = nn.ModuleList([first])
        for inputs, outputs in pairwise(widths):
            halved = nn.Conv2d(inputs, outputs, 2, stride=2)
            self.downsample_layers.append(nn.Sequential(_ChannelNorm(inputs), halved))
        self.stages = nn.ModuleList(
            nn.Sequential(*(_Block(channels) for _ in range(depth)))
            for channels, depth in zip(widths, _DEPTHS, strict=True)
        )
        last = widths[-1]
        self.norm = nn.LayerNorm(last, eps=_EPSILON)
        self.fc_kp = nn.Linear(last, 3 * KEYPOINTS)
        self.fc_scale = nn.Linear(last, 1)
        self.fc_pitch = nn.Linear(last, BINS)
        self.fc_yaw = nn.Linear(last, BINS)
        self.fc_roll = nn.Linear(last, BINS)
        self.fc_t = nn.Linear(last, 3)
        self.fc_exp = nn.Linear(last, 3 * KEYPOINTS)

    def forward(self, pictures: Tensor) -> RawMotion:
        x = pictures
        for smaller, stage in zip(self.downsample_layers, self.stages, strict=True):
            x = stage(smaller(x))
        seen = self.norm(x.mean((2, 3)))
        return RawMotion(
            pitch=self.fc_pitch(seen),
            yaw=self.fc_yaw(seen),
            roll=self.fc_roll(seen),
            translation=self.fc_t(seen),
            expression=self.fc_exp(seen).unflatten(1, (KEYPOINTS, 3)),
            scale=self.fc_scale(seen)[:, 0],
            canonical=self.fc_kp(seen).unflatten(1, (KEYPOINTS, 3)),
        )


class MotionExtractor(nn.Module):
    """Pictures [B, 3, 256, 256] RGB in 0..1 -> RawMotion."""

    def __init__(self, width: int = OFFICIAL_WIDTH) -> None:
        super().__init__()
        self.detector = _Detector(width)

    @override
    def forward(self, pictures: Tensor) -> RawMotion:
        return self.detector(pictures)
