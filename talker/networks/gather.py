"""Sampling of a feature volume as a weighted sum of gathered cells."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from talker.networks.abilities import samples_volumes


def gathered(volume: Tensor, places: Tensor) -> Tensor:
    """What `motion_field.sample` gives, for one volume [1, C, D, H, W] and many places.

    `places`: float32 [B, d, h, w, 3] (x, y, z). Eight cells around each place with their
    weights, zero outside: [B, C, d, h, w], channels last in memory.
    """
    channels, *size = volume.shape[1:]
    table = volume[0].flatten(1).t().contiguous()
    index = torch.zeros(1, dtype=torch.int64, device=places.device)
    weight = torch.ones(1, dtype=torch.float32, device=places.device)
    for which, count in zip((2, 1, 0), size, strict=True):
        place = ((places[..., which].flatten() + 1) * count - 1) / 2
        low = place.floor()
        cells = torch.stack([low, low + 1], 1)
        shares = 1 - (place.unsqueeze(1) - cells).abs()
        shares = torch.where((cells >= 0) & (cells < count), shares, 0.0)
        cells = cells.clamp_(0, count - 1).long()
        index = (index.unsqueeze(-1) * count + cells.unsqueeze(1)).flatten(1)
        weight = (weight.unsqueeze(-1) * shares.unsqueeze(1)).flatten(1)
    weight = weight.to(table.dtype)
    if samples_volumes(places.device):
        sums = functional.embedding_bag(index, table, per_sample_weights=weight, mode="sum")
    else:  # in plain steps, which every device knows
        sums = torch.zeros(len(index), channels, dtype=table.dtype, device=table.device)
        for cell, share in zip(index.unbind(1), weight.unbind(1), strict=True):
            sums = torch.addcmul(sums, table.index_select(0, cell), share.unsqueeze(1))
    return sums.view(*places.shape[:4], channels).permute(0, 4, 1, 2, 3)
