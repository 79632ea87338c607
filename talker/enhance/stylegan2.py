"""StyleGAN2's picture generator in its plain form, with features of a face mixed into its maps.

Karras et al., "Analyzing and Improving the Image Quality of StyleGAN" (2020), section 2; the
mixing is the channel-split spatial feature transform of Wang et al., "Towards Real-World Blind
Face Restoration with Generative Facial Prior" (2021), section 3.4. Enlarging is bilinear, and the
noise is what the checkpoint stores: a face never flickers from one frame to the next.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional
from typing_extensions import override

_SLOPE = 0.2
_GAIN = 2**0.5
_TINY = 1e-8


def enlarged(maps: Tensor) -> Tensor:
    """[B, C, H, W] at twice the size."""
    return functional.interpolate(maps, scale_factor=2, mode="bilinear", align_corners=False)


class ModulatedConv(nn.Module):
    """A convolution whose input channels are scaled by the style of each picture.

    The weights are shared by the pictures of a batch: channels are scaled before, and brought
    back to unit variance (where `demodulated`) after one ordinary convolution.
    """

    def __init__(
        self, inputs: int, outputs: int, kernel: int, style: int, *, demodulated: bool
    ) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(1, outputs, inputs, kernel, kernel))
        self.modulation = nn.Linear(style, inputs)
        self._padding = kernel // 2
        self._demodulated = demodulated

    def forward(self, maps: Tensor, style: Tensor, gain: float = 1.0) -> Tensor:
        """`maps` [B, C, H, W], `style` [B, S]; the result is `gain` times as large."""
        scale = self.modulation(style).float()
        # The largest scale is 1 in the convolution, so that half precision cannot overflow.
        largest = scale.abs().amax(1, keepdim=True).clamp(min=_TINY)
        back = largest
        if self._demodulated:
            energy = self.weight[0].float().square().sum((2, 3))
            back = largest * torch.rsqrt(scale.square() @ energy.T + _TINY)
        scaled = maps * (scale / largest).to(maps.dtype)[:, :, None, None]
        made = functional.conv2d(scaled, self.weight[0], padding=self._padding)
        # Results are the caller's alone: a copy of large maps costs as much as a convolution.
        return made.mul_((gain * back).to(made.dtype)[:, :, None, None])


class StyleConv(nn.Module):
    """Modulated convolution, a noise map, bias and activation; `up` doubles the size first."""

    def __init__(self, inputs: int, outputs: int, style: int, *, up: bool) -> None:
        super().__init__()
        self.modulated_conv = ModulatedConv(inputs, outputs, 3, style, demodulated=True)
        self.weight = nn.Parameter(torch.empty(1))
        self.bias = nn.Parameter(torch.empty(1, outputs, 1, 1))
        self._up = up

    @override
    def forward(self, maps: Tensor, style: Tensor, noise: Tensor) -> Tensor:
        made = self.modulated_conv(enlarged(maps) if self._up else maps, style, _GAIN)
        return functional.leaky_relu_(made.add_(self.weight * noise).add_(self.bias), _SLOPE)


class ToRgb(nn.Module):
    """The picture of one level, added to the enlarged picture of the level below."""

    def __init__(self, inputs: int, style: int) -> None:
        super().__init__()
        self.modulated_conv = ModulatedConv(inputs, 3, 1, style, demodulated=False)
        self.bias = nn.Parameter(torch.empty(1, 3, 1, 1))

    @override
    def forward(self, maps: Tensor, style: Tensor, below: Tensor | None = None) -> Tensor:
        picture = self.modulated_conv(maps, style).add_(self.bias)
        return picture if below is None else picture + enlarged(below)


class _Constant(nn.Module):
    """The 4x4 map that every picture grows from."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(1, channels, 4, 4))


class _Noises(nn.Module):
    """One stored noise map for each convolution."""

    def __init__(self, levels: int) -> None:
        super().__init__()
        for index in range(2 * levels - 1):
            size = 4 << (index + 1) // 2
            self.register_buffer(f"noise{index}", torch.empty(1, 1, size, size))

    def __getitem__(self, index: int) -> Tensor:
        return self.get_buffer(f"noise{index}")


class StyleDecoder(nn.Module):
    """`channels` are those of the maps at 4, 8, 16 ... pixels; `style` is the length of a code."""

    def __init__(self, channels: Sequence[int], style: int) -> None:
        super().__init__()
        first, above = channels[0], channels[1:]
        self.constant_input = _Constant(first)
        self.style_conv1 = StyleConv(first, first, style, up=False)
        self.to_rgb1 = ToRgb(first, style)
        self.style_convs = nn.ModuleList()
        self.to_rgbs = nn.ModuleList()
        self.noises = _Noises(len(channels))
        inputs = first
        for outputs in above:
            self.style_convs.append(StyleConv(inputs, outputs, style, up=True))
            self.style_convs.append(StyleConv(outputs, outputs, style, up=False))
            self.to_rgbs.append(ToRgb(outputs, style))
            inputs = outputs

    def forward(self, codes: Tensor, conditions: Sequence[tuple[Tensor, Tensor]]) -> Tensor:
        """A picture [B, 3, S, S] in about -1..1.

        `codes` [B, 2 * levels, style]: one for each convolution; `conditions`: scale and shift
        [B, C / 2, s, s] of each level from 8 pixels on, for the second half of its channels.
        """
        maps = self.constant_input.weight.expand(codes.shape[0], -1, -1, -1)
        maps = self.style_conv1(maps, codes[:, 0], self.noises[0])
        picture = self.to_rgb1(maps, codes[:, 1])
        for level, (scale, shift) in enumerate(conditions):
            at = 2 * level + 1
            maps = self.style_convs[at - 1](maps, codes[:, at], self.noises[at])
            free, guided = maps.chunk(2, 1)
            maps = torch.cat([free, torch.addcmul(shift, guided, scale)], 1)
            maps = self.style_convs[at](maps, codes[:, at + 1], self.noises[at + 1])
            picture = self.to_rgbs[level](maps, codes[:, at + 2], picture)
        return picture
