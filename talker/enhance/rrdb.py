"""Real-ESRGAN x2plus and x4plus: dense residual blocks, then two enlargements.

Wang et al., "Real-ESRGAN" (2021), section 3.4; the blocks are those of "ESRGAN" (2018).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional
from typing_extensions import override

_SLOPE = 0.2
_SHARE = 0.2  # of what a block finds out, added to what it was given


@dataclass(frozen=True)
class Widths:
    """Channels of the maps and of each step in a block, and the number of blocks."""

    features: int = 64
    growth: int = 32
    blocks: int = 23


class _Dense(nn.Module):
    """Five convolutions, each of which sees all results before it."""

    def __init__(self, widths: Widths) -> None:
        super().__init__()
        features, growth = widths.features, widths.growth
        self.conv1 = _conv(features, growth)
        self.conv2 = _conv(features + growth, growth)
        self.conv3 = _conv(features + 2 * growth, growth)
        self.conv4 = _conv(features + 3 * growth, growth)
        self.conv5 = _conv(features + 4 * growth, features)

    def forward(self, maps: Tensor) -> Tensor:
        seen = maps
        for conv in (self.conv1, self.conv2, self.conv3, self.conv4):
            seen = torch.cat([seen, functional.leaky_relu(conv(seen), _SLOPE)], 1)
        return maps + _SHARE * self.conv5(seen)


class _Block(nn.Module):
    def __init__(self, widths: Widths) -> None:
        super().__init__()
        self.rdb1 = _Dense(widths)
        self.rdb2 = _Dense(widths)
        self.rdb3 = _Dense(widths)

    def forward(self, maps: Tensor) -> Tensor:
        return maps + _SHARE * self.rdb3(self.rdb2(self.rdb1(maps)))


class RrdbNet(nn.Module):
    """Pictures [B, 3, H, W] in 0..1 -> [B, 3, factor * H, factor * W]; `factor` is 2 or 4.

    For 2, H and W are even: the network works on a picture of half the size and four times the
    channels.
    """

    unused = ()

    def __init__(self, factor: int, widths: Widths | None = None) -> None:
        super().__init__()
        widths = widths or Widths()
        features = widths.features
        self._fold = 4 // factor
        self.conv_first = _conv(3 * self._fold**2, features)
        self.body = nn.Sequential(*(_Block(widths) for _ in range(widths.blocks)))
        self.conv_body = _conv(features, features)
        self.conv_up1 = _conv(features, features)
        self.conv_up2 = _conv(features, features)
        self.conv_hr = _conv(features, features)
        self.conv_last = _conv(features, 3)

    @override
    def forward(self, pictures: Tensor) -> Tensor:
        first = self.conv_first(functional.pixel_unshuffle(pictures, self._fold))
        maps = first + self.conv_body(self.body(first))
        for conv in (self.conv_up1, self.conv_up2):
            maps = functional.interpolate(maps, scale_factor=2, mode="nearest")
            maps = functional.leaky_relu(conv(maps), _SLOPE)
        return self.conv_last(functional.leaky_relu(self.conv_hr(maps), _SLOPE))


def _conv(inputs: int, outputs: int) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, 3, padding=1)
