"""The skin of closed lids, which no photograph of open eyes shows: worked out once for each eye.

Where the eye and its lashes were, colour flows in from the lid and the skin next to them: so a lid
has the tone and the light of its own place. What of the photograph is skin there stays, with its
crease; lashes, liner and the edge of the open lid go. Grain comes from the cheek; the bulge of the
eyeball is added.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talker.engines.builtin import topology as topo
from talker.engines.builtin.lashes import EyeAxes, Lashes, find_lashes
from talker.engines.builtin.lid_place import LidPlace
from talker.engines.builtin.occluders import EyePart, occluders
from talker.engines.builtin.outline import box_around, smooth_curve
from talker.engines.builtin.rig import Rig
from talker.engines.builtin.rims import seen_edge
from talker.raster import blur

Floats = NDArray[np.float32]
Curve = NDArray[np.floating]

_AROUND_MM = 13.0  # of skin around the eye that is looked at
_GRAIN, _GRAIN_MM = 0.95, 1.8


@dataclass(frozen=True)
class LidSkin:
    """The lid over the whole eye: `color` float32 [h, w, 3], and where it is needed, `alpha`
    float32 [h, w]: inside of `extent` [4, 2] (window pixels); pixel (0, 0) lies at `origin` (as
    well). `lashes` stand on the edge of the lid; `axes` are the eye's directions in window pixels;
    `overlap` [N]: how far in mm the lid has to go beyond the mesh's lower rim. `over` float32
    [h, w, 4]: colour and opacity of what lies over the lid, such as the rim of spectacles; None
    where nothing does.
    """

    color: Floats
    alpha: Floats
    extent: Floats
    origin: NDArray[np.float64]
    axes: EyeAxes
    lashes: Lashes
    overlap: Curve
    over: Floats | None


def lid_skin(
    rig: Rig, upper: tuple[int, ...], lower: tuple[int, ...], *, spectacles: bool = False
) -> LidSkin:
    """Closed-lid skin for the eye between the mesh points `upper` and `lower` of a rig, of somebody
    who wears `spectacles`, where something is known to lie over an eye."""
    rims = [smooth_curve(rig.rest[list(lid)]) + rig.margin for lid in (upper, lower)]
    box = box_around(np.concatenate(rims), _AROUND_MM * rig.unit, rig.texture.shape[1::-1])
    corner = np.array([box.left, box.top], np.float64)
    top, bottom = (rim - corner for rim in rims)
    part = np.ascontiguousarray(rig.texture[box.top : box.bottom, box.left : box.right])
    axes = _axes(rig, top)
    brows = _brow_lines(rig, corner)
    edge = seen_edge(part, top, axes)
    place = LidPlace(part, axes, (top, bottom), edge, brows)
    usual = place.usual()
    above = occluders(
        EyePart(part, place.hidden, (top, bottom), rig.unit, float(usual.mean())),
        spectacles=spectacles,
    )
    bare = place.bare(usual, above)
    hole = place.hole(bare)
    lid = place.filled(hole, above)
    free = hole.lashes if above is None else hole.lashes * (1 - above)
    color = place.lit(lid.color, usual)
    color += _GRAIN * lid.new[..., None] * _grain(rig, part.shape[:2]) * (color / 255)
    over = None if above is None else np.dstack([part.astype(np.float32), above * lid.alpha])
    shifted = EyeAxes(axes.middle + corner - rig.margin, axes.across, axes.down, axes.unit)
    return LidSkin(
        color=np.clip(color, 0, 255).astype(np.float32),
        alpha=lid.alpha,
        extent=_extent(lid.alpha) + np.float32(corner - rig.margin),
        origin=corner - rig.margin,
        axes=shifted,
        lashes=find_lashes(part, lid.color, edge, axes, free),
        overlap=place.overlap(lid.color, bottom),
        over=over,
    )


def _extent(alpha: Floats) -> Floats:
    """The corners [4, 2] of what of a picture [h, w] is not empty."""
    some = alpha > 0 if alpha.any() else np.ones_like(alpha, np.bool_)
    (left, right), (top, bottom) = (np.flatnonzero(some.any(axis))[[0, -1]] for axis in (0, 1))
    corners = (left, top), (right, top), (right, bottom), (left, bottom)
    return np.array(corners, np.float32)


def _axes(rig: Rig, rim: Curve) -> EyeAxes:
    down = rig.axes[1, :2] / np.linalg.norm(rig.axes[1, :2])
    across = np.array([down[1], -down[0]])
    if across @ (rim[-1] - rim[0]) < 0:
        across = -across
    return EyeAxes((rim[0] + rim[-1]).astype(np.float64) / 2, across, down, rig.unit)


def _brow_lines(rig: Rig, corner: NDArray[np.float64]) -> list[Curve]:
    """Both edges of each brow as closed outlines in the pixels of the part."""
    outlines = []
    for brow in (topo.RIGHT_BROW, topo.LEFT_BROW):
        points = rig.rest[list(brow)] + rig.margin - corner
        outlines.append(np.concatenate([points[:5], points[:4:-1]]))
    return outlines


def _grain(rig: Rig, shape: tuple[int, ...]) -> Floats:
    """Pores and brush strokes: what is left of the clearer cheek without its light."""
    spots = rig.rest[list(topo.CHEEKS)] + rig.margin
    height, width = shape
    limit = np.array(rig.texture.shape[1::-1]) - (width, height)
    if (limit < 0).any():
        return np.zeros((height, width, 3), np.float32)
    best = None
    for spot in spots:
        x, y = np.clip(np.rint(spot - (width / 2, height / 2)), 0, limit).astype(int)
        patch = rig.texture[y : y + height, x : x + width].astype(np.float32)
        sigma = max(1.0, _GRAIN_MM * rig.unit)
        grain = patch - blur(patch, sigma)
        about = blur(np.abs(grain).mean(2), sigma)
        spread = float(np.median(about))
        if best is None or spread < best[0]:
            even = np.minimum(1, spread / np.maximum(about, 1e-3))[..., None]  # no hair, no spots
            best = spread, even * np.clip(grain, -3 * spread, 3 * spread)
    assert best is not None
    return best[1]
