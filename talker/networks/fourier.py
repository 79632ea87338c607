"""A convolution with a large kernel by Fourier transform, in tiles.

The overlap-save method: squares of 38x38 values are transformed, multiplied frequency by
frequency over the channels and depth taps, and 32x32 results kept (for seven taps). Depth
stays as it is. Transforms keep the rounding error at that of a direct convolution.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

_TILE = 38  # a map of 64 or 128 cells is a whole number of tiles


class FourierConv3d(nn.Module):
    """A convolution k x k x k with padding k // 2; `weight` [O, C, k, k, k], few outputs."""

    def __init__(self, weight: Tensor, bias: Tensor) -> None:
        super().__init__()
        self._outputs, inputs, self._taps = weight.shape[:3]
        self._step = _TILE - self._taps + 1
        # A correlation: the spectrum of the kernel is taken conjugate.
        spectrum = torch.fft.rfft2(weight.detach().double(), (_TILE, _TILE)).conj()
        matrix = (
            spectrum.permute(3, 4, 1, 2, 0)
            .flatten(0, 1)
            .reshape(-1, inputs, self._taps * self._outputs)
        )
        # (a + bi)(c + di) as one real product of [a b] and [[c d] [-d c]].
        real, imaginary = matrix.real, matrix.imag
        rows = (torch.cat([real, imaginary], 2), torch.cat([-imaginary, real], 2))
        self.register_buffer("spectrum", torch.cat(rows, 1).float().contiguous())
        self.register_buffer("bias", bias.detach())

    def forward(self, x: Tensor) -> Tensor:
        """[B, C, D, H, W] -> [B, O, D, H, W]."""
        batch, _, depth, height, width = x.shape
        down, across = -(-height // self._step), -(-width // self._step)
        rim = self._taps // 2
        size = (down * self._step + 2 * rim, across * self._step + 2 * rim)
        padded = functional.pad(x, (rim, size[1] - width - rim, rim, size[0] - height - rim))
        result = x.new_empty(batch, self._outputs, depth, down * self._step, across * self._step)
        for row in range(0, result.shape[3], self._step):
            for column in range(0, result.shape[4], self._step):
                tile = padded[..., row : row + _TILE, column : column + _TILE]
                result[..., row : row + self._step, column : column + self._step] = self._tile(tile)
        return result[..., :height, :width] + self.bias.view(-1, 1, 1, 1)

    def _tile(self, tile: Tensor) -> Tensor:
        batch, inputs, depth = tile.shape[:3]
        waves = torch.fft.rfft2(tile)
        flat = torch.view_as_real(waves.permute(3, 4, 0, 2, 1).flatten(0, 1).flatten(1, 2))
        # [frequencies, B * D, 2 * C] @ [frequencies, 2 * C, 2 * taps * O]
        rows = flat.permute(0, 1, 3, 2).reshape(flat.shape[0], -1, 2 * inputs)
        products = torch.bmm(rows, self.spectrum).view(
            -1, batch, depth, 2, self._taps, self._outputs
        )
        rim = self._taps // 2
        sums = functional.pad(products, (0, 0, 0, 0, 0, 0, rim, rim))
        total = sums.new_zeros(products.shape[0], batch, depth, 2, self._outputs)
        for tap in range(self._taps):
            total += sums[:, :, tap : tap + depth, :, tap]
        spectrum = torch.complex(total[..., 0, :], total[..., 1, :]).permute(1, 3, 2, 0)
        planes = torch.fft.irfft2(spectrum.unflatten(3, waves.shape[3:]), (_TILE, _TILE))
        return planes[..., : self._step, : self._step]
