"""Dense motion with its exact savings: the same field as `motion_field.py` up to rounding.

The first look at the source moves its features by constant shifts, and the bells around the
keypoints are products over the axes: both are worked out axis by axis.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from talker.networks.enlarged import EnlargedConv
from talker.networks.fourier import FourierConv3d
from talker.networks.grids import axis, identity_grid
from talker.networks.motion_field import (
    HEAT_VARIANCE,
    DenseMotion,
    Hourglass,
    MotionField,
    gaussians,
    motion_shares,
    sample,
)
from talker.networks.savings import Savings
from talker.networks.winograd import WinogradConv

_WINOGRAD_LEVELS = 3  # deeper maps are too small for tiles of 4x4
_NO_BELL = 1e-8  # products of smaller factors would be denormal: processors slow down for them
_FIRST_ENLARGED = 1  # at 256 the first map is 2x2: nothing is gained there


@dataclass(frozen=True)
class SourceMotion:
    """What the motion field needs of the source, batch 1.

    `features`: [1, 4, D, F, F]; `still`: the same sampled in place; `bells` around the source's
    keypoints: float32 [1, K, D, F, F]; `keypoints`: float32 [1, K, 3].
    """

    features: Tensor
    still: Tensor
    bells: Tensor
    keypoints: Tensor


class FastMotion(nn.Module):
    """Made from a network whose batch norms are folded if `savings` says so; changes it."""

    def __init__(self, network: DenseMotion, savings: Savings) -> None:
        super().__init__()
        if savings.folded_norms:
            speed_up(network.hourglass, savings)
        self._by_axis = savings.by_axis
        self._least_share = network.least_share
        self.look = nn.Sequential(network.compress, network.norm, nn.ReLU())
        self.hourglass = network.hourglass
        mask = network.mask
        self.mask = FourierConv3d(mask.weight, mask.bias) if savings.fourier else mask
        self.occlusion = _Occlusion(network.occlusion) if savings.joined_maps else network.occlusion

    def source(self, volume: Tensor, keypoints: Tensor) -> SourceMotion:
        """Once for a source: its feature volume [1, C, D, F, F] and keypoints [1, K, 3]."""
        features = self.look(volume)
        grid = identity_grid(volume.shape[2:], device=volume.device)
        return SourceMotion(
            features=features,
            still=sample(features, grid.unsqueeze(0)),
            bells=self._bells(grid, keypoints),
            keypoints=keypoints,
        )

    def forward(self, source: SourceMotion, driving: Tensor) -> MotionField:
        """The field of keypoints [B, K, 3]."""
        shifts = source.keypoints - driving
        grid = identity_grid(source.features.shape[2:], device=driving.device)
        heat = (self._bells(grid, driving) - source.bells).to(source.features.dtype)
        moved = self._moved(source.features, grid, shifts)
        hidden = self.hourglass(_looks(heat, moved, source.still))
        shares = motion_shares(self.mask(hidden), self._least_share)
        # The sum of share * (grid + shift) over the motions.
        deformation = shares.sum(1).unsqueeze(-1) * grid
        deformation += torch.einsum("bkdhw,bki->bdhwi", shares[:, 1:], shifts)
        occlusion = self.occlusion(hidden.flatten(1, 2)).sigmoid()
        return MotionField(deformation, occlusion, shares.mean(2))

    def _bells(self, grid: Tensor, keypoints: Tensor) -> Tensor:
        if not self._by_axis:
            return gaussians(grid, keypoints)
        depth, height, width, _ = grid.shape
        x, y, z = (
            (
                (axis(n, grid.device) - keypoints[..., i, None]).square() * (-0.5 / HEAT_VARIANCE)
            ).exp()
            for i, n in enumerate((width, height, depth))
        )  # each [B, K, n]
        x, y, z = (torch.where(factor < _NO_BELL, 0.0, factor) for factor in (x, y, z))
        return z[..., None, None] * y[..., None, :, None] * x[..., None, None, :]

    def _moved(self, features: Tensor, grid: Tensor, shifts: Tensor) -> Tensor:
        """Features [1, C, D, F, F] sampled at grid + shift: [B, K, C, D, F, F]."""
        batch, count = shifts.shape[:2]
        if not self._by_axis:
            places = grid + shifts[:, :, None, None, None]
            copies = features.expand(batch * count, -1, -1, -1, -1)
            return sample(copies, places.flatten(0, 1)).unflatten(0, (batch, count))
        depth, height, width = features.shape[2:]
        by_x, by_y, by_z = (
            _resampling(shifts[..., i], n).to(features.dtype)
            for i, n in enumerate((width, height, depth))
        )  # each [B, K, n out, n in]
        planes = features.expand(batch, -1, -1, -1, -1).flatten(1, 3).unsqueeze(1)
        # [B, K, C * D * H, W out], then the rows, then the planes
        across = (planes @ by_x.transpose(2, 3)).unflatten(2, (-1, height))
        down = (by_y.unsqueeze(2) @ across).flatten(3).unflatten(2, (-1, depth))
        return (by_z.unsqueeze(2) @ down).unflatten(4, (height, width))


def speed_up(network: Hourglass, savings: Savings) -> None:
    """Puts faster convolutions into an hourglass whose norms are folded."""
    if savings.winograd:
        for block in network.encoder.down_blocks[:_WINOGRAD_LEVELS]:
            block.conv = WinogradConv(block.conv.weight, block.conv.bias)
        last = network.decoder.conv
        network.decoder.conv = WinogradConv(last.weight, last.bias)
    if savings.small_maps:
        blocks = network.decoder.up_blocks
        for level in range(_FIRST_ENLARGED, len(blocks)):
            conv = blocks[level].conv
            blocks[level] = EnlargedConv(conv.weight, conv.bias, 2)


class _Occlusion(nn.Module):
    """A convolution with a single output: each tap as an output of its own, then put together."""

    def __init__(self, conv: nn.Conv2d) -> None:
        super().__init__()
        # Turned around: what `fold` adds up goes outwards from each place.
        self.taps = nn.Parameter(conv.weight.detach()[0].flip(1, 2).flatten(1).t().contiguous())
        self.bias = conv.bias
        self._kernel = conv.kernel_size[0]

    def forward(self, x: Tensor) -> Tensor:
        parts = self.taps @ x.flatten(2)
        size = (x.shape[2], x.shape[3])
        return functional.fold(parts, size, self._kernel, padding=self._kernel // 2) + self.bias


def _looks(heat: Tensor, moved: Tensor, still: Tensor) -> Tensor:
    """[B, (K + 1) * 5, D, F, F]: of each motion its heat, then its moved features."""
    batch, count = heat.shape[:2]
    looks = moved.new_zeros(batch, count + 1, 1 + still.shape[1], *still.shape[2:])
    looks[:, 0, 1:] = still
    looks[:, 1:, 0] = heat
    looks[:, 1:, 1:] = moved
    return looks.flatten(1, 2)


def _resampling(shifts: Tensor, count: int) -> Tensor:
    """Matrices [B, K, count out, count in] that sample one axis at its places plus a shift.

    Linear between the two nearest cells, zero outside, in the convention of `sample`.
    """
    places = ((axis(count, shifts.device) + shifts.unsqueeze(-1) + 1) * count - 1) / 2
    cells = torch.arange(count, dtype=torch.float32, device=shifts.device)
    return (1 - (places.unsqueeze(-1) - cells).abs()).clamp_min_(0)
