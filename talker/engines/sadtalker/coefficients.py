"""The coefficient network: an aligned face picture -> 257 coefficients of a 3-D face model.

ResNet-50 (He et al., 2015, table 1, stride on the 3x3) with seven linear heads, after "Accurate
3D Face Reconstruction with Weakly-Supervised Learning" (Deng et al., 2019). Keys after the
prefix `face_3drecon.`.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from typing_extensions import override

SIZE = 224  # of the picture
_HEADS = (80, 64, 80, 3, 27, 2, 1)  # identity, expression, texture, angle, light, x and y, z
_STAGES = (3, 4, 6, 3)
OFFICIAL_WIDTH = 64
_GROWTH = 4


@dataclass(frozen=True)
class FaceCoefficients:
    """The named parts of the 257 coefficients: float32 [B, n].

    `identity` 80, `expression` 64, `texture` 80, `angles` 3 (radians: pitch, yaw, roll),
    `light` 27, `translation` 3.
    """

    identity: Tensor
    expression: Tensor
    texture: Tensor
    angles: Tensor
    light: Tensor
    translation: Tensor


class _Bottleneck(nn.Module):
    def __init__(self, inputs: int, width: int, stride: int, *, shortcut: bool) -> None:
        super().__init__()
        outputs = width * _GROWTH
        self.conv1 = nn.Conv2d(inputs, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, outputs, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(outputs)
        if shortcut:
            self.downsample = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
            )
        else:
            self.register_module("downsample", None)

    def forward(self, x: Tensor) -> Tensor:
        y = self.bn1(self.conv1(x)).relu()
        y = self.bn2(self.conv2(y)).relu()
        y = self.bn3(self.conv3(y))
        return (y + (x if self.downsample is None else self.downsample(x))).relu()


class _ResNet(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, width, 7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.maxpool = nn.MaxPool2d(3, stride=2, padding=1)
        inputs = width
        for number, blocks in enumerate(_STAGES):
            inner = width << number
            stage = nn.Sequential()
            for index in range(blocks):
                stride = 2 if index == 0 and number > 0 else 1
                stage.append(_Bottleneck(inputs, inner, stride, shortcut=index == 0))
                inputs = inner * _GROWTH
            self.add_module(f"layer{number + 1}", stage)

    def forward(self, x: Tensor) -> Tensor:
        x = self.maxpool(self.bn1(self.conv1(x)).relu())
        for number in range(len(_STAGES)):
            x = self.get_submodule(f"layer{number + 1}")(x)
        return x.mean((2, 3), keepdim=True)


class CoefficientNetwork(nn.Module):
    """Pictures [B, 3, 224, 224] RGB in 0..1 (no mean taken off) -> FaceCoefficients."""

    def __init__(self, width: int = OFFICIAL_WIDTH) -> None:
        super().__init__()
        self.backbone = _ResNet(width)
        inputs = width * 8 * _GROWTH
        self.final_layers = nn.ModuleList([nn.Conv2d(inputs, n, 1) for n in _HEADS])

    @override
    def forward(self, pictures: Tensor) -> FaceCoefficients:
        features = self.backbone(pictures)
        parts = [head(features).flatten(1) for head in self.final_layers]
        identity, expression, texture, angles, light, shift, depth = parts
        return FaceCoefficients(
            identity, expression, texture, angles, light, torch.cat([shift, depth], 1)
        )
