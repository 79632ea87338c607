"""The residual U-Net at the end of the pose network: smooths a sequence of poses.

"Road Extraction by Deep Residual U-Net" (Zhang et al., 2018), figure 2, over a picture of 32
frames by 6 pose values: only the height is halved.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from typing_extensions import override

OFFICIAL_WIDTH = 32


class _Residual(nn.Module):
    """Batch norm, ReLU and convolution twice, plus a convolved shortcut."""

    def __init__(self, inputs: int, outputs: int, stride: tuple[int, int] = (1, 1)) -> None:
        super().__init__()
        self.conv_block = nn.Sequential(
            nn.BatchNorm2d(inputs),
            nn.ReLU(),
            nn.Conv2d(inputs, outputs, 3, stride, padding=1),
            nn.BatchNorm2d(outputs),
            nn.ReLU(),
            nn.Conv2d(outputs, outputs, 3, padding=1),
        )
        self.conv_skip = nn.Sequential(
            nn.Conv2d(inputs, outputs, 3, stride, padding=1), nn.BatchNorm2d(outputs)
        )

    def forward(self, x: Tensor) -> Tensor:
        return self.conv_block(x) + self.conv_skip(x)


class _Doubled(nn.Module):
    """Twice the height by a transposed convolution."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.upsample = nn.ConvTranspose2d(channels, channels, (2, 1), (2, 1))

    def forward(self, x: Tensor) -> Tensor:
        return self.upsample(x)


class PoseUnet(nn.Module):
    """[N, 1, 32, 6] -> [N, 1, 32, 6] in 0..1."""

    def __init__(self, width: int = OFFICIAL_WIDTH) -> None:
        super().__init__()
        w = width
        half = (2, 1)
        self.input_layer = nn.Sequential(
            nn.Conv2d(1, w, 3, padding=1),
            nn.BatchNorm2d(w),
            nn.ReLU(),
            nn.Conv2d(w, w, 3, padding=1),
        )
        self.input_skip = nn.Sequential(nn.Conv2d(1, w, 3, padding=1))
        self.residual_conv_1 = _Residual(w, 2 * w, half)
        self.residual_conv_2 = _Residual(2 * w, 4 * w, half)
        self.bridge = _Residual(4 * w, 8 * w, half)
        self.upsample_1 = _Doubled(8 * w)
        self.up_residual_conv1 = _Residual(12 * w, 4 * w)
        self.upsample_2 = _Doubled(4 * w)
        self.up_residual_conv2 = _Residual(6 * w, 2 * w)
        self.upsample_3 = _Doubled(2 * w)
        self.up_residual_conv3 = _Residual(3 * w, w)
        self.output_layer = nn.Sequential(nn.Conv2d(w, 1, 1), nn.Sigmoid())

    @override
    def forward(self, x: Tensor) -> Tensor:
        x1 = self.input_layer(x) + self.input_skip(x)
        x2 = self.residual_conv_1(x1)
        x3 = self.residual_conv_2(x2)
        y = self.upsample_1(self.bridge(x3))
        y = self.upsample_2(self.up_residual_conv1(torch.cat([y, x3], 1)))
        y = self.upsample_3(self.up_residual_conv2(torch.cat([y, x2], 1)))
        return self.output_layer(self.up_residual_conv3(torch.cat([y, x1], 1)))
