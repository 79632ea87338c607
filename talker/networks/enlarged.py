"""A 3x3 convolution with ReLU of a map enlarged by nearest neighbours, done on the small map.

Enlarged by n, the map consists of blocks of n x n equal values, so along an axis the three taps
of a place meet one cell or two: at the first place of a block the cell before and the cell
itself, at the last one the cell and the one after, at the places between the cell alone. Taps
that meet the same cell are added up beforehand. At n = 2 that leaves 16 of 36 products, at
n = 4 25 of 144, and the results are the same up to rounding, borders included.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor, nn
from torch.nn import functional

_Kind = Literal["before", "inside", "after"]


@dataclass(frozen=True)
class _Part:
    """One place of a block: which convolution, which of its channels, from which cell on."""

    conv: int
    channels: slice
    row: int
    column: int


class EnlargedConv(nn.Module):
    """`weight` [O, C, 3, 3], or [O, C, 3, 3, 3] where the depth stays as it is; `factor` 2 or 4."""

    def __init__(self, weight: Tensor, bias: Tensor, factor: int) -> None:
        super().__init__()
        self._factor = factor
        self._depth = weight.dim() == 5
        self._outputs = weight.shape[0]
        self._convs = nn.ModuleList()
        found: dict[tuple[_Kind, _Kind], _Part] = {}
        kinds = [_kind(place, factor) for place in range(factor)]
        for wide_rows in (True, False):
            for wide_columns in (True, False):
                rows = _chosen(kinds, edge=wide_rows)
                columns = _chosen(kinds, edge=wide_columns)
                if not rows or not columns:
                    continue
                kernels: list[Tensor] = []
                for row in rows:
                    for column in columns:
                        start = len(kernels) * self._outputs
                        found[row, column] = _Part(
                            conv=len(self._convs),
                            channels=slice(start, start + self._outputs),
                            row=int(row == "after"),
                            column=int(column == "after"),
                        )
                        kernels.append(_merged(_merged(weight.detach(), row, -2), column, -1))
                padding = (int(wide_rows), int(wide_columns))
                self._convs.append(_conv(torch.cat(kernels), bias.detach(), padding))
        self._parts = [[found[row, column] for column in kinds] for row in kinds]

    def forward(self, x: Tensor) -> Tensor:
        """[B, C, (D,) h, w] -> [B, O, (D,) factor * h, factor * w]."""
        n = self._factor
        height, width = x.shape[-2:]
        small = [conv(x).relu_() for conv in self._convs]
        last = torch.channels_last_3d if self._depth else torch.channels_last
        result = torch.empty(
            (x.shape[0], self._outputs, *x.shape[2:-2], n * height, n * width),
            dtype=x.dtype,
            device=x.device,
            memory_format=last if x.is_contiguous(memory_format=last) else torch.contiguous_format,
        )
        for i, row in enumerate(self._parts):
            for j, part in enumerate(row):
                result[..., i::n, j::n] = small[part.conv][
                    :, part.channels, ..., part.row : part.row + height,
                    part.column : part.column + width,
                ]  # fmt: skip
        return result


def enlarged_then_conv(x: Tensor, conv: nn.Module, factor: int) -> Tensor:
    """The same in the plain way: enlarges, convolves, and takes the positive part."""
    factors = (factor, factor) if x.dim() == 4 else (1, factor, factor)
    larger = functional.interpolate(x, scale_factor=factors) if factor > 1 else x
    return conv(larger).relu_()


def _kind(place: int, factor: int) -> _Kind:
    if place == 0:
        return "before"
    return "after" if place == factor - 1 else "inside"


def _chosen(kinds: list[_Kind], *, edge: bool) -> list[_Kind]:
    return [kind for kind in dict.fromkeys(kinds) if (kind != "inside") == edge]


def _merged(weight: Tensor, kind: _Kind, axis: int) -> Tensor:
    """Adds up the taps that meet the same cell: two are left, or one inside."""
    first, second, third = weight.unbind(axis)
    match kind:
        case "before":
            taps = [first, second + third]
        case "inside":
            taps = [first + second + third]
        case "after":
            taps = [first + second, third]
    return torch.stack(taps, axis)


def _conv(weight: Tensor, bias: Tensor, padding: tuple[int, int]) -> nn.Conv2d | nn.Conv3d:
    outputs, inputs, *kernel = weight.shape
    build = nn.Conv2d if weight.dim() == 4 else nn.Conv3d
    whole = padding if weight.dim() == 4 else (1, *padding)
    with torch.device("meta"):
        conv = build(inputs, outputs, tuple(kernel), padding=whole)
    conv.weight = nn.Parameter(weight, requires_grad=False)
    conv.bias = nn.Parameter(bias.repeat(outputs // len(bias)), requires_grad=False)
    return conv
