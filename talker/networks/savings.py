"""Which exact savings the renderer takes; each gives the same pixels up to rounding."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import torch

_CHANNELS_LAST = frozenset({"cpu", "cuda", "xpu"})  # devices with kernels for that order


@dataclass(frozen=True)
class Savings:
    """All on by default; the bench switches them on one after the other, in this order.

    `source_once`: what depends on the source alone is computed once, not for each frame.
    `folded_norms`: batch and spectral norms become part of the convolutions.
    `small_maps`: a convolution of a map enlarged by nearest neighbours runs on the small map.
    `joined_maps`: SPADE's shared maps of a size in one convolution, gamma and beta in one, and
    the shortcut's beta taken through its 1x1 convolution beforehand.
    `by_axis`: shifts and bells of the motion field as products over the three axes, instead of
    a sampled copy of the features for each; one gathered sum instead of a slow 3-D sampling.
    `channels_last`: channels beside each other in memory.
    `winograd`: 3x3 convolutions by Winograd's minimal filtering, a quarter of the products.
    `fourier`: the 7x7x7 convolution of the motion field by Fourier transform.

    `core_each`: each core draws a frame of its own; cores that share one wait for each other.

    Those between `folded_norms` and `core_each` need folded norms. The last three are for a
    processor (`winograd` and `fourier` for float32): a GPU has faster direct convolutions.
    """

    source_once: bool = True
    folded_norms: bool = True
    small_maps: bool = True
    joined_maps: bool = True
    by_axis: bool = True
    channels_last: bool = True
    winograd: bool = True
    fourier: bool = True
    core_each: bool = True

    @classmethod
    def none(cls) -> Savings:
        """The plain evaluation, layer by layer."""
        return cls(**{field.name: False for field in fields(cls)})

    @classmethod
    def best_for(cls, device_type: str, dtype: torch.dtype) -> Savings:
        """What is fastest on `cpu`, `cuda` or another device of torch."""
        processor = device_type == "cpu"
        exact = processor and dtype == torch.float32
        return cls(
            channels_last=device_type in _CHANNELS_LAST,
            winograd=exact,
            fourier=exact,
            core_each=processor,
        )

    @classmethod
    def steps(cls) -> list[tuple[str, Savings]]:
        """Name and savings of each step from none to all, one more each time."""
        step = cls.none()
        steps = [("plain", step)]
        for field in fields(cls):
            step = replace(step, **{field.name: True})
            steps.append((field.name, step))
        return steps
