"""Draws frames of one source picture: its features once, the rest frame by frame."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from talker.engines.sadtalker.generator import Generator
from talker.networks.between import SparseFrames
from talker.networks.frame_renderer import (
    Drawing,
    FrameRenderer,
    WarpedSource,
    order_channels_last,
)
from talker.networks.layers import fold_norms


@dataclass(frozen=True)
class SourceFeatures:
    """What a frame needs of its source: the `picture` [1, 3, S, S] in 0..1, its `keypoints`
    [1, 15, 3], and what the warping network needs."""

    picture: Tensor
    keypoints: Tensor
    warped: WarpedSource

    @property
    def volume(self) -> Tensor:
        """The feature volume [1, 32, 16, S / 4, S / 4]."""
        return self.warped.volume


class Renderer(nn.Module):
    """A generator made ready for inference. It takes the generator over: do not use both."""

    def __init__(self, generator: Generator, drawing: Drawing) -> None:
        super().__init__()
        self._frames = FrameRenderer(generator.warping, generator.decoder, drawing)
        self.savings = self._frames.savings
        appearance = generator.appearance
        if self.savings.folded_norms:
            fold_norms(appearance)
        appearance.to(self._frames.device, self._frames.dtype).eval().requires_grad_(False)
        if self.savings.channels_last:
            order_channels_last(appearance)
        self._appearance = appearance

    @torch.inference_mode()
    def volume(self, picture: Tensor) -> Tensor:
        """The feature volume [1, 32, 16, S / 4, S / 4] of a picture [1, 3, S, S] in 0..1."""
        order = torch.channels_last if self.savings.channels_last else torch.contiguous_format
        ready = picture.to(self._frames.device, self._frames.dtype).contiguous(memory_format=order)
        return self._appearance(ready)

    def source(
        self, picture: Tensor, keypoints: Tensor, volume: Tensor | None = None
    ) -> SourceFeatures:
        """Of a picture [1, 3, S, S] in 0..1 and its keypoints, float32 [1, 15, 3].

        `volume` is what `volume` gave for this picture before, where that was kept.
        """
        if volume is None:
            volume = self.volume(picture)
        return SourceFeatures(picture, keypoints, self._frames.source(volume, keypoints))

    def sparse(self, source: SourceFeatures, driving: Tensor) -> SparseFrames:
        """Every second frame of those with the keypoints `driving`, float32 [T, 15, 3], and what
        lies between."""
        return SparseFrames(self._frames, source.warped, driving)

    def render(self, source: SourceFeatures, driving: Tensor) -> Tensor:
        """Frames float32 [B, 3, S, S] in 0..1 for keypoints, float32 [B, 15, 3]."""
        if not self.savings.source_once:
            source = self.source(source.picture, source.keypoints)
        return self._frames.render(source.warped, driving)
