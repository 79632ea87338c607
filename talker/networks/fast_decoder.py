"""The SPADE decoder with its exact savings: the same pixels as `spade.py` up to rounding.

Every SPADE reads the same map, so the shared maps of all that work at one size come out of one
convolution, gamma and beta out of another. The modulation happens band by band while the band
is in the cache.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor, nn
from torch.nn import functional
from typing_extensions import override

from talker.networks.bands import DirectConv, direct_conv
from talker.networks.enlarged import EnlargedConv, enlarged_then_conv
from talker.networks.moments import moments
from talker.networks.savings import Savings
from talker.networks.spade import SLOPE, Spade, SpadeBlock, SpadeDecoder
from talker.networks.winograd import WinogradConv


class FastDecoder(nn.Module):
    """Made from a decoder whose spectral norms are folded; maps [B, 256, F, F] -> pictures."""

    def __init__(self, decoder: SpadeDecoder, savings: Savings) -> None:
        super().__init__()
        self.fc = _conv3(decoder.fc.weight, decoder.fc.bias, savings)
        self.middle = _Level(decoder.middle, 1, savings)
        self.up_0 = _Level([decoder.up_0], 2, savings)
        self.up_1 = _Level([decoder.up_1], 4, savings)
        pixels, *shuffle = list(decoder.conv_img.children()) or [decoder.conv_img]
        self.conv_img = nn.Sequential(direct_conv(pixels.weight, pixels.bias), *shuffle)

    @override
    def forward(self, seg: Tensor) -> Tensor:
        x = self.middle(self.fc(seg), seg)
        x = self.up_1(self.up_0(x, seg), seg)
        return self.conv_img(functional.leaky_relu_(x, SLOPE)).sigmoid_()


class _Level(nn.Module):
    """The blocks that work at `factor` times the size of the map; x comes at half of that."""

    def __init__(self, blocks: list[SpadeBlock], factor: int, savings: Savings) -> None:
        super().__init__()
        norms = [norm for block in blocks for norm in _norms(block)]
        groups = [norms] if savings.joined_maps else [[norm] for norm in norms]
        self.shared = nn.ModuleList([_Shared(group, factor, savings) for group in groups])
        self.blocks = nn.ModuleList(
            [_Block(block, savings, doubles=factor > 1) for block in blocks]
        )

    def forward(self, x: Tensor, seg: Tensor) -> Tensor:
        maps = [part for shared in self.shared for part in shared(seg)]
        for block in self.blocks:
            mine, maps = maps[: block.norms], maps[block.norms :]
            x = block(x, mine)
        return x


class _Shared(nn.Module):
    """The shared maps of some SPADEs: [B, hidden, factor * F, factor * F] for each."""

    def __init__(self, norms: list[Spade], factor: int, savings: Savings) -> None:
        super().__init__()
        convs = [norm.mlp_shared[0] for norm in norms]
        weight = torch.cat([conv.weight for conv in convs])
        bias = torch.cat([conv.bias for conv in convs])
        self._count, self._factor = len(norms), factor
        self._small = factor > 1 and savings.small_maps
        self.conv = (
            EnlargedConv(weight, bias, factor) if self._small else _conv3(weight, bias, savings)
        )

    def forward(self, seg: Tensor) -> tuple[Tensor, ...]:
        if self._small:
            return self.conv(seg).chunk(self._count, 1)
        return enlarged_then_conv(seg, self.conv, self._factor).chunk(self._count, 1)


class _Block(nn.Module):
    """One SPADE block, of x enlarged twice if it `doubles`.

    `maps` are the shared maps of norm_0, norm_1 and, if any, norm_s.
    """

    def __init__(self, block: SpadeBlock, savings: Savings, *, doubles: bool) -> None:
        super().__init__()
        self._doubles = doubles
        self.norms = len(_norms(block))
        self.norm_0 = _Modulation(block.norm_0, savings)
        self.conv_0 = _conv3(block.conv_0.weight, block.conv_0.bias, savings)
        self.norm_1 = _Modulation(block.norm_1, savings)
        self.conv_1 = _conv3(block.conv_1.weight, block.conv_1.bias, savings)
        if block.learned_shortcut:
            self.shortcut = _Shortcut(block.norm_s, block.conv_s, savings)

    def forward(self, x: Tensor, maps: list[Tensor]) -> Tensor:
        normal = _normed(x)
        if self._doubles:
            # The norm is the same before and after enlarging.
            normal = functional.interpolate(normal, scale_factor=2)
        y = self.conv_1(self.norm_1(_normed(self.conv_0(self.norm_0(normal, maps[0]))), maps[1]))
        if len(maps) == 3:
            return y.add_(self.shortcut(normal, maps[2]))
        return y.add_(functional.interpolate(x, scale_factor=2) if self._doubles else x)


class _Modulation(nn.Module):
    """Leaky ReLU of a normed map times (1 + gamma) plus beta."""

    def __init__(self, norm: Spade, savings: Savings) -> None:
        super().__init__()
        self.coefficients = _Coefficients(norm, norm.mlp_beta.weight, norm.mlp_beta.bias, savings)

    def forward(self, normal: Tensor, shared: Tensor) -> Tensor:
        result = torch.empty_like(normal)
        for pictures, rows, gain, offset in self.coefficients(shared):
            values = torch.addcmul(offset, normal[pictures, :, rows], gain)
            result[pictures, :, rows] = functional.leaky_relu_(values, SLOPE)
        return result


class _Shortcut(nn.Module):
    """The 1x1 convolution of a SPADE of a normed map, without activation."""

    def __init__(self, norm: Spade, conv: nn.Conv2d, savings: Savings) -> None:
        super().__init__()
        self._joined = savings.joined_maps
        weight, bias = norm.mlp_beta.weight, norm.mlp_beta.bias
        self.conv = direct_conv(conv.weight, None)
        if self._joined:
            # A convolution of beta is itself a convolution of the shared map.
            matrix = conv.weight.detach()[:, :, 0, 0].double()
            weight = torch.einsum("om,mcij->ocij", matrix, weight.detach().double()).float()
            bias = (matrix @ bias.detach().double()).float()
        self.coefficients = _Coefficients(norm, weight, bias, savings)

    def forward(self, normal: Tensor, shared: Tensor) -> Tensor:
        size = (normal.shape[0], self.conv.out_channels, *normal.shape[2:])
        result = normal.new_empty(size).contiguous(memory_format=_format(normal))
        for pictures, rows, gain, offset in self.coefficients(shared):
            values = normal[pictures, :, rows]
            if self._joined:
                values = self.conv(values * gain).add_(offset)
            else:
                values = self.conv(torch.addcmul(offset, values, gain))
            result[pictures, :, rows] = values
        return result


class _Coefficients(nn.Module):
    """1 + gamma and an offset of a SPADE, band by band."""

    def __init__(self, norm: Spade, weight: Tensor, bias: Tensor, savings: Savings) -> None:
        super().__init__()
        gamma, unit = norm.mlp_gamma.weight, norm.mlp_gamma.bias + 1
        self._gains = gamma.shape[0]
        self.convs = nn.ModuleList()
        if savings.joined_maps:
            self.convs.append(_conv3(torch.cat([gamma, weight]), torch.cat([unit, bias]), savings))
        else:
            self.convs.extend([_conv3(gamma, unit, savings), _conv3(weight, bias, savings)])

    def forward(self, shared: Tensor) -> Iterator[tuple[slice, slice, Tensor, Tensor]]:
        """Pictures, rows, gain and offset of each band."""
        for parts in zip(*(conv.bands(shared) for conv in self.convs), strict=True):
            values = [band.values for band in parts]
            if len(values) == 1:
                values = [values[0][:, : self._gains], values[0][:, self._gains :]]
            yield parts[0].pictures, parts[0].rows, values[0], values[1]


def _normed(x: Tensor) -> Tensor:
    """The instance norm (epsilon 1e-5) of x; its statistics are float32."""
    variance, mean = moments(x.float())
    scale = (variance + 1e-5).rsqrt_()
    return torch.addcmul((-mean * scale).to(x.dtype), x, scale.to(x.dtype))


def _norms(block: SpadeBlock) -> list[Spade]:
    norms = [block.norm_0, block.norm_1]
    return [*norms, block.norm_s] if block.learned_shortcut else norms


def _conv3(weight: Tensor, bias: Tensor, savings: Savings) -> WinogradConv | DirectConv:
    if savings.winograd:
        return WinogradConv(weight, bias)
    return direct_conv(weight, bias)


def _format(x: Tensor) -> torch.memory_format:
    last = torch.channels_last
    return last if x.is_contiguous(memory_format=last) else torch.contiguous_format
