"""Places in a volume: each axis runs from -1 to 1, end points included."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor


def axis(count: int, device: torch.device | str | None = None) -> Tensor:
    """Float32 [count] from -1 to 1."""
    return torch.linspace(-1, 1, count, dtype=torch.float32, device=device)


def identity_grid(size: Sequence[int], device: torch.device | str | None = None) -> Tensor:
    """Float32 [depth, height, width, 3]: the place (x, y, z) of each cell of `size`."""
    z, y, x = torch.meshgrid(*(axis(count, device) for count in size), indexing="ij")
    return torch.stack([x, y, z], 3)
