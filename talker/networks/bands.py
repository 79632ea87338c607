"""Convolutions whose result comes in bands of rows, so that it need never be whole in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import torch
from torch import Tensor, nn


class Band(NamedTuple):
    """Some rows of some pictures of a convolution's result: `values` [n, outputs, rows, W]."""

    pictures: slice
    rows: slice
    values: Tensor


class DirectConv(nn.Conv2d):
    """The library's own convolution: one band."""

    def bands(self, x: Tensor) -> Iterator[Band]:
        """One band [B, O, H, W] of all rows, for `x` [B, C, H, W]."""
        yield Band(slice(0, x.shape[0]), slice(0, x.shape[2]), self(x))


def direct_conv(weight: Tensor, bias: Tensor | None) -> DirectConv:
    """Of `weight` [O, C, k, k], stride 1, the size kept."""
    outputs, inputs, kernel, _ = weight.shape
    with torch.device("meta"):
        conv = DirectConv(inputs, outputs, kernel, padding=kernel // 2, bias=bias is not None)
    conv.weight = nn.Parameter(weight.detach(), requires_grad=False)
    if bias is not None:
        conv.bias = nn.Parameter(bias.detach(), requires_grad=False)
    return conv
