"""What lies over an eye in the photograph: rims of spectacles, strands of hair.

A lid closes under them. They are found as thin structures, darker or lighter than what is about
them (top-hat transform, Meyer, 1979), that go over the place of the lid from one side to another
and on beyond it on both; lashes, creases and crow's feet end there or run along the lid. Over
lashes and iris a strand does not stand out: it is taken to go on from where it comes in to where
it goes out, if all between is as dark, or as light, as it is itself.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.engines.builtin.lid_masks import disc_across
from talker.engines.builtin.outline import soft_line
from talker.raster import blur, gray, resize
from talker.scene import Box

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]
Pixels = NDArray[np.uint8]
Curve = NDArray[np.floating]

_FINE = 1.5  # pixels per mm at which a second look brings nothing new
_THICK_MM, _HINGE_MM = 3.6, 5.2  # at most, and of spectacles
_STANDS_OUT, _STRAND = 0.2, 0.12  # from what is about it, of the skin's light
_BESIDE_LID_MM = 1.8  # where what runs along a lid is its own rim with the lashes
_ALONG = 0.8  # cosine from which on a structure runs along the lid
_CREASE_MM, _CREASE = 6.0, 0.5  # from the lid, and the share that runs along it of what is one
_GOES_ON_MM, _APART_MM = 2.5, 4.0  # beyond the lid, and from where it goes in to where it goes out
_GAPS_MM, _SHINE_MM = 1.6, 5.2  # in a structure, and where the metal of a hinge shines
_EVEN_MM, _STEEP = 0.6, 1.8  # over which an edge is evened out, and how steep it is then
_REACH_MM = 1.2  # from the lid's place to where a strand is seen to come in
_END_MM, _BENDS_MM = 5.0, 1.2  # of a strand that tell its direction, and how far it leaves it
_STRAIGHT, _ALIKE, _COVERED = 0.8, 0.2, 0.9  # cosine; of the skin's light; share of the way


@dataclass(frozen=True)
class EyePart:
    """The texture around an eye, uint8 [h, w, 3]; `hole` [h, w]: what its lid covers; `lids`: the
    upper and the lower rim, [N, 2] each; `unit`: pixels per mm; `usual`: light of the skin."""

    texture: Pixels
    hole: Mask
    lids: tuple[Curve, Curve]
    unit: float
    usual: float


def occluders(eye: EyePart, *, spectacles: bool = False) -> Floats | None:
    """How much of each pixel lies over the lid: float32 [h, w] of 0..1; None where nothing does.

    Who wears `spectacles`, as the other eye may tell, has thicker parts of them over the lid, too.
    A small face is looked at twice: enlarged, if nothing was found, as pixels are coarse there.
    """
    alpha = _over_lid(eye, spectacles=spectacles)
    finer = math.ceil(_FINE / eye.unit)
    if finer > 1 and not alpha.any():
        enlarged = _over_lid(_enlarged(eye, finer), spectacles=spectacles)
        alpha = resize(enlarged, (eye.hole.shape[1], eye.hole.shape[0]), cv2.INTER_AREA)
    return alpha if alpha.any() else None


def _over_lid(eye: EyePart, *, spectacles: bool) -> Floats:
    light = blur(gray(eye.texture), max(0.4, 0.2 * eye.unit))
    rims = _along_lids(light, eye, _BESIDE_LID_MM)
    creases = _along_lids(light, eye, _CREASE_MM)
    alpha: Floats = np.zeros(eye.hole.shape, np.float32)
    looks = [(True, _THICK_MM, _GAPS_MM), (False, _THICK_MM, _GAPS_MM)]
    if spectacles:
        looks.append((True, _HINGE_MM, _SHINE_MM))
    for darker, thick, gaps in looks:
        shown = light if darker else np.asarray(255 - light, np.uint8)
        hat = cv2.morphologyEx(shown, cv2.MORPH_BLACKHAT, disc_across(thick * eye.unit))
        crossing = _crossing((hat > _STANDS_OUT * eye.usual) & ~rims, creases, eye)
        if crossing.any():
            alpha = np.maximum(alpha, _softened(crossing, eye.unit, gaps))
        beyond = (hat > _STRAND * eye.usual) & ~eye.hole & ~creases
        for strand in _strands(beyond, shown, eye):
            alpha = np.maximum(alpha, strand)
    return alpha


def _enlarged(eye: EyePart, times: int) -> EyePart:
    """So that a mm is enough pixels for structures of a mm."""
    size = (times * eye.hole.shape[1], times * eye.hole.shape[0])
    upper, lower = (times * (rim + 0.5) - 0.5 for rim in eye.lids)
    return EyePart(
        texture=resize(eye.texture, size, cv2.INTER_CUBIC),
        hole=resize(eye.hole.astype(np.uint8), size, cv2.INTER_NEAREST) > 0,
        lids=(upper, lower),
        unit=times * eye.unit,
        usual=eye.usual,
    )


def _along_lids(light: Pixels, eye: EyePart, reach: float) -> Mask:
    """Where structures up to `reach` mm from the rims of the lids run along them."""
    gx, gy = (cv2.Sobel(light, cv2.CV_32F, *axis) for axis in ((1, 0), (0, 1)))
    xx, yy, xy = (blur(v, max(0.8, 0.5 * eye.unit)) for v in (gx * gx, gy * gy, gx * gy))
    across = 0.5 * np.arctan2(2 * xy, xx - yy)  # the way in which the light changes
    found: Mask = np.zeros(light.shape, np.bool_)
    y, x = np.mgrid[: light.shape[0], : light.shape[1]]
    for rim in eye.lids:
        tangent = np.gradient(rim, axis=0)
        tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-6)
        away = np.hypot(x[..., None] - rim[:, 0], y[..., None] - rim[:, 1])
        way = tangent[away.argmin(-1)]
        along = np.abs(way[..., 1] * np.cos(across) - way[..., 0] * np.sin(across))
        found |= (away.min(-1) < reach * eye.unit) & (along > _ALONG)
    return found


def _crossing(stands_out: Mask, creases: Mask, eye: EyePart) -> Mask:
    """What of the pixels that stand out belongs to a structure that crosses the hole and is, by
    most of its pixels, no crease."""
    hole = eye.hole
    found: Mask = np.zeros(hole.shape, np.bool_)
    inside_count, inside = cv2.connectedComponents((stands_out & hole).astype(np.uint8))
    outside, long = _long_pieces(stands_out & ~hole, eye.unit)
    for piece in range(1, inside_count):
        here = inside == piece
        rim = _grown(here) & long[outside]
        y, x = np.nonzero(rim)
        if len(x) and np.hypot(np.ptp(x), np.ptp(y)) > _APART_MM * eye.unit:
            whole = here | np.isin(outside, np.unique(outside[rim]))
            if creases[whole].mean() < _CREASE:
                found |= whole
    return found


@dataclass(frozen=True)
class _End:
    """Where a strand goes under the lid's place: a pixel [2], the way on [2], its darkness, and
    its thickness in pixels."""

    spot: NDArray[np.float64]
    way: NDArray[np.float64]
    level: float
    thick: float


def _strands(outside: Mask, shown: Pixels, eye: EyePart) -> list[Floats]:
    """Opacities [h, w] of strands that go straight over the hole; `shown`: light, or its opposite
    for strands that are lighter than what is about them."""
    found = []
    for one, other in combinations(_ends(outside, shown, eye), 2):
        chord = other.spot - one.spot
        length = float(np.linalg.norm(chord))
        if length < _APART_MM * eye.unit:
            continue
        way = chord / length
        if min(one.way @ way, -(other.way @ way)) < _STRAIGHT:
            continue
        path, levels = _darkest_path(shown, one.spot, other.spot, _BENDS_MM * eye.unit)
        most = max(one.level, other.level) + _ALIKE * eye.usual
        if (levels <= most).mean() > _COVERED:
            height, width = eye.hole.shape
            thick = max(1.0, (one.thick + other.thick) / 2)
            found.append(soft_line(path.astype(np.float32), Box(0, 0, width, height), thick))
    return found


def _ends(outside: Mask, shown: Pixels, eye: EyePart) -> list[_End]:
    pieces, long = _long_pieces(outside, eye.unit)
    near = cv2.dilate(eye.hole.astype(np.uint8), disc_across(2 * _REACH_MM * eye.unit)) > 0
    touches = near & long[pieces]
    count, contact = cv2.connectedComponents(touches.astype(np.uint8))
    middle = np.argwhere(eye.hole)[:, ::-1].mean(0)
    ends = []
    for number in range(1, count):
        y, x = np.nonzero(contact == number)
        spot = np.array([x.mean(), y.mean()])
        own = np.argwhere(pieces == pieces[y[0], x[0]])[:, ::-1]
        own = own[np.linalg.norm(own - spot, axis=1) < _END_MM * eye.unit]
        if len(own) < 4:
            continue
        spread, ways = np.linalg.eigh(np.cov((own - own.mean(0)).T))
        way = ways[:, 1] * np.sign(ways[:, 1] @ (middle - spot) or 1.0)
        level = float(np.median(shown[own[:, 1], own[:, 0]]))
        thick = float(np.sqrt(12 * max(spread[0], 1 / 12)))  # of a bar with this spread
        ends.append(_End(spot, way, level, thick))
    return ends


def _darkest_path(
    shown: Pixels, start: NDArray[np.float64], stop: NDArray[np.float64], bend: float
) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    """The darkest way from one pixel to another that leaves the straight one by at most `bend`:
    [N, 2], and how dark it is, [N]."""
    steps = max(4, round(float(np.linalg.norm(stop - start))))
    share = np.linspace(0, 1, steps)[:, None]
    line = start + share * (stop - start)
    normal = np.array([start[1] - stop[1], stop[0] - start[0]]) / max(steps, 1)
    aside = np.arange(-round(bend), round(bend) + 1)
    spots = line[:, None] + aside[None, :, None] * normal
    last = np.array(shown.shape[1::-1]) - 1
    index = np.clip(np.rint(spots), 0, last).astype(int)
    levels = shown[index[..., 1], index[..., 0]]
    best = (levels + 6.0 * np.abs(aside)).argmin(1)
    offset = np.convolve(np.pad(aside[best], 2, "edge"), np.ones(5) / 5, "valid")
    return line + offset[:, None] * normal, levels[np.arange(steps), best]


def _long_pieces(mask: Mask, unit: float) -> tuple[NDArray[np.int32], Mask]:
    """Connected pieces of a mask, numbered [h, w], and which numbers are long ones."""
    _, pieces, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    longest = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    long = longest > _GOES_ON_MM * unit
    long[0] = False
    return pieces, long


def _softened(mask: Mask, unit: float, gaps: float) -> Floats:
    """A mask of thin structures without `gaps` of so many mm, with soft edges: float32 [h, w]."""
    whole = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, disc_across(gaps * unit))
    grown = cv2.dilate(whole, np.ones((3, 3)))
    even = blur(grown.astype(np.float32), max(0.5, _EVEN_MM * unit))
    return np.clip(_STEEP * (even - 0.5) + 0.5, 0, 1, dtype=np.float32)


def _grown(mask: Mask) -> Mask:
    grown: Pixels = cv2.dilate(mask.astype(np.uint8), np.ones((3, 3)))
    return grown > 0
