"""The generator: the source's picture and two sets of keypoints -> a frame.

"One-Shot Free-View Neural Talking-Head Synthesis" (Wang et al., CVPR 2021), appendix A, with
a SPADE decoder. Keys after the prefix `generator.`. `forward` is the plain evaluation, layer by
layer; `renderer.py` gives the same pixels with much less work.
"""

from __future__ import annotations

from torch import Tensor, nn
from typing_extensions import override

from talker.engines.sadtalker.mapping import KEYPOINTS
from talker.networks.appearance import AppearanceExtractor
from talker.networks.motion_field import MotionField
from talker.networks.spade import SpadeDecoder
from talker.networks.warping import Warping, Widths

_LEAST_SHARE = 0.001


class Generator(nn.Module):
    """Everything behind the prefix `generator.`."""

    def __init__(self, widths: Widths | None = None) -> None:
        super().__init__()
        widths = widths or Widths()
        appearance = AppearanceExtractor(widths.picture, widths.volume)
        warping = Warping(KEYPOINTS, widths, least_share=_LEAST_SHARE)
        # The file has the parts of both side by side: in a tuple no prefix becomes theirs.
        self._parts = (appearance, warping)
        for network in self._parts:
            for name, part in network.named_children():
                self.add_module(name, part)
        self.decoder = SpadeDecoder(widths.picture, widths.hidden)

    @property
    def appearance(self) -> AppearanceExtractor:
        """Pictures to feature volumes."""
        return self._parts[0]

    @property
    def warping(self) -> Warping:
        """Feature volumes and keypoints to the decoder's maps."""
        return self._parts[1]

    def volume(self, pictures: Tensor) -> Tensor:
        """Feature volumes [B, 32, 16, S / 4, S / 4] of pictures [B, 3, S, S] in 0..1."""
        return self.appearance(pictures)

    def warped(self, volume: Tensor, field: MotionField) -> Tensor:
        """The map [B, 256, S / 4, S / 4] that the decoder draws."""
        return self.warping.look(volume, field)

    @override
    def forward(self, pictures: Tensor, source: Tensor, driving: Tensor) -> Tensor:
        """Frames [B, 3, S, S] in 0..1 of pictures [B, 3, S, S] and keypoints [B, 15, 3]."""
        return self.decoder(self.warping(self.volume(pictures), source, driving))
