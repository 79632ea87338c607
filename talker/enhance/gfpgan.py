"""GFPGAN 1.3 and 1.4: a U-Net reads the damaged face and steers a face generator.

Wang et al., "Towards Real-World Blind Face Restoration with Generative Facial Prior" (2021), in
the "clean" form of the published checkpoints: bilinear resizing, one code for each convolution.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from torch import Tensor, nn
from torch.nn import functional
from typing_extensions import override

from talker.enhance.stylegan2 import StyleDecoder

_SLOPE = 0.2


@dataclass(frozen=True)
class Widths:
    """Channels of the U-Net's maps, largest first: 512, 256 ... 4 pixels in the official size.

    The generator has twice as many, one half of which the U-Net steers; `style` is the length of
    a code.
    """

    unet: tuple[int, ...] = (32, 64, 128, 256, 256, 256, 256, 256)
    style: int = 512


class _Resizing(nn.Module):
    """A residual block that halves (`factor` 0.5) or doubles (2) its maps in the middle."""

    def __init__(self, inputs: int, outputs: int, factor: float) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, inputs, 3, padding=1)
        self.conv2 = nn.Conv2d(inputs, outputs, 3, padding=1)
        self.skip = nn.Conv2d(inputs, outputs, 1, bias=False)
        self._factor = factor

    def forward(self, maps: Tensor) -> Tensor:
        made = self._resized(functional.leaky_relu_(self.conv1(maps), _SLOPE))
        made = functional.leaky_relu_(self.conv2(made), _SLOPE)
        return made.add_(self.skip(self._resized(maps)))

    def _resized(self, maps: Tensor) -> Tensor:
        return functional.interpolate(
            maps, scale_factor=self._factor, mode="bilinear", align_corners=False
        )


class GfpGan(nn.Module):
    """Faces [B, 3, 512, 512] in -1..1, aligned to the template -> the same, restored."""

    # Used only to train the network, and to draw faces that nobody asked for.
    unused = ("toRGB.", "stylegan_decoder.style_mlp.")

    def __init__(self, widths: Widths | None = None) -> None:
        super().__init__()
        widths = widths or Widths()
        unet, deepest = widths.unet, widths.unet[-1]
        self._codes, self._style = 2 * len(unet), widths.style
        self.conv_body_first = nn.Conv2d(3, unet[0], 1)
        self.conv_body_down = nn.ModuleList(_Resizing(a, b, 0.5) for a, b in pairwise(unet))
        self.final_conv = nn.Conv2d(deepest, deepest, 3, padding=1)
        self.final_linear = nn.Linear(deepest * 16, self._codes * widths.style)
        self.conv_body_up = nn.ModuleList(_Resizing(a, b, 2) for a, b in pairwise(unet[::-1]))
        self.condition_scale = nn.ModuleList(_condition(c) for c in unet[-2::-1])
        self.condition_shift = nn.ModuleList(_condition(c) for c in unet[-2::-1])
        self.stylegan_decoder = StyleDecoder([2 * c for c in unet[::-1]], widths.style)

    @override
    def forward(self, faces: Tensor) -> Tensor:
        codes, conditions = self.steering(faces)
        return self.stylegan_decoder(codes, conditions)

    def steering(self, faces: Tensor) -> tuple[Tensor, list[tuple[Tensor, Tensor]]]:
        """The style codes [B, 16, 512] and, for 8 to 512 pixels, scale and shift of the maps."""
        maps = functional.leaky_relu_(self.conv_body_first(faces), _SLOPE)
        skips = []
        for down in self.conv_body_down:
            maps = down(maps)
            skips.append(maps)
        maps = functional.leaky_relu_(self.final_conv(maps), _SLOPE)
        codes = self.final_linear(maps.flatten(1)).view(-1, self._codes, self._style)
        conditions = []
        stages = zip(self.conv_body_up, self.condition_scale, self.condition_shift, strict=True)
        for (up, scale, shift), skip in zip(stages, reversed(skips), strict=True):
            maps = up(maps + skip)
            conditions.append((scale(maps), shift(maps)))
        return codes, conditions


def _condition(channels: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(channels, channels, 3, padding=1),
        nn.LeakyReLU(_SLOPE, inplace=True),
        nn.Conv2d(channels, channels, 3, padding=1),
    )
