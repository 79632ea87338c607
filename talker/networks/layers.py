"""Layers that several networks share, and how a trained network is folded for inference.

Every module registers its children in the order in which they run. That is what lets
`fold_norms` find each batch normalisation that directly follows a convolution.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional
from typing_extensions import override


class ConvNorm2d(nn.Module):
    """A 2-D convolution and its batch normalisation, under the names `conv` and `norm`."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, 3, padding=1)
        self.norm = nn.BatchNorm2d(outputs)

    @override
    def forward(self, x: Tensor) -> Tensor:
        return self.norm(self.conv(x))


class ConvNorm3d(nn.Module):
    """A 3-D convolution and its batch normalisation, under the names `conv` and `norm`."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.conv = nn.Conv3d(inputs, outputs, 3, padding=1)
        self.norm = nn.BatchNorm3d(outputs)

    @override
    def forward(self, x: Tensor) -> Tensor:
        return self.norm(self.conv(x))


class SpectralConv2d(nn.Module):
    """A convolution stored with spectral normalisation (Miyato et al., 2018, without iteration).

    Its weight is `weight_orig / (u . (W v))` with the stored vectors u and v, W being
    `weight_orig` as a matrix (out, in * k * k).
    """

    def __init__(self, inputs: int, outputs: int, kernel: int, *, bias: bool) -> None:
        super().__init__()
        self.weight_orig = nn.Parameter(torch.empty(outputs, inputs, kernel, kernel))
        self.register_parameter("bias", nn.Parameter(torch.empty(outputs)) if bias else None)
        self.register_buffer("weight_u", torch.empty(outputs))
        self.register_buffer("weight_v", torch.empty(inputs * kernel * kernel))
        self.padding = kernel // 2

    @property
    def weight(self) -> Tensor:
        """The normalised weight."""
        matrix = self.weight_orig.flatten(1)
        return self.weight_orig / torch.dot(self.weight_u, torch.mv(matrix, self.weight_v))

    @override
    def forward(self, x: Tensor) -> Tensor:
        return functional.conv2d(x, self.weight, self.bias, padding=self.padding)


def fold_norms(network: nn.Module) -> None:
    """Puts every batch normalisation that follows a convolution into that convolution.

    Spectral normalisation is worked out once. The network gives the same values up to rounding
    and has other keys afterwards.
    """
    for module in list(network.modules()):
        before: nn.Module | None = None
        for name, child in list(module.named_children()):
            if isinstance(child, SpectralConv2d):
                setattr(module, name, _plain_conv(child))
            elif isinstance(child, nn.modules.batchnorm._BatchNorm) and isinstance(
                before, nn.Conv2d | nn.Conv3d
            ):
                _absorb(before, child)
                setattr(module, name, nn.Identity())
            before = child


def _plain_conv(conv: SpectralConv2d) -> nn.Conv2d:
    outputs, inputs, kernel, _ = conv.weight_orig.shape
    with torch.device("meta"):
        plain = nn.Conv2d(inputs, outputs, kernel, padding=conv.padding, bias=conv.bias is not None)
    plain.weight = nn.Parameter(conv.weight.detach(), requires_grad=False)
    plain.bias = conv.bias
    return plain


def _absorb(conv: nn.Conv2d | nn.Conv3d, norm: nn.modules.batchnorm._BatchNorm) -> None:
    scale = (norm.weight * torch.rsqrt(norm.running_var + norm.eps)).detach()
    shift = norm.bias.detach() - norm.running_mean * scale
    shape = (-1,) + (1,) * (conv.weight.dim() - 1)
    bias = shift if conv.bias is None else shift + conv.bias.detach() * scale
    # New tensors: the old ones may lie in the memory-mapped file.
    conv.weight = nn.Parameter(conv.weight.detach() * scale.view(shape), requires_grad=False)
    conv.bias = nn.Parameter(bias, requires_grad=False)
