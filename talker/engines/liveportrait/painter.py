"""Paints frames of one source picture: what depends on it alone is computed once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from talker.device import to_host
from talker.engines.liveportrait.networks import Networks
from talker.networks.between import SparseFrames

Floats = NDArray[np.float32]


@torch.inference_mode()
def feature_volume(networks: Networks, picture: NDArray[np.uint8]) -> Floats:
    """The feature volume [1, 32, 16, 64, 64] of a picture, uint8 [256, 256, 3] RGB."""
    seen = torch.from_numpy(picture).to(networks.torch_device).permute(2, 0, 1)[None].float() / 255
    volume: Floats = networks.appearance(seen).cpu().numpy()
    return volume


class Painter:
    """Paints the face of one source as keypoints say.

    `volume` is what `feature_volume` gave for its picture, `points` its keypoints as they are in
    that picture, float32 [21, 3].
    """

    def __init__(self, networks: Networks, volume: NDArray[np.floating], points: Floats) -> None:
        self._renderer = networks.renderer
        self._source = self._renderer.source(
            torch.from_numpy(volume), torch.from_numpy(np.asarray(points, np.float32))[None]
        )

    @torch.inference_mode()
    def paint(self, points: Floats) -> NDArray[np.uint8]:
        """Frames uint8 [B, 512, 512, 3] RGB for keypoints, float32 [B, 21, 3]."""
        return _levels(self._renderer.render(self._source, _tensor(points)))

    def sparse(self, points: Floats) -> Callable[[int, int], NDArray[np.uint8]]:
        """Paints frames from one index to another (exclusive) of those with the keypoints
        `points`, float32 [T, 21, 3]: every second one, and what lies between."""
        frames = SparseFrames(self._renderer, self._source, _tensor(points))
        return lambda start, stop: _levels(frames.render(start, stop))


def _tensor(points: Floats) -> Tensor:
    return torch.from_numpy(np.asarray(points, np.float32))


@torch.inference_mode()
def _levels(frames: Tensor) -> NDArray[np.uint8]:
    # Rounded: cutting off would darken by half a level.
    levels = frames.mul(255).round_().clamp_(0, 255).to(torch.uint8)
    painted: NDArray[np.uint8] = to_host(levels.permute(0, 2, 3, 1))
    return painted
