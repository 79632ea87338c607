"""How far eyes and lips are open, as the retargeting networks were told it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]

_LEAST = 1e-6


@dataclass(frozen=True)
class Opening:
    """Four points of an eye or a mouth: its edges above and below, its corners."""

    above: int
    below: int
    corner: int
    other: int

    def ratio(self, points: Floats) -> float:
        """Height over width in `points` [n, 2 or 3]."""
        places = points[:, :2]
        tall = np.linalg.norm(places[self.above] - places[self.below])
        wide = np.linalg.norm(places[self.corner] - places[self.other])
        return float(tall / (wide + _LEAST))


# Of the 468-point mesh; the first eye is that at picture left.
EYES = (Opening(159, 145, 33, 133), Opening(386, 374, 362, 263))
LIPS = Opening(13, 14, 61, 291)


@dataclass(frozen=True)
class Ratios:
    """Of a face: how far its `eyes` (at picture left, the other) and its `lips` are open.

    Eyes look open from about 0.3 on, lips closed below 0.03.
    """

    eyes: tuple[float, float]
    lips: float


def mesh_ratios(mesh: Floats) -> Ratios:
    """The ratios of a 468-point mesh [468, 2 or 3]."""
    left, right = (eye.ratio(mesh) for eye in EYES)
    return Ratios((left, right), LIPS.ratio(mesh))
