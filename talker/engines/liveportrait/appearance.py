"""The appearance extractor (F): the source's picture of 256 pixels -> its feature volume."""

from __future__ import annotations

from talker.networks.appearance import AppearanceExtractor
from talker.networks.warping import Widths


class Appearance(AppearanceExtractor):
    """Pictures [B, 3, 256, 256] RGB in 0..1 -> volumes [B, 32, 16, 64, 64]."""

    def __init__(self, widths: Widths) -> None:
        super().__init__(widths.picture, widths.volume)
