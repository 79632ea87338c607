"""What devices of torch cannot do, so that another way is taken there.

Apple's GPUs know no float64 and no sampling of volumes; others that are not listed are not trusted
with either.
"""

from __future__ import annotations

import torch

_COMPLETE = frozenset({"cpu", "cuda"})


def samples_volumes(device: torch.device) -> bool:
    """Whether `grid_sample` takes volumes there."""
    return device.type in _COMPLETE


def has_doubles(device: torch.device) -> bool:
    """Whether it computes in float64."""
    return device.type in _COMPLETE
