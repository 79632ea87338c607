"""The warping network (W): a feature volume, moved from the source's keypoints to others."""

from __future__ import annotations

from talker.networks.warping import Warping, Widths

KEYPOINTS = 21


class WarpingNetwork(Warping):
    """Volumes [B, 32, 16, 64, 64], keypoints [B, 21, 3] of both -> maps [B, 256, 64, 64]."""

    def __init__(self, widths: Widths) -> None:
        super().__init__(KEYPOINTS, widths)
