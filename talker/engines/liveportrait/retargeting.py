"""Stitching (S) and retargeting of eyes and lips (R): small networks that move keypoints.

All keypoints here are float32 [21, 3], or [B, 21, 3] for several frames.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from typing_extensions import override

from talker.engines.liveportrait.warping import KEYPOINTS

_POINTS = 3 * KEYPOINTS
STITCHING = (2 * _POINTS, 128, 128, 64, _POINTS + 2)
LIPS = (_POINTS + 2, 128, 128, 64, _POINTS)
EYES = (_POINTS + 3, 256, 256, 128, 128, 64, _POINTS)

Points = NDArray[np.float32]
Ratio = NDArray[np.float32] | float


class Retargeting(nn.Module):
    """Linear layers of these `widths`, with ReLU between them: [B, first] -> [B, last]."""

    def __init__(self, widths: tuple[int, ...]) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for inputs, outputs in pairwise(widths):
            layers += [nn.Linear(inputs, outputs), nn.ReLU()]
        self.mlp = nn.Sequential(*layers[:-1])

    @override
    def forward(self, x: Tensor) -> Tensor:
        return self.mlp(x)


def stitched(network: Retargeting, source: Points, driving: Points) -> Points:
    """The driving keypoints, moved so that the shoulders of the picture stay where they are."""
    driving = np.asarray(driving, np.float32)
    answer = _answer(network, [_rows(source), _rows(driving)])
    offsets = answer[:, :_POINTS].reshape(-1, KEYPOINTS, 3)
    offsets[..., :2] += answer[:, None, _POINTS:]
    return driving + offsets.reshape(driving.shape)


def eye_delta(
    network: Retargeting, source: Points, ratios: Ratio | tuple[float, float], target: Ratio
) -> Points:
    """What opens the eyes of the source from `ratios` (left, right of the picture) to `target`.

    Ratios are height by width, about 0.4 for an open eye; [2], or [B, 2] with several sources.
    To be added to the keypoints.
    """
    return _delta(network, source, np.asarray(ratios), np.asarray(target))


def lip_delta(network: Retargeting, source: Points, ratio: Ratio, target: Ratio) -> Points:
    """What opens the lips of the source from `ratio` (height by width, 0 closed) to `target`.

    A number, or one of each for several sources [B]. To be added to the keypoints.
    """
    return _delta(network, source, np.asarray(ratio)[..., None], np.asarray(target))


def _delta(
    network: Retargeting, source: Points, ratios: NDArray[Any], target: NDArray[Any]
) -> Points:
    source = np.asarray(source, np.float32)
    rows = [_rows(source), ratios.reshape(-1, ratios.shape[-1]), target.reshape(-1, 1)]
    return _answer(network, rows).reshape(source.shape)


def _rows(points: Points) -> Points:
    return np.asarray(points, np.float32).reshape(-1, _POINTS)


@torch.inference_mode()
def _answer(network: Retargeting, parts: list[NDArray[np.floating]]) -> Points:
    """Of the parts of the input beside each other; a part with one row is the same for all."""
    count = max(len(part) for part in parts)
    rows = [np.broadcast_to(part, (count, part.shape[1])) for part in parts]
    given = torch.from_numpy(np.concatenate(rows, 1).astype(np.float32))
    answer: Points = network(given).numpy()
    return answer
