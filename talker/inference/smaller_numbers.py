"""Networks that compute in bfloat16 where any precision will do: what that costs is said."""

from __future__ import annotations

from collections.abc import Callable

from torch import Tensor

from talker.inference.limits import Gap, array, difference
from talker.inference.notices import announce_precision

_LEVELS = 255.0


def says_difference(engine: str, gap: Gap) -> Callable[[Tensor, Tensor], None]:
    """For the first frame of a render, drawn with float32 and as the others are, both float32
    [1, 3, H, W] in 0..1: announces how far they are apart."""

    def say(exact: Tensor, quick: Tensor) -> None:
        off = difference(array(quick), array(exact), _LEVELS, gap)
        announce_precision(f"{engine} computes in bfloat16", off)

    return say
