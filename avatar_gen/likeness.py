"""How alike two faces are by their proportions: what our own landmarks say, and no more.

The 468-point meshes are laid over each other (Procrustes: shift, turn in space and scale; Kabsch
1976 for the turn) by the points above the tip of the nose, without lids and brows: the others move
when somebody speaks or smiles. What is left between them, seen from the front and in distances of
the outer eye corners, is the difference. The depth of the meshes is a guess of their network and
does not count.

This tells faces of other proportions apart. It does not recognise a person: it knows nothing of
colours, skin and hair, and the network that makes the meshes draws all faces nearer to the mean.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from talker.face.geometry import head_frame

Points = NDArray[np.float64]
Mesh = NDArray[np.float32]
Mask = NDArray[np.bool_]

# Differences, in distances of the outer eye corners, from which faces count as the same and as
# others; how they were found is said in docs/avatars.md.
_SAME, _OTHER = 0.006, 0.022
_EYES = (33, 263)  # the outer corners
_NOSE = 1
_LIDS = (7, 144, 145, 153, 154, 155, 157, 158, 159, 160, 161, 163, 173, 246)
_OTHER_LIDS = (249, 373, 374, 380, 381, 382, 384, 385, 386, 387, 388, 390, 398, 466)
_BROWS = (46, 52, 53, 55, 63, 65, 66, 70, 105, 107)
_OTHER_BROWS = (276, 282, 283, 285, 293, 295, 296, 300, 334, 336)
_MOVING = np.isin(np.arange(468), (*_LIDS, *_OTHER_LIDS, *_BROWS, *_OTHER_BROWS))


def likeness(references: Sequence[Mesh], mesh: Mesh) -> int:
    """0 to 100: how near the proportions of a mesh are to the mean of the `references`.

    All are float32 [468, 3]; at least one reference.
    """
    first = _shape(references[0])
    still = ~_MOVING & (first[:, 1] < first[_NOSE, 1])
    mean = np.mean([_laid(_shape(one), first, still) for one in references], axis=0)
    return scored(difference(mean, _shape(mesh), still))


def scored(apart: float) -> int:
    """The score of a difference in distances of the outer eye corners."""
    return round(100 * float(np.clip(1 - (apart - _SAME) / (_OTHER - _SAME), 0, 1)))


def difference(one: Points, other: Points, still: Mask) -> float:
    """Mean distance in the plane between the still points of two shapes [468, 3] seen from the
    front."""
    apart = (_laid(other, one, still) - one)[still, :2]
    return float(np.sqrt((apart**2).sum(1).mean()))


def _shape(mesh: Mesh) -> Points:
    """The mesh turned to the viewer, its outer eye corners 1 apart."""
    points = mesh.astype(np.float64) @ head_frame(mesh).T
    return points / np.linalg.norm(points[_EYES[1]] - points[_EYES[0]])


def _laid(points: Points, over: Points, by: Mask) -> Points:
    """Shifted, turned and scaled until its points of `by` lie best over those of another."""
    still, wanted = points[by], over[by]
    middle, aim = still.mean(0), wanted.mean(0)
    left, sizes, right = np.linalg.svd((still - middle).T @ (wanted - aim))
    sign = np.array([1.0, 1.0, np.sign(np.linalg.det(left @ right))])
    turn = (left * sign) @ right
    scale = float((sizes * sign).sum() / ((still - middle) ** 2).sum())
    laid: Points = scale * (points - middle) @ turn + aim
    return laid
