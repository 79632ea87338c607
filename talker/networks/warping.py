"""The warping network: a feature volume and two sets of keypoints -> the map that a decoder draws.

"One-Shot Free-View Neural Talking-Head Synthesis" (Wang et al., CVPR 2021), appendix A. `forward`
is the plain evaluation, layer by layer; `frame_renderer.py` gives the same with much less work.
"""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor, nn
from torch.nn import functional
from typing_extensions import override

from talker.networks.appearance import DEPTH
from talker.networks.layers import ConvNorm2d
from talker.networks.motion_field import DenseMotion, MotionField, sample

_SLOPE = 0.01


@dataclass(frozen=True)
class Widths:
    """Channels of the generator; the defaults are those of the official files."""

    picture: int = 64
    volume: int = 32
    motion: int = 64
    hidden: int = 128


class _Third(ConvNorm2d):
    def forward(self, x: Tensor) -> Tensor:
        return functional.leaky_relu(super().forward(x), _SLOPE)


class Warping(nn.Module):
    """Volumes [B, volume, 16, F, F], keypoints [B, K, 3] of both -> maps [B, 4 * picture, F, F]."""

    def __init__(self, keypoints: int, widths: Widths, *, least_share: float = 0.0) -> None:
        super().__init__()
        maps = 4 * widths.picture
        self.dense_motion_network = DenseMotion(
            keypoints, widths.volume, DEPTH, widths.motion, least_share=least_share
        )
        self.third = _Third(widths.volume * DEPTH, maps)
        self.fourth = nn.Conv2d(maps, maps, 1)

    def look(self, volume: Tensor, field: MotionField) -> Tensor:
        """The map of a volume moved by `field`."""
        return self.shown(sample(volume, field.deformation).flatten(1, 2), field.occlusion)

    def shown(self, moved: Tensor, occlusion: Tensor) -> Tensor:
        """The map of the moved features [B, volume * 16, F, F]."""
        return self.fourth(self.third(moved)) * occlusion

    @override
    def forward(self, volume: Tensor, source: Tensor, driving: Tensor) -> Tensor:
        return self.look(volume, self.dense_motion_network(volume, source, driving))
