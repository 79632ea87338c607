"""The generator: the source's picture and two sets of keypoints -> a frame.

"One-Shot Free-View Neural Talking-Head Synthesis" (Wang et al., CVPR 2021), appendix A, with
a SPADE decoder. Keys after the prefix `generator.`. `forward` is the plain evaluation, layer by
layer; `renderer.py` gives the same pixels with much less work.
"""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor, nn
from torch.nn import functional

from talker.engines.sadtalker.layers import ConvNorm2d
from talker.engines.sadtalker.motion_field import DenseMotion, MotionField, sample
from talker.engines.sadtalker.spade import SpadeDecoder

DEPTH = 16  # of the feature volume
SHRINK = 4  # picture pixels for a cell of the feature map
_SLOPE = 0.01
_RESIDUALS = 6


@dataclass(frozen=True)
class Widths:
    """Channels of the generator; the defaults are those of the official files."""

    picture: int = 64
    volume: int = 32
    motion: int = 64
    hidden: int = 128


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


class _Third(ConvNorm2d):
    def forward(self, x: Tensor) -> Tensor:
        return functional.leaky_relu(super().forward(x), _SLOPE)


class Generator(nn.Module):
    """Everything behind the prefix `generator.`."""

    def __init__(self, widths: Widths | None = None) -> None:
        super().__init__()
        widths = widths or Widths()
        w, flat = widths.picture, widths.volume * DEPTH
        self.first = _Same(3, w)
        self.down_blocks = nn.ModuleList([_Down(w, 2 * w), _Down(2 * w, 4 * w)])
        self.second = nn.Conv2d(4 * w, flat, 1)
        self.resblocks_3d = nn.Sequential()
        for i in range(_RESIDUALS):
            self.resblocks_3d.add_module(f"3dr{i}", _Residual3d(widths.volume))
        self.dense_motion_network = DenseMotion(widths.volume, DEPTH, widths.motion)
        self.third = _Third(flat, 4 * w)
        self.fourth = nn.Conv2d(4 * w, 4 * w, 1)
        self.decoder = SpadeDecoder(w, widths.hidden)

    def volume(self, pictures: Tensor) -> Tensor:
        """Feature volumes [B, 32, 16, S / 4, S / 4] of pictures [B, 3, S, S] in 0..1."""
        x = self.first(pictures)
        for down in self.down_blocks:
            x = down(x)
        return self.resblocks_3d(self.second(x).unflatten(1, (-1, DEPTH)))

    def warped(self, volume: Tensor, field: MotionField) -> Tensor:
        """The map [B, 256, S / 4, S / 4] that the decoder draws."""
        moved = sample(volume, field.deformation).flatten(1, 2)
        return self.fourth(self.third(moved)) * field.occlusion

    def forward(self, pictures: Tensor, source: Tensor, driving: Tensor) -> Tensor:
        """Frames [B, 3, S, S] in 0..1 of pictures [B, 3, S, S] and keypoints [B, 15, 3]."""
        volume = self.volume(pictures)
        field = self.dense_motion_network(volume, source, driving)
        return self.decoder(self.warped(volume, field))
