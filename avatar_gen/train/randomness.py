"""Every random number of a training follows from the seed and from where it is used.

So a training that goes on after a stop needs no state of a generator: the number of its step is
that state, on every device.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import torch

from talker.scene import Size


def generator_of(seed: int, use: str, number: int) -> torch.Generator:
    """A generator of its own for the `number`-th `use`, on the processor."""
    digest = hashlib.sha256(f"{seed} {use} {number}".encode()).digest()
    return torch.Generator("cpu").manual_seed(int.from_bytes(digest[:8], "big") >> 1)


def batches(sizes: Sequence[Size], batch: int, seed: int) -> Iterator[tuple[int, ...]]:
    """Numbers of pictures that are learned together, without end: of one size, each picture once
    before any comes again."""
    buckets: dict[Size, list[int]] = {}
    for number, size in enumerate(sizes):
        buckets.setdefault(size, []).append(number)
    epoch = 0
    while True:
        generator = generator_of(seed, "order", epoch)
        groups: list[tuple[int, ...]] = []
        for members in buckets.values():
            mixed = [members[at] for at in torch.randperm(len(members), generator=generator)]
            groups += [tuple(mixed[at : at + batch]) for at in range(0, len(mixed), batch)]
        yield from (groups[at] for at in torch.randperm(len(groups), generator=generator))
        epoch += 1
