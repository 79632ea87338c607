"""The noise that a picture begins with: by its seed, or between two seeds."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from avatar_gen.options.sampling import LAST_SEED
from avatar_gen.request import AvatarOptions


def first_noise(
    options: AvatarOptions, seeds: Sequence[int], size: tuple[int, int]
) -> Tensor | None:
    """float32 [N, 4, h, w] on the way from each seed to its variation; None without variation.

    The way is along the sphere (slerp), so that the noise stays as strong as noise is.
    `size`: width and height in pixels. The variation of each further picture is the next one.
    """
    if not options.variation:
        return None
    width, height = size
    shape = (1, 4, height // 8, width // 8)
    made = []
    for seed in seeds:
        other = (options.variation_seed + seed - options.seed) % (LAST_SEED + 1)
        made.append(_between(_noise(shape, seed), _noise(shape, other), options.variation))
    return torch.cat(made)


def _noise(shape: tuple[int, ...], seed: int) -> Tensor:
    return torch.randn(shape, generator=torch.Generator("cpu").manual_seed(seed))


def _between(one: Tensor, other: Tensor, share: float) -> Tensor:
    cosine = (one * other).sum() / (one.norm() * other.norm())
    angle = torch.acos(cosine.clamp(-1, 1))
    if float(angle.sin().abs()) < 1e-6:
        return one + share * (other - one)
    return (torch.sin((1 - share) * angle) * one + torch.sin(share * angle) * other) / angle.sin()
