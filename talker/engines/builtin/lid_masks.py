"""Masks about an eye: grown, opened, with soft edges; and what of the dark in them rises as lashes
do, and how the shade at an edge goes on."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.engines.builtin.lashes import EyeAxes
from talker.engines.builtin.membrane import flown
from talker.raster import disc

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]

_LONGEST_MM, _STUB_MM = 9.0, 11.0  # of a lash; what is longer and does not rise is a crease
_STEEP = 0.7  # cosine: half of a right angle to each side is still up
_ALL_SIDES = np.ones((3, 3), np.uint8)
_KNOWN, _FADES_MM = 0.3, 6.0  # share of a cell that tells its colour; how far shade goes in


def risen(eye: Mask, dark: Mask, aside: Mask, axes: EyeAxes) -> Mask:
    """The `eye` and what of the `dark` rises from it: lashes and liner. Where it is `aside` of the
    eye lashes go to all sides; above it what does not rise is the crease, if it is long."""
    y, x = np.mgrid[-1:2, -1:2]
    up = (x * axes.down[0] + y * axes.down[1] > _STEEP * np.hypot(x, y)).astype(np.uint8)
    found = eye.astype(np.uint8)
    for _ in range(round(_LONGEST_MM * axes.unit)):
        above, around = (cv2.dilate(found, near) for near in (up, _ALL_SIDES))
        found |= (np.where(aside, around, above) > 0) & dark
    rest = dark & (found == 0)
    _, pieces, stats, _ = cv2.connectedComponentsWithStats(rest.astype(np.uint8))
    extent = stats[:, (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT)].max(1)
    touching = np.unique(pieces[rest & wider(found > 0, 1.0)])
    stubs = touching[extent[touching] < _STUB_MM * axes.unit]
    return np.asarray((found > 0) | np.isin(pieces, stubs))


def shaded(lid: Floats, weight: Floats, seen: NDArray[np.float64], scale: float) -> Floats:
    """A `lid` that takes on, towards its edge, the shade that is `seen` there, [gh, gw, 3] each, by
    the `weight` [gh, gw] of each cell; `scale`: cells per mm."""
    known = weight >= _KNOWN
    other = np.where(known[..., None], seen - lid, 0.0)
    if not known.any():
        return lid
    away = cv2.distanceTransform((~known).astype(np.uint8), cv2.DIST_L2, 5) / scale
    fades = np.exp(-away / _FADES_MM).astype(np.float32)
    return np.asarray(lid + flown(other, ~known) * fades[..., None], np.float32)


def feathered(mask: Mask, pixels: float) -> Floats:
    """A mask whose edge is soft to the inside, over so many pixels."""
    away = cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, 3)
    return np.clip(away / max(1.0, pixels), 0, 1).astype(np.float32)


def wider(mask: Mask, pixels: float) -> Mask:
    """A mask grown by so many pixels."""
    grown: NDArray[np.uint8] = cv2.dilate(mask.astype(np.uint8), disc_across(2 * pixels))
    return grown > 0


def opened(mask: Mask, pixels: float) -> Mask:
    """What of a mask is not thinner than so many pixels."""
    return np.asarray(
        cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, disc_across(pixels)) > 0
    )


def disc_across(pixels: float) -> NDArray[np.uint8]:
    """A disc of this diameter, three pixels at least, for OpenCV's morphology."""
    return disc(max(1, round(pixels / 2)))
