"""Draws every second frame; those between are moved there from their neighbours, not blended.

Each place of a frame moves with the keypoints whose motions have a share in it: the shares are
those that the motion network gave for the neighbours, the keypoints those of the frame itself.
Both neighbours are moved to where the frame has its keypoints; only then they meet.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from talker.networks.frame_renderer import FrameRenderer, WarpedSource

STEP = 2


@dataclass(frozen=True)
class _Drawn:
    """A drawn frame [1, 3, S, S] and the shares of its motions [1, K + 1, F, F]."""

    frame: Tensor
    shares: Tensor


class SparseFrames:
    """The frames of one source; `driving` are the keypoints of all of them, float32 [T, K, 3].

    Frames are asked for in order: what lies before is forgotten. Each depends on its index alone.
    """

    def __init__(self, renderer: FrameRenderer, source: WarpedSource, driving: Tensor) -> None:
        self._renderer = renderer
        self._source = source
        self._driving = driving.to(renderer.device)
        self._drawn: dict[int, _Drawn] = {}

    @torch.inference_mode()
    def render(self, start: int, stop: int) -> Tensor:
        """Frames `start` to `stop` (exclusive): float32 [B, 3, S, S] in 0..1."""
        last = len(self._driving) - 1
        first, end = start // STEP * STEP, min(-(-(stop - 1) // STEP) * STEP, last)
        self._drawn = {index: one for index, one in self._drawn.items() if index >= first}
        self._draw([*range(first, end, STEP), end], most=stop - start)
        return torch.cat([self._frame(index) for index in range(start, stop)])

    def _draw(self, wanted: list[int], most: int) -> None:
        """Draws what is missing; where something is, at least `most` frames, so that no core of a
        processor waits while another draws a single one."""
        missing = [index for index in wanted if index not in self._drawn]
        if not missing:
            return
        last = len(self._driving) - 1
        while len(missing) < most and missing[-1] < last:
            missing.append(min(missing[-1] + STEP, last))
        frames, shares = self._renderer.drawn(self._source, self._driving[missing])
        parts = zip(missing, frames.split(1), shares.split(1), strict=True)
        self._drawn |= {index: _Drawn(frame, part) for index, frame, part in parts}

    def _frame(self, index: int) -> Tensor:
        if index in self._drawn:
            return self._drawn[index].frame
        before, after = index - 1, index + 1
        shares = (self._drawn[before].shares + self._drawn[after].shares) / 2
        moved = [
            moved_by_keypoints(
                self._drawn[near].frame, shares, self._driving[near] - self._driving[index]
            )
            for near in (before, after)
        ]
        return (moved[0] + moved[1]) / 2


def moved_by_keypoints(frame: Tensor, shares: Tensor, shifts: Tensor) -> Tensor:
    """`frame` [1, 3, S, S] with each place fetched from where its keypoints were.

    `shares` [1, K + 1, F, F]: the first one stays in place; `shifts` [K, 3] in units of half the
    frame: keypoints of `frame` less those of the frame that is made.
    """
    flow = torch.einsum("bkhw,ki->bihw", shares[:, 1:], shifts[:, :2].to(shares.dtype))
    side = frame.shape[-1]
    flow = functional.interpolate(flow, (side, side), mode="bilinear", align_corners=False)
    centres = (torch.arange(side, device=frame.device, dtype=frame.dtype) * 2 + 1) / side - 1
    y, x = torch.meshgrid(centres, centres, indexing="ij")
    places = torch.stack([x, y], -1)[None] + flow.permute(0, 2, 3, 1)
    return functional.grid_sample(frame, places, padding_mode="border", align_corners=False)
