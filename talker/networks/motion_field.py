"""Dense motion: where in the source's feature volume each place of a frame comes from.

"One-Shot Free-View Neural Talking-Head Synthesis" (Wang et al., CVPR 2021), section 3.2 and
appendix A, after the "First Order Motion Model" (Siarohin et al., 2019). `forward` is the plain
evaluation, layer by layer.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional
from typing_extensions import override

from talker.networks.abilities import samples_volumes
from talker.networks.gather import gathered
from talker.networks.grids import identity_grid
from talker.networks.layers import ConvNorm3d

COMPRESSED = 4  # channels of the features that are moved for a first look
HEAT_VARIANCE = 0.01
_LEVELS = 5
_KERNEL = 7


@dataclass(frozen=True)
class MotionField:
    """`deformation`: places (x, y, z) in the source, float32 [B, D, F, F, 3]; `occlusion`:
    how much of the source is to be seen, [B, 1, F, F] in 0..1; `shares`: how much each of the
    motions has, in the mean of the planes, float32 [B, K + 1, F, F]."""

    deformation: Tensor
    occlusion: Tensor
    shares: Tensor


class _Down(ConvNorm3d):
    def forward(self, x: Tensor) -> Tensor:
        return _halved(super().forward(x).relu())


class _Up(ConvNorm3d):
    def forward(self, x: Tensor) -> Tensor:
        larger = functional.interpolate(x, scale_factor=(1, 2, 2))
        return super().forward(larger).relu()


class _Encoder(nn.Module):
    def __init__(self, inputs: int, width: int) -> None:
        super().__init__()
        self.down_blocks = nn.ModuleList()
        for i in range(_LEVELS):
            self.down_blocks.append(_Down(inputs, width << i))
            inputs = width << i


class _Decoder(nn.Module):
    def __init__(self, inputs: int, width: int) -> None:
        super().__init__()
        self.up_blocks = nn.ModuleList()
        for i in range(_LEVELS):
            outputs = (width << _LEVELS) >> (i + 2)
            self.up_blocks.append(_Up(4 * outputs if i else 2 * outputs, outputs))
        self.conv = nn.Conv3d(inputs + width // 2, inputs + width // 2, 3, padding=1)
        self.norm = nn.BatchNorm3d(inputs + width // 2)


class Hourglass(nn.Module):
    """[B, C, D, F, F] -> [B, C + width / 2, D, F, F] at five sizes."""

    def __init__(self, inputs: int, width: int) -> None:
        super().__init__()
        self.encoder = _Encoder(inputs, width)
        self.decoder = _Decoder(inputs, width)

    @override
    def forward(self, x: Tensor) -> Tensor:
        skips = [x]
        for down in self.encoder.down_blocks:
            skips.append(down(skips[-1]))
        y = skips.pop()
        for up in self.decoder.up_blocks:
            y = torch.cat([up(y), skips.pop()], 1)
        return self.decoder.norm(self.decoder.conv(y)).relu()


class DenseMotion(nn.Module):
    """Feature volume [B, C, D, F, F] and keypoints [B, K, 3] of both -> MotionField.

    `motions`: K + 1, the first being to stay in place; shares of a motion below `least_share`
    count as none.
    """

    def __init__(
        self, keypoints: int, volume: int, depth: int, width: int, *, least_share: float = 0.0
    ) -> None:
        super().__init__()
        self.motions = keypoints + 1
        self.least_share = least_share
        inputs = self.motions * (COMPRESSED + 1)
        hidden = inputs + width // 2
        self.compress = nn.Conv3d(volume, COMPRESSED, 1)
        self.norm = nn.BatchNorm3d(COMPRESSED)
        self.hourglass = Hourglass(inputs, width)
        self.mask = nn.Conv3d(hidden, self.motions, _KERNEL, padding=_KERNEL // 2)
        self.occlusion = nn.Conv2d(hidden * depth, 1, _KERNEL, padding=_KERNEL // 2)

    @override
    def forward(self, volume: Tensor, source: Tensor, driving: Tensor) -> MotionField:
        batch, size = volume.shape[0], volume.shape[2:]
        features = self.norm(self.compress(volume)).relu()
        grid = identity_grid(size, device=volume.device)
        motions = grid.expand(batch, self.motions, *grid.shape).clone()
        motions[:, 1:] += (source - driving)[:, :, None, None, None]
        copies = features[:, None].expand(-1, self.motions, -1, -1, -1, -1).flatten(0, 1)
        moved = sample(copies, motions.flatten(0, 1)).unflatten(0, (batch, self.motions))
        heat = gaussians(grid, driving) - gaussians(grid, source)
        heat = torch.cat([torch.zeros_like(heat[:, :1]), heat], 1)
        looks = torch.cat([heat.unsqueeze(2), moved], 2).flatten(1, 2)
        hidden = self.hourglass(looks)
        shares = motion_shares(self.mask(hidden), self.least_share)
        deformation = (shares.unsqueeze(-1) * motions).sum(1)
        occlusion = self.occlusion(hidden.flatten(1, 2)).sigmoid()
        return MotionField(deformation, occlusion, shares.mean(2))


def _halved(x: Tensor) -> Tensor:
    """Means of 2x2 cells of each plane; the library's pooling knows no half precision on a CPU."""
    rows = x[..., ::2, :] + x[..., 1::2, :]
    return (rows[..., ::2] + rows[..., 1::2]).mul_(0.25)


def motion_shares(logits: Tensor, least: float) -> Tensor:
    """Softmax over the motions [B, K + 1, ...] in float32; shares below `least` become zero."""
    shares = logits.float().softmax(1)
    return torch.where(shares < least, 0.0, shares) if least else shares


def gaussians(grid: Tensor, keypoints: Tensor) -> Tensor:
    """A bell around each of the keypoints [B, K, 3] in the grid [D, H, W, 3]: [B, K, D, H, W]."""
    squares = (grid - keypoints[:, :, None, None, None]).square().sum(-1)
    return (squares * (-0.5 / HEAT_VARIANCE)).exp()


def sample(volume: Tensor, places: Tensor) -> Tensor:
    """`volume` [N, C, D, H, W] at `places` [N, d, h, w, 3] (x, y, z), trilinear, zero outside.

    -1 and 1 are here the outer edges of the outer cells although `identity_grid` puts their
    centres there: even staying in place blurs a little, as in the trained networks.
    """
    if not samples_volumes(volume.device):
        count = len(volume)
        pairs = zip(volume.split(1), places.split(1), strict=True)
        return gathered(volume, places) if count == 1 else torch.cat([gathered(*p) for p in pairs])
    moved = functional.grid_sample(volume.float(), places, align_corners=False)
    return moved.to(volume.dtype)
