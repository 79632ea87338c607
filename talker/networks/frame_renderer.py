"""Draws frames of one source: what depends on it alone is computed once, the rest in batches."""

from __future__ import annotations

import copy
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import torch
from torch import Tensor, nn

from talker.networks.fast_decoder import FastDecoder
from talker.networks.fast_motion import FastMotion, SourceMotion
from talker.networks.gather import gathered
from talker.networks.layers import fold_norms
from talker.networks.motion_field import sample
from talker.networks.savings import Savings
from talker.networks.spade import SpadeDecoder
from talker.networks.warping import Warping
from talker.networks.winograd import WinogradConv


@dataclass(frozen=True)
class WarpedSource:
    """All that a frame needs of its source: the feature `volume` [1, 32, 16, F, F], and what the
    motion field needs."""

    volume: Tensor
    motion: SourceMotion


Way = Callable[[Tensor], Tensor]
Through = Callable[[Way, nn.Module, int], Way]
"""Another way to compute a decoder: of torch's way, the plain network and the threads of a call."""


Compared = Callable[[Tensor, Tensor], None]
"""Sees a frame, float32 [1, 3, S, S] in 0..1, drawn with float32 and as it was drawn."""


@dataclass(frozen=True)
class Drawing:
    """How frames are drawn.

    `dtype` is that of the feature maps; keypoints, places, softmax, and the statistics of norms
    stay float32. `savings`: the best ones for the device unless given. `compiled` lets torch
    compile what is drawn for each frame (with CUDA graphs where there is CUDA): minutes at the
    first batch of each size, faster afterwards.

    On a processor `workers` frames are drawn at once, by default one for each of torch's
    threads; every frame needs working memory of its own (about 0.7 GB for a volume of 64 cells,
    2.6 GB for one of 128). `through` may have the decoder computed by something else than torch.
    Where frames are drawn in bfloat16, `compared` is shown the first one as float32 draws it and as
    it was drawn.
    """

    device: str = "cpu"
    dtype: torch.dtype = torch.float32
    savings: Savings | None = None
    compiled: bool = False
    workers: int | None = None
    through: Through | None = None
    compared: Compared | None = None

    @property
    def chosen(self) -> Savings:
        """The savings that are taken."""
        return self.savings or Savings.best_for(torch.device(self.device).type, self.dtype)


