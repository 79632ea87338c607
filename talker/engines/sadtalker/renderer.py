"""Draws frames of one source: what depends on it alone is computed once, the rest in batches."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import torch
from torch import Tensor, nn

from talker.engines.sadtalker.fast_decoder import FastDecoder
from talker.engines.sadtalker.fast_motion import FastMotion, SourceMotion
from talker.engines.sadtalker.gather import gathered
from talker.engines.sadtalker.generator import Generator
from talker.engines.sadtalker.layers import fold_norms
from talker.engines.sadtalker.motion_field import sample
from talker.engines.sadtalker.savings import Savings
from talker.engines.sadtalker.winograd import WinogradConv


@dataclass(frozen=True)
class SourceFeatures:
    """All that a frame needs of its source: the `picture` [1, 3, S, S] in 0..1, its feature
    `volume` [1, 32, 16, S / 4, S / 4], and what the motion field needs."""

    picture: Tensor
    volume: Tensor
    motion: SourceMotion


class Renderer(nn.Module):
    """A generator made ready for inference. It takes the generator over: do not use both.

    `dtype` is that of the feature maps; keypoints, places, softmax, and the statistics of norms
    stay float32. `compiled` lets torch compile what is drawn for each frame (with CUDA graphs
    where there is CUDA): minutes at the first batch of each size, faster afterwards.

    On a processor `workers` frames are drawn at once, by default one for each of torch's
    threads; every frame needs working memory of its own (about 0.7 GB at 256, 2.6 GB at 512).
    A frame comes out the same bit for bit in whatever batch, as long as each worker has one core.
    """

    def __init__(
        self,
        generator: Generator,
        savings: Savings | None = None,
        *,
        device: torch.device | str = "cpu",
        dtype: torch.dtype = torch.float32,
        compiled: bool = False,
        workers: int | None = None,
    ) -> None:
        super().__init__()
        self._device = torch.device(device)
        self._dtype = dtype
        self.savings = savings or Savings.best_for(self._device.type, dtype)
        self._decoder: nn.Module = generator.decoder
        if self.savings.folded_norms:
            fold_norms(generator)
            self._decoder = FastDecoder(generator.decoder, self.savings)
            del generator.decoder
            if self.savings.winograd:
                third = generator.third.conv
                generator.third.conv = WinogradConv(third.weight, third.bias)
        self._motion = FastMotion(generator.dense_motion_network, self.savings)
        self._generator = generator
        self.to(device=self._device, dtype=dtype).eval().requires_grad_(False)
        if self.savings.channels_last:
            _order_channels_last(self)
        self._draw = self._frames
        if compiled:
            self._draw = torch.compile(self._frames, mode="reduce-overhead")
        self._pool: ThreadPoolExecutor | None = None
        if self.savings.core_each and self._device.type == "cpu":
            cores = torch.get_num_threads()
            count = workers or cores
            self._pool = ThreadPoolExecutor(
                count, "renderer", torch.set_num_threads, (max(1, cores // count),)
            )

    @torch.inference_mode()
    def volume(self, picture: Tensor) -> Tensor:
        """The feature volume [1, 32, 16, S / 4, S / 4] of a picture [1, 3, S, S] in 0..1."""
        order = torch.channels_last if self.savings.channels_last else torch.contiguous_format
        ready = picture.to(self._device, self._dtype).contiguous(memory_format=order)
        return self._generator.volume(ready)

    @torch.inference_mode()
    def source(
        self, picture: Tensor, keypoints: Tensor, volume: Tensor | None = None
    ) -> SourceFeatures:
        """Of a picture [1, 3, S, S] in 0..1 and its keypoints, float32 [1, 15, 3].

        `volume` is what `volume` gave for this picture before, where that was kept.
        """
        if volume is None:
            volume = self.volume(picture)
        volume = volume.to(self._device, self._dtype)
        motion = self._motion.source(volume, keypoints.to(self._device))
        return SourceFeatures(picture, volume, motion)

    @torch.inference_mode()
    def render(self, source: SourceFeatures, driving: Tensor) -> Tensor:
        """Frames float32 [B, 3, S, S] in 0..1 for keypoints, float32 [B, 15, 3]."""
        if not self.savings.source_once:
            source = self.source(source.picture, source.motion.keypoints)
        driving = driving.to(self._device)
        if self._pool is None:
            return self._draw(source, driving).float()
        # Inference mode belongs to a thread.
        draw_frame = torch.inference_mode()(partial(self._draw, source))
        return torch.cat(list(self._pool.map(draw_frame, driving.split(1)))).float()

    def _frames(self, source: SourceFeatures, driving: Tensor) -> Tensor:
        field = self._motion(source.motion, driving)
        if self.savings.by_axis and self._device.type == "cpu":
            moved = gathered(source.volume, field.deformation)
        else:
            volume = source.volume.expand(driving.shape[0], -1, -1, -1, -1)
            moved = sample(volume, field.deformation)
        flat = moved.flatten(1, 2)
        if self.savings.channels_last:
            flat = flat.contiguous(memory_format=torch.channels_last)
        return self._decoder(self._generator.fourth(self._generator.third(flat)) * field.occlusion)


def _order_channels_last(network: nn.Module) -> None:
    """Convolutions then take and give maps whose channels lie beside each other."""
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            module.weight.data = module.weight.contiguous(memory_format=torch.channels_last)
        elif isinstance(module, nn.Conv3d):
            module.weight.data = module.weight.contiguous(memory_format=torch.channels_last_3d)
