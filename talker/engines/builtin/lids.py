"""The skin of closed lids, which no photograph of open eyes shows: worked out once for each eye.

Where the eye and its lashes were, colour flows in from the clean skin around them, so a lid is
opaque, has no lashes standing where they stood, and is lit as its surroundings are. Grain comes
from the cheek; the bulge of the eyeball and the shadow of the lashes are added.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.engines.builtin import topology as topo
from talker.engines.builtin.membrane import flown
from talker.engines.builtin.occluders import EyePart, occluders
from talker.engines.builtin.outline import box_around, filled, smooth_curve
from talker.engines.builtin.rig import Rig
from talker.raster import blur, resize

Floats = NDArray[np.float32]
Curve = NDArray[np.floating]

_AROUND_MM = 9.0  # of skin around the eye that is looked at
_LASHES_MM, _WING_MM, _BELOW_MM = 2.7, 2.2, 0.5  # how far lashes and liner reach beyond the eye
_CELLS_PER_MM = 1.6  # of the membrane: light and colour alone
_CLEAN_LIGHT = (0.78, 1.35)  # of the usual skin around the eye; darker are brows, hair and frames
_CLEAN_COLOUR = 26.0  # levels, of a colour channel relative to the light
_TOWARDS_USUAL = 0.3
_BULGE, _CREASE, _LASH_SHADE = 0.05, 0.10, 0.16
_GRAIN = 0.8


@dataclass(frozen=True)
class LidSkin:
    """The lid over the whole eye: `color` float32 [h, w, 3], and where it is needed, `alpha`
    float32 [h, w]; pixel (0, 0) lies at `origin` (window pixels). `lash`: colour of the lashes;
    `thick` their thickness in mm. `over` float32 [h, w, 4]: colour and opacity of what lies over
    the lid, such as the rim of spectacles; None where nothing does.
    """

    color: Floats
    alpha: Floats
    origin: NDArray[np.float64]
    lash: Floats
    thick: float
    over: Floats | None


def lid_skin(
    rig: Rig, upper: tuple[int, ...], lower: tuple[int, ...], *, spectacles: bool = False
) -> LidSkin:
    """Closed-lid skin for the eye between the mesh points `upper` and `lower` of a rig, of somebody
    who wears `spectacles`, where something is known to lie over an eye."""
    top = smooth_curve(rig.rest[list(upper)])
    bottom = smooth_curve(rig.rest[list(lower)])
    eye = np.concatenate([top, bottom]) + rig.margin
    box = box_around(eye, _AROUND_MM * rig.unit, rig.texture.shape[1::-1])
    corner = np.array([box.left, box.top], np.float64)
    texture = np.ascontiguousarray(rig.texture[box.top : box.bottom, box.left : box.right])
    local_top, local_bottom = top + rig.margin - corner, bottom + rig.margin - corner
    down = rig.axes[1, :2] / np.linalg.norm(rig.axes[1, :2])
    hole = filled(_hole(local_top, local_bottom, down, rig.unit), texture.shape[:2])
    usual = _usual_skin(texture, hole)
    color = _membrane(texture, hole, usual, rig.unit)
    color += _TOWARDS_USUAL * (usual - color)  # the socket is in shadow, what bulges out of it less
    color *= _shape(texture.shape[:2], local_top, local_bottom, down, rig.unit)[..., None]
    color += _GRAIN * _grain(rig, texture.shape[:2])
    lash, thick = _lashes(texture, local_top, down, rig.unit, usual)
    alpha = blur(hole.astype(np.float32), max(0.5, 0.6 * rig.unit))
    rims = local_top, local_bottom
    part = EyePart(texture, hole, rims, rig.unit, float(usual.mean()))
    above = occluders(part, spectacles=spectacles)
    over = None if above is None else np.dstack([texture.astype(np.float32), above * alpha])
    return LidSkin(
        color=np.clip(color, 0, 255).astype(np.float32),
        alpha=alpha,
        origin=corner - rig.margin,
        lash=lash,
        thick=thick,
        over=over,
    )


def _hole(top: Curve, bottom: Curve, down: Curve, unit: float) -> Curve:
    """Outline of what a closing lid covers: the eye with its lashes and their wings."""
    share = np.linspace(-1, 1, len(top))[:, None]
    along = top[-1] - top[0]
    wing = _WING_MM * unit * share**5 * along / max(np.linalg.norm(along), 1)
    rise = _LASHES_MM * unit * (1 - 0.35 * share**2)
    above = top + wing - rise * down
    beneath = bottom + 0.5 * wing + _BELOW_MM * unit * down
    return np.concatenate([above, beneath[::-1]])


def _usual_skin(texture: NDArray[np.uint8], hole: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The usual colour [3] around the hole; brows, lashes and frames are among its darker half."""
    ring = texture[~hole].reshape(-1, 3).astype(np.float64)
    light = ring.mean(1)
    low, high = np.percentile(light, [45, 90])
    return np.median(ring[(light >= low) & (light <= high)], axis=0)