class FrameRenderer(nn.Module):
    """A warping network and a decoder made ready for inference. It takes both over: use neither.

    A frame comes out the same bit for bit in whatever batch, as long as each worker has one core.
    """

    def __init__(self, warping: Warping, decoder: SpadeDecoder, drawing: Drawing) -> None:
        super().__init__()
        self.device = torch.device(drawing.device)
        self.dtype = drawing.dtype
        self.savings = drawing.chosen
        self._comparison = _comparison(warping, decoder, drawing)
        self._warping = warping
        self._decoder: nn.Module = decoder
        if self.savings.folded_norms:
            fold_norms(warping)
            fold_norms(decoder)
            self._decoder = FastDecoder(decoder, self.savings)
            if self.savings.winograd:
                third = warping.third.conv
                warping.third.conv = WinogradConv(third.weight, third.bias)
        self._motion = FastMotion(warping.dense_motion_network, self.savings)
        del warping.dense_motion_network
        self.to(device=self.device, dtype=self.dtype).eval().requires_grad_(False)
        if self.savings.channels_last:
            order_channels_last(self)
        self._draw = self._frames
        if drawing.compiled:
            self._draw = torch.compile(self._frames, mode="reduce-overhead")
        self._pool: ThreadPoolExecutor | None = None
        threads = torch.get_num_threads()
        if self.savings.core_each and self.device.type == "cpu":
            count = drawing.workers or threads
            threads = max(1, threads // count)
            self._pool = ThreadPoolExecutor(count, "renderer", torch.set_num_threads, (threads,))
        self._other_way: Way | None = None
        if drawing.through is not None:
            self._other_way = drawing.through(self._decoder, decoder, threads)

    @torch.inference_mode()
    def source(self, volume: Tensor, keypoints: Tensor) -> WarpedSource:
        """Of a feature volume [1, 32, 16, F, F] and its keypoints, float32 [1, K, 3]."""
        ready = volume.to(self.device, self.dtype)
        source = WarpedSource(ready, self._motion.source(ready, keypoints.to(self.device)))
        if self._comparison is not None:
            self._comparison.add(source, volume, keypoints)
        return source

    @torch.inference_mode()
    def render(self, source: WarpedSource, driving: Tensor) -> Tensor:
        """Frames float32 [B, 3, S, S] in 0..1 for keypoints, float32 [B, K, 3]."""
        return self.drawn(source, driving)[0]

    @torch.inference_mode()
    def drawn(self, source: WarpedSource, driving: Tensor) -> tuple[Tensor, Tensor]:
        """The same, and the shares of the motions as of MotionField."""
        driving = driving.to(self.device)
        if self._pool is None:
            frames, shares = self._draw(source, driving)
            return self._shown(source, driving, frames.float()), shares
        # Inference mode belongs to a thread.
        draw_frame = torch.inference_mode()(partial(self._draw, source))
        pairs = list(self._pool.map(draw_frame, driving.split(1)))
        frames, shares = (torch.cat(parts) for parts in zip(*pairs, strict=True))
        return self._shown(source, driving, frames.float()), shares

    def _shown(self, source: WarpedSource, driving: Tensor, frames: Tensor) -> Tensor:
        comparison, self._comparison = self._comparison, None
        if comparison is not None:  # of the first frames alone
            comparison.show(source, driving[:1], frames[:1])
        return frames

    def _frames(self, source: WarpedSource, driving: Tensor) -> tuple[Tensor, Tensor]:
        field = self._motion(source.motion, driving)
        if self.savings.by_axis and self.device.type == "cpu":
            moved = gathered(source.volume, field.deformation)
        else:
            volume = source.volume.expand(driving.shape[0], -1, -1, -1, -1)
            moved = sample(volume, field.deformation)
        flat = moved.flatten(1, 2)
        if self.savings.channels_last:
            flat = flat.contiguous(memory_format=torch.channels_last)
        decode = self._other_way or self._decoder
        return decode(self._warping.shown(flat, field.occlusion)), field.shares


class _Comparison:
    """The same networks with float32, for one frame."""

    def __init__(self, renderer: FrameRenderer, compared: Compared) -> None:
        self._renderer = renderer
        self._compared = compared
        self._sources: list[tuple[WarpedSource, WarpedSource]] = []

    def add(self, source: WarpedSource, volume: Tensor, keypoints: Tensor) -> None:
        self._sources.append((source, self._renderer.source(volume.float(), keypoints)))

    def show(self, source: WarpedSource, driving: Tensor, drawn: Tensor) -> None:
        exact = next((exact for one, exact in self._sources if one is source), None)
        if exact is not None:
            self._compared(self._renderer.render(exact, driving), drawn)


def _comparison(warping: Warping, decoder: SpadeDecoder, drawing: Drawing) -> _Comparison | None:
    """Copies of the networks, before they are cast."""
    if drawing.compared is None or drawing.dtype is not torch.bfloat16:
        return None
    plain = Drawing(drawing.device, torch.float32, workers=1)
    copies = copy.deepcopy(warping), copy.deepcopy(decoder)
    return _Comparison(FrameRenderer(*copies, plain), drawing.compared)


def order_channels_last(network: nn.Module) -> None:
    """Convolutions then take and give maps whose channels lie beside each other."""
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            module.weight.data = module.weight.contiguous(memory_format=torch.channels_last)
        elif isinstance(module, nn.Conv3d):
            module.weight.data = module.weight.contiguous(memory_format=torch.channels_last_3d)
