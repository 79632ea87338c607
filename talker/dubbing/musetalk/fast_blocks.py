"""The residual blocks of diffusers' networks with exact savings: the same values up to rounding.

Both networks are left as the library builds them; only their blocks are exchanged. What follows
from the time step alone becomes part of a convolution's bias, convolutions of large maps run by
minimal filtering, and norm and activation are two passes over a map whose channels lie beside
each other.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from diffusers.models.resnet import ResnetBlock2D
from diffusers.models.upsampling import Upsample2D
from torch import Tensor, nn
from torch.nn import functional
from typing_extensions import override

from talker.networks.bands import direct_conv
from talker.networks.moments import moments
from talker.networks.winograd import WinogradConv

# Whether a convolution runs by minimal filtering, which keeps four times its weights.
ChooseWinograd = Callable[[nn.Conv2d], bool]


class FastNorm(nn.Module):
    """A group norm followed by SiLU; [B, C, H, W] -> the same, its channels beside each other."""

    def __init__(self, norm: nn.GroupNorm) -> None:
        super().__init__()
        self.weight, self.bias = norm.weight, norm.bias
        self._groups, self._eps = norm.num_groups, norm.eps

    @override
    def forward(self, x: Tensor) -> Tensor:
        if x.device.type != "cpu":
            y = functional.group_norm(x, self._groups, self.weight, self.bias, self._eps)
            return functional.silu(y, inplace=True)
        return functional.silu(torch.addcmul(*self._affine(x)), inplace=True)

    def _affine(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Offset, map and gain whose product and sum is the normed map."""
        variances, means = moments(x)
        group = (x.shape[0], self._groups, -1)
        of_channels = means.view(group)
        mean = of_channels.mean(2, keepdim=True)
        apart = of_channels - mean
        variance = (variances.view(group) + apart * apart).mean(2, keepdim=True)
        scale = (variance + self._eps).rsqrt()
        gain = self.weight.view(1, self._groups, -1) * scale
        offset = self.bias.view(1, self._groups, -1) - mean * gain
        shape = (*x.shape[:2], 1, 1)
        return offset.view(shape), x, gain.view(shape)


class FastResnet(nn.Module):
    """One residual block; `time` [1, T] is the embedding of the only time step, if it has one."""

    def __init__(self, block: ResnetBlock2D, time: Tensor | None, winograd: ChooseWinograd) -> None:
        super().__init__()
        self.norm1, self.norm2 = FastNorm(block.norm1), FastNorm(block.norm2)
        if time is not None:
            added = block.time_emb_proj(functional.silu(time))[0]
            block.conv1.bias = nn.Parameter(block.conv1.bias + added, requires_grad=False)
        self.conv1 = fast_conv(block.conv1, winograd)
        self.conv2 = fast_conv(block.conv2, winograd)
        self.conv_shortcut = block.conv_shortcut

    @override
    def forward(self, x: Tensor, temb: Tensor | None = None) -> Tensor:
        """[B, C, H, W] -> [B, outputs, H, W]; `temb` is known already."""
        y = self.conv2(self.norm2(self.conv1(self.norm1(x))))
        return y.add_(x if self.conv_shortcut is None else self.conv_shortcut(x))


class FastUpsample(nn.Module):
    """Doubles a map by nearest neighbours and convolves it."""

    def __init__(self, block: Upsample2D, winograd: ChooseWinograd) -> None:
        super().__init__()
        self.conv = fast_conv(block.conv, winograd)

    @override
    def forward(self, x: Tensor, output_size: object = None) -> Tensor:
        """[B, C, H, W] -> [B, outputs, 2 H, 2 W]; all maps can be halved, so no size is asked."""
        return self.conv(functional.interpolate(x, scale_factor=2.0, mode="nearest"))


def exchange_blocks(
    network: nn.Module, winograd: ChooseWinograd, time: Tensor | None = None
) -> None:
    """Puts the fast blocks in the place of the library's, everywhere in `network`."""
    for module in list(network.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, ResnetBlock2D):
                setattr(module, name, FastResnet(child, time, winograd))
            elif isinstance(child, Upsample2D):
                setattr(module, name, FastUpsample(child, winograd))


def fast_conv(conv: nn.Conv2d, winograd: ChooseWinograd) -> nn.Module:
    """A 3x3 convolution that keeps the size of the map, in the chosen way."""
    if winograd(conv):
        return WinogradConv(conv.weight, conv.bias)
    return direct_conv(conv.weight, conv.bias)
