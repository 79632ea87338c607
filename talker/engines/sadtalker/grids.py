"""Places in a volume: each axis runs from -1 to 1, end points included."""

from __future__ import annotations

import torch
from torch import Tensor


def axis(count: int, device: torch.device | str | None = None) -> Tensor:
    """Float32 [count] from -1 to 1."""
    return torch.linspace(-1, 1, count, dtype=torch.float32, device=device)


def identity_grid(
    depth: int, height: int, width: int, device: torch.device | str | None = None
) -> Tensor:
    """Float32 [depth, height, width, 3]: the place (x, y, z) of each cell."""
    z, y, x = torch.meshgrid(
        axis(depth, device), axis(height, device), axis(width, device), indexing="ij"
    )
    return torch.stack([x, y, z], 3)