def _membrane(
    texture: NDArray[np.uint8], hole: NDArray[np.bool_], usual: NDArray[np.float64], unit: float
) -> NDArray[np.float64]:
    """The texture with the hole, and all that is not clean skin, filled from the skin around."""
    height, width = hole.shape
    scale = min(1.0, _CELLS_PER_MM / unit)
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    small = resize(texture, size, cv2.INTER_AREA).astype(np.float64)
    covered = resize(hole.astype(np.float32), size, cv2.INTER_AREA) > 0.02
    light = small.mean(2) / max(float(usual.mean()), 1.0)
    odd = np.abs(small / np.maximum(light, 0.05)[..., None] - usual).max(2)
    dirty = (light < _CLEAN_LIGHT[0]) | (light > _CLEAN_LIGHT[1]) | (odd > _CLEAN_COLOUR)
    unknown = covered | dirty
    if unknown.all():
        small[:], unknown = usual, covered
    grown = resize(flown(small, unknown), (width, height), cv2.INTER_CUBIC)
    return np.asarray(grown, np.float64)


def _shape(
    shape: tuple[int, ...], top: Curve, bottom: Curve, down: Curve, unit: float
) -> NDArray[np.float64]:
    """Light on a closed lid: the eyeball's bulge, the fold above it, the lashes' shade below."""
    across = np.array([down[1], -down[0]])
    if across @ (top[-1] - top[0]) < 0:
        across = -across
    y, x = np.mgrid[: shape[0], : shape[1]]
    along, under = x * across[0] + y * across[1], x * down[0] + y * down[1]
    place = top @ across
    order = np.argsort(place)
    upper = np.interp(along, place[order], (top @ down)[order])
    lower = np.interp(along, (bottom @ across)[order], (bottom @ down)[order])
    tall = np.maximum(lower - upper + _LASHES_MM * unit, unit)
    share = np.clip((under - upper + _LASHES_MM * unit) / tall, 0, 1)
    inside = np.clip(np.minimum(along - place.min(), place.max() - along) / (3 * unit), 0, 1)
    light = _BULGE * np.sin(np.pi * share) ** 2
    light -= _CREASE * np.exp(-(((share - 0.12) / 0.12) ** 2))
    light -= _LASH_SHADE * np.clip((share - 0.72) / 0.28, 0, 1) ** 2
    return 1.0 + inside * light


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
        grain = patch - blur(patch, max(1.0, 0.9 * rig.unit))
        spread = float(np.abs(grain).mean())
        if best is None or spread < best[0]:
            best = spread, np.clip(grain, -3 * spread, 3 * spread)
    assert best is not None
    return best[1]


def _lashes(
    texture: NDArray[np.uint8],
    top: Curve,
    down: Curve,
    unit: float,
    usual: NDArray[np.float64],
) -> tuple[Floats, float]:
    """Colour and thickness (mm) of the upper lashes with any liner, from the edge of the lid."""
    steps = np.arange(-2.5, 1.01, 0.25)
    spots = top[3:-3, None] - (steps[None, :, None] * unit) * down
    last = np.array(texture.shape[1::-1]) - 1
    index = np.clip(np.rint(spots).astype(int), 0, last)
    band = texture[index[..., 1], index[..., 0]].astype(np.float64)
    light = band.mean(2)
    dark = light < 0.62 * usual.mean()
    thick = float(np.clip(np.median(dark.sum(1)) * 0.16, 0.45, 1.2))
    darkest = band.reshape(-1, 3)[light.ravel() <= np.percentile(light, 12)]
    return np.minimum(darkest.mean(0), 0.5 * usual).astype(np.float32), thick
