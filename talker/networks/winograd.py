"""3x3 convolutions by minimal filtering, a quarter of the products of the direct way.

"Fast Algorithms for Convolutional Neural Networks" (Lavin and Gray, CVPR 2016), F(4x4, 3x3):
tiles of 6x6 values are transformed, multiplied place by place over the channels, and
transformed back to 4x4 results. The matrices are Toom-Cook's for the points 0, 1, -1, 1/2, -2,
infinity: with these the rounding error is that of a direct convolution (Barabasz et al., "Error
Analysis and Improving the Accuracy of Winograd Convolution", 2020).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from talker.networks.bands import Band

_OUT, _TAPS = 4, 3
_TILE = _OUT + _TAPS - 1
_POINTS = (Fraction(0), Fraction(1), Fraction(-1), Fraction(1, 2), Fraction(-2))
_TILES_AT_ONCE = 128  # what they need stays in the cache


class _Matrices(NamedTuple):
    """Float64: results of products [4, 6], products of taps [6, 3], of values [6, 6]."""

    results: Tensor
    taps: Tensor
    values: Tensor


@lru_cache(maxsize=1)
def _matrices() -> _Matrices:
    results = [[p**i for p in _POINTS] + [Fraction(int(i == _OUT - 1))] for i in range(_OUT)]
    taps, values = [], []
    for point in _POINTS:
        others = [p for p in _POINTS if p != point]
        share = Fraction(1)
        for other in others:
            share *= point - other
        taps.append([point**k / share for k in range(_TAPS)])
        values.append([*_polynomial(others), Fraction(0)])
    taps.append([Fraction(int(k == _TAPS - 1)) for k in range(_TAPS)])
    values.append(_polynomial(list(_POINTS)))
    return _Matrices(*(_tensor(rows) for rows in (results, taps, values)))


def _polynomial(roots: list[Fraction]) -> list[Fraction]:
    """Coefficients, lowest first, of the product of (x - root)."""
    result = [Fraction(1)]
    for root in roots:
        times_x = [Fraction(0), *result]
        result = [a - root * b for a, b in zip(times_x, [*result, Fraction(0)], strict=True)]
    return result


def _tensor(rows: list[list[Fraction]]) -> Tensor:
    return torch.tensor([[float(v) for v in row] for row in rows], dtype=torch.float64)


class WinogradConv(nn.Module):
    """A convolution 3x3 (weight [O, C, 3, 3]) or 3x3x3 (depth first), stride 1, padding 1.

    For inference: results are written in place.
    """

    def __init__(self, weight: Tensor, bias: Tensor | None) -> None:
        super().__init__()
        outputs, inputs = weight.shape[:2]
        results, taps, values = _matrices()
        planes = weight.detach().double().reshape(outputs, inputs, -1, _TAPS**2)
        kernels = torch.kron(taps, taps) @ planes.permute(2, 3, 1, 0).flatten(2)
        # [depth taps, 36, C, O]
        self.register_buffer("kernels", kernels.float().unflatten(2, (inputs, outputs)))
        self.register_buffer("bias", torch.zeros(outputs) if bias is None else bias.detach())
        self.register_buffer("to_products", torch.kron(values, values).float())
        self.register_buffer("to_results", torch.kron(results, results).float())

    def forward(self, x: Tensor) -> Tensor:
        """[B, C, H, W] -> [B, O, H, W], or [B, C, D, H, W] -> [B, O, D, H, W]."""
        return self._volume(x) if x.dim() == 5 else self._picture(x)

    def _picture(self, x: Tensor) -> Tensor:
        batch, _, height, width = x.shape
        result = _empty(x, (batch, self.bias.shape[0], height, width))
        for band in self.bands(x):
            result[band.pictures, :, band.rows] = band.values
        return result

    def _volume(self, x: Tensor) -> Tensor:
        """Each plane as a picture; the products of three planes are summed before the return."""
        batch, inputs, depth, height, width = x.shape
        outputs = self.bias.shape[0]
        # An empty plane before and after.
        planes = functional.pad(x.permute(0, 2, 1, 3, 4), (0, 0, 0, 0, 0, 0, 1, 1))
        tiles = _Tiles(planes.flatten(0, 1))
        result = x.new_empty(batch, depth, height, width, outputs)
        rows = max(1, _TILES_AT_ONCE // (tiles.across * (depth + 2)))
        for frame in range(batch):
            first = frame * (depth + 2)
            for row in range(0, tiles.down, rows):
                count = min(rows, tiles.down - row)
                cut = tiles.cut(slice(first, first + depth + 2), row, count)
                products = (self.to_products @ cut.view(_TILE**2, -1)).view(
                    _TILE**2, depth + 2, -1, inputs
                )
                total: Tensor | None = None
                for tap, kernel in enumerate(self.kernels):
                    plane = products[:, tap : tap + depth].flatten(1, 2)
                    if total is None:
                        total = torch.bmm(plane, kernel)
                    else:
                        total.baddbmm_(plane, kernel)
                assert total is not None
                values = self._results(total, (depth, count, tiles.across))
                end = min(row * _OUT + values.shape[1], height)
                result[frame, :, row * _OUT : end] = values[:, : end - row * _OUT, :width]
        return result.permute(0, 4, 1, 2, 3)

    def bands(self, x: Tensor) -> Iterator[Band]:
        """The result of pictures [B, C, H, W], some rows at a time (a multiple of four)."""
        batch, inputs, height, width = x.shape
        tiles = _Tiles(x)
        rows = max(1, _TILES_AT_ONCE // tiles.across)
        for frame in range(batch):
            for row in range(0, tiles.down, rows):
                count = min(rows, tiles.down - row)
                cut = tiles.cut(slice(frame, frame + 1), row, count)
                products = (self.to_products @ cut.view(_TILE**2, -1)).view(_TILE**2, -1, inputs)
                values = self._results(
                    torch.bmm(products, self.kernels[0]), (1, count, tiles.across)
                )
                end = min((row + count) * _OUT, height)
                values = values[:, : end - row * _OUT, :width]
                yield Band(
                    slice(frame, frame + 1), slice(row * _OUT, end), values.permute(0, 3, 1, 2)
                )

    def _results(self, products: Tensor, shape: tuple[int, int, int]) -> Tensor:
        """[36, N, O] -> [planes, rows * 4, across * 4, O] for `shape` (planes, rows, across)."""
        planes, rows, across = shape
        outputs = products.shape[2]
        flat = (self.to_results @ products.view(_TILE**2, -1)).view(
            _OUT, _OUT, planes, rows, across, outputs
        )
        values = torch.empty(planes, rows, _OUT, across, _OUT, outputs, dtype=flat.dtype)
        torch.add(flat.permute(2, 3, 0, 4, 1, 5), self.bias, out=values)
        return values.view(planes, rows * _OUT, across * _OUT, outputs)


class _Tiles:
    """Overlapping tiles of 6x6 values, four apart, of pictures [N, C, H, W] with a zero rim."""

    def __init__(self, x: Tensor) -> None:
        height, width = x.shape[2:]
        self.down, self.across = -(-height // _OUT), -(-width // _OUT)
        below = self.down * _OUT - height + 1
        right = self.across * _OUT - width + 1
        # Much faster than a padding function, which fills the whole before it copies.
        self._padded = x.new_empty(x.shape[0], height + 1 + below, width + 1 + right, x.shape[1])
        self._padded[:, 1 : height + 1, 1 : width + 1] = x.permute(0, 2, 3, 1)
        self._padded[:, 0] = 0
        self._padded[:, height + 1 :] = 0
        self._padded[:, :, 0] = 0
        self._padded[:, :, width + 1 :] = 0

    def cut(self, pictures: slice, row: int, rows: int) -> Tensor:
        """[6, 6, pictures, rows, across, C], contiguous."""
        part = self._padded[pictures, row * _OUT : (row + rows) * _OUT + _TAPS - 1]
        plane, down, across, channel = part.stride()
        size = (_TILE, _TILE, part.shape[0], rows, self.across, part.shape[3])
        step = (down, across, plane, _OUT * down, _OUT * across, channel)
        return part.as_strided(size, step, part.storage_offset()).contiguous()


def _empty(like: Tensor, shape: tuple[int, int, int, int]) -> Tensor:
    return torch.empty(shape, dtype=like.dtype, memory_format=torch.channels_last)
