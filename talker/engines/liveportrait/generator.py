"""The generator (G): the warped map -> a picture of 512 pixels."""

from __future__ import annotations

from talker.networks.spade import SpadeDecoder
from talker.networks.warping import Widths

_SHUFFLE = 2


class Generator(SpadeDecoder):
    """Maps [B, 256, 64, 64] -> pictures [B, 3, 512, 512] RGB in 0..1."""

    def __init__(self, widths: Widths) -> None:
        super().__init__(widths.picture, widths.hidden, _SHUFFLE)
