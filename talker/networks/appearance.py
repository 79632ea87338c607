"""The appearance extractor: a picture -> a volume of its features.

"One-Shot Free-View Neural Talking-Head Synthesis" (Wang et al., CVPR 2021), appendix A.
"""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional
from typing_extensions import override

from talker.networks.layers import ConvNorm2d

DEPTH = 16  # of the feature volume
SHRINK = 4  # picture pixels for a cell of the feature volume
_RESIDUALS = 6


class _Same(ConvNorm2d):
    def forward(self, x: Tensor) -> Tensor:
        return super().forward(x).relu()


class _Down(ConvNorm2d):
    def forward(self, x: Tensor) -> Tensor:
        return functional.avg_pool2d(super().forward(x).relu(), 2)


class _Residual3d(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.norm1 = nn.BatchNorm3d(channels)
        self.conv1 = nn.Conv3d(channels, channels, 3, padding=1)
        self.norm2 = nn.BatchNorm3d(channels)
        self.conv2 = nn.Conv3d(channels, channels, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        y = self.norm2(self.conv1(self.norm1(x).relu()))
        return x + self.conv2(y.relu())


class AppearanceExtractor(nn.Module):
    """Pictures [B, 3, S, S] in 0..1 -> feature volumes [B, volume, 16, S / 4, S / 4].

    `width`: channels of the first map.
    """

    def __init__(self, width: int, volume: int) -> None:
        super().__init__()
        self.first = _Same(3, width)
        self.down_blocks = nn.ModuleList([_Down(width, 2 * width), _Down(2 * width, 4 * width)])
        self.second = nn.Conv2d(4 * width, volume * DEPTH, 1)
        self.resblocks_3d = nn.Sequential()
        for i in range(_RESIDUALS):
            self.resblocks_3d.add_module(f"3dr{i}", _Residual3d(volume))

    def volume(self, pictures: Tensor) -> Tensor:
        """The feature volumes."""
        x = self.first(pictures)
        for down in self.down_blocks:
            x = down(x)
        return self.resblocks_3d(self.second(x).unflatten(1, (-1, DEPTH)))

    @override
    def forward(self, pictures: Tensor) -> Tensor:
        return self.volume(pictures)
