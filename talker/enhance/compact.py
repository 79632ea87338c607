"""Real-ESRGAN general x4 v3: a small network that works at the picture's own size to the end.

Known as the compact VGG-style network of the Real-ESRGAN releases (2022).
"""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor, nn
from torch.nn import functional
from typing_extensions import override

_FACTOR = 4


@dataclass(frozen=True)
class Widths:
    """Channels of the maps, and the number of convolutions between the first and the last."""

    features: int = 64
    convs: int = 32


class CompactNet(nn.Module):
    """Pictures [B, 3, H, W] in 0..1 -> [B, 3, 4 * H, 4 * W]."""

    unused = ()

    def __init__(self, widths: Widths | None = None) -> None:
        super().__init__()
        widths = widths or Widths()
        features = widths.features
        layers: list[nn.Module] = [nn.Conv2d(3, features, 3, padding=1), nn.PReLU(features)]
        for _ in range(widths.convs):
            layers += [nn.Conv2d(features, features, 3, padding=1), nn.PReLU(features)]
        layers.append(nn.Conv2d(features, 3 * _FACTOR**2, 3, padding=1))
        self.body = nn.ModuleList(layers)

    @override
    def forward(self, pictures: Tensor) -> Tensor:
        maps = pictures
        for layer in self.body:
            maps = layer(maps)
        plain = functional.interpolate(pictures, scale_factor=_FACTOR, mode="nearest")
        return functional.pixel_shuffle(maps, _FACTOR) + plain
