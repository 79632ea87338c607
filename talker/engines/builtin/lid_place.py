"""The place of a lid in the photograph: what of it is eye, lash or skin, and the skin without."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import scipy
from numpy.typing import NDArray

from talker.engines.builtin.lashes import LASHES_MM, EyeAxes, sampled
from talker.engines.builtin.lid_masks import disc_across, feathered, opened, risen, shaded, wider
from talker.engines.builtin.membrane import flown
from talker.engines.builtin.outline import filled
from talker.motion.easing import smoothstep
from talker.raster import blur, gray, resize

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]
Curve = NDArray[np.floating]

# How far lashes and liner reach beyond the eye: above it, to its sides, and below it.
_ABOVE_MM, _SHARE_OF_BROW, _WING_MM, _BELOW_MM = 6.5, 0.6, 9.0, 3.5
_WING_FADES_MM = 3.5  # of the wing, over which what is there goes on
_CORNER_MM, _ASIDE_MM = 4.0, 1.2  # from a corner of the eye, and how soft the lid ends beside it
_FALLS = 0.3  # how far below a corner lashes stand that are a mm beside it
_SHADOW_MM = 1.8  # what is dark and thinner is no shadow
_RIM_MM = 0.6  # of the lower lid that the upper one covers
_HIDDEN_MM = 2.7  # above the eye: what may lie over the lid is looked for from here on
_FEATHER_MM = 1.6
_CELLS_PER_MM = 1.6  # of the membrane: light and colour alone
_CLEAN_LIGHT = (0.4, 1.7)  # of the usual skin around the eye
_THIN_MM, _THIN = 4.0, 0.13  # strands and frames: how thick, and darker than what is about them
_CLEAN_COLOUR = 40.0  # levels, of a colour channel relative to the light
_BROW_MM = 1.5  # about what the mesh calls brow
_STRANGE, _MANNER = 0.1, 1.5  # contrast from which on it is lash or liner, more where much is usual
_CLEAN_SHARE = 0.65  # of the usual light of the skin next to the eye
_MOSTLY = 0.3  # of the skin has to be without lines, or they are how it is drawn
_AT_CORNER_MM = 1.5  # from a corner of the eye: from there on lashes go to the side
_GAPS_MM, _FREE_MM = 1.5, 0.8  # in what is no skin; how far it softens what is next to it
_LOWER_MM, _WHITE = 2.4, 1.03
_OUT_OF_SHADOW, _BULGE, _SHADE, _ROUND_MM = 0.3, 0.04, 0.08, 6.0


@dataclass(frozen=True)
class Hole:
    """Where a part shows no skin: `whole` [h, w] is the eye with its wet rim, and the lashes and
    liner that hang together with it; `lashes` float32 [h, w] are these alone. `dark` [h, w] is all
    that is thin and dark; `lines`: by how much of the light lines are darker everywhere here."""

    whole: Mask
    lashes: Floats
    dark: Mask
    lines: float


@dataclass(frozen=True)
class FilledLid:
    """A part with lid where the eye was, `color` float32 [h, w, 3]; how much of each pixel is `new`
    [h, w], and where it is needed over the moved picture, `alpha` [h, w]."""

    color: Floats
    new: Floats
    alpha: Floats


class LidPlace:
    """The part of a texture around an eye, uint8 [h, w, 3], and what is where in it.

    `hidden` [h, w]: where something that lies over the eye is looked for.
    """

    def __init__(
        self,
        part: NDArray[np.uint8],
        axes: EyeAxes,
        rims: tuple[Curve, Curve],
        edge: Curve,
        brows: list[Curve],
    ) -> None:
        """`rims` [N, 2] of the open lids as the mesh has them, and the `edge` of the upper one that
        is seen; `brows`: their outlines."""
        top, bottom = rims
        self._part, self._axes = part, axes
        height, width = self._shape = part.shape[:2]
        y, x = np.mgrid[:height, :width]
        across, under = axes.millimetres(np.dstack([x, y]))
        self._over_eye = axes.edge(top, across) - under  # mm above the open lid's rim
        self._below = under - axes.edge(bottom, across)
        corners, _ = axes.millimetres(np.stack([top[0], top[-1]]))
        self._beside = np.maximum(corners.min() - across, across - corners.max())
        self._brow = np.zeros(self._shape, np.bool_)
        for outline in brows:
            self._brow |= filled(outline, self._shape)
        self._brow = wider(self._brow, _BROW_MM * axes.unit)
        reach = self._to_brow()
        self.hidden = self._within(min(_HIDDEN_MM, reach), 2.2, 0.5)
        self._over_eye = axes.edge(edge, across) - under  # from here on that is seen
        reach = self._to_brow()
        self._unknown = self._within(reach, _WING_MM, _BELOW_MM)
        self._lashes = self._within(max(reach, LASHES_MM), _WING_MM, _BELOW_MM)
        self._eye = self._within(0.35, 0.3, 0.0)

    def _to_brow(self) -> float:
        """How far above the eye the lid is made anew: not up to the brow."""
        above = self._over_eye[self._brow & (np.abs(self._beside) < 40) & (self._over_eye > 0)]
        nearest = float(np.percentile(above, 5)) if above.size else _ABOVE_MM / _SHARE_OF_BROW
        return min(_ABOVE_MM, max(_SHARE_OF_BROW * nearest, 2.5))

    def _within(self, above: float, wing: float, below: float) -> Mask:
        """The eye and so many mm about it, rounded towards its corners."""
        past = np.clip(self._beside / wing, 0, 1)
        room = np.sqrt(1 - past**2)
        return np.asarray(
            (self._over_eye < above * room)
            & (self._below < below * room + 0.01)
            & (self._beside < wing)
        )

    def usual(self) -> NDArray[np.float64]:
        """The usual colour [3] around the eye; brows and frames are among its darker half."""
        ring = self._part[~self._unknown].reshape(-1, 3).astype(np.float64)
        light = ring.mean(1)
        low, high = np.percentile(light, [45, 90])
        return np.median(ring[(light >= low) & (light <= high)], axis=0)

    def bare(self, usual: NDArray[np.float64], above: Floats | None) -> Floats:
        """The part [h, w, 3] without the eye, lashes, brows and all that is not clean skin: colour
        flows there from the skin around."""
        height, width = self._shape
        unit = self._axes.unit
        light = gray(self._part)
        thin = cv2.morphologyEx(light, cv2.MORPH_BLACKHAT, disc_across(_THIN_MM * unit))
        odd = thin > _THIN * usual.mean()
        if above is not None:
            odd |= above > 0.1
        odd = wider(odd, 0.4 * unit) | self._brow | self._unknown
        weight, small = self._coarse(~odd)
        level = small.mean(2) / max(float(usual.mean()), 1.0)
        hue = np.abs(small / np.maximum(level, 0.05)[..., None] - usual).max(2)
        unknown = (weight < 0.3) | (level < _CLEAN_LIGHT[0]) | (level > _CLEAN_LIGHT[1])
        unknown |= hue > _CLEAN_COLOUR
        if unknown.all():
            small[:] = usual
            unknown = weight < 0.3
        if unknown.all():
            unknown[0, 0] = False
        grown = resize(flown(small, unknown), (width, height), cv2.INTER_CUBIC)
        return blur(np.asarray(grown, np.float32), max(0.8, 0.6 * unit))

    def _coarse(self, known: Mask) -> tuple[Floats, NDArray[np.float64]]:
        """In the cells of the membrane: how much of each is `known` [gh, gw], and the mean colour
        of that, [gh, gw, 3]."""
        height, width = self._shape
        scale = min(1.0, _CELLS_PER_MM / self._axes.unit)
        size = (max(8, round(width * scale)), max(8, round(height * scale)))
        weight = resize(known.astype(np.float32), size, cv2.INTER_AREA)
        clean = resize(self._part.astype(np.float32) * known[..., None], size, cv2.INTER_AREA)
        return weight, clean.astype(np.float64) / np.maximum(weight, 1e-3)[..., None]

    def hole(self, bare: Floats) -> Hole:
        """Where no skin is seen, by what the `bare` lid would look like."""
        unit = self._axes.unit
        eye = wider(self._eye, _RIM_MM * unit)
        light, skin = (picture.mean(2) for picture in (self._part.astype(np.float32), bare))
        wet = self._within(0.35, 0.3, _LOWER_MM) & (self._over_eye < 0) & (light > _WHITE * skin)
        eye |= wet
        dark, lines = self._darker(np.where(eye, skin, light))
        aside = self._beside > -_AT_CORNER_MM
        found = risen(eye, dark & self._lashes & ~self._brow, aside, self._axes)
        whole = cv2.morphologyEx(
            found.astype(np.uint8), cv2.MORPH_CLOSE, disc_across(_GAPS_MM * unit)
        )
        lashes = blur((found & dark).astype(np.float32), max(0.5, 0.3 * unit))
        return Hole(wider(whole > 0, _RIM_MM * unit), lashes, dark, lines)

    def _darker(self, light: Floats) -> tuple[Mask, float]:
        """What is thin and darker than what is about it, of `light` [h, w], by more than the lines
        are that this picture has everywhere; and how dark those are."""
        closed = cv2.morphologyEx(light, cv2.MORPH_CLOSE, disc_across(_THIN_MM * self._axes.unit))
        contrast = (closed - light) / np.maximum(closed, 8)
        below = contrast[(self._below > _BELOW_MM) & ~self._brow]
        lines = float(np.median(below)) if below.size else 0.0
        return np.asarray(contrast > _STRANGE + _MANNER * lines), lines

    def filled(self, hole: Hole, above: Floats | None) -> FilledLid:
        """The lid over the whole eye: colour flows in from the lid and skin next to it, so that
        it has the tone and the shadow of its own place; the rest stays, its crease with it."""
        height, width = self._shape
        unit = self._axes.unit
        known = ~(hole.whole | self._brow)
        beside = known & ~(hole.dark & ~opened(hole.dark, _SHADOW_MM * unit))
        clean = known & ~wider(hole.dark, _RIM_MM * unit)
        tone = 1.0
        if clean.sum() > _MOSTLY * known.sum():
            known, tone = clean, 1 - hole.lines  # lines are no source, but part of the tone
        if above is not None:
            free = ~wider(above > 0.1, _FREE_MM * unit)
            known, beside = known & free, beside & free
        weight, small = self._coarse(known)
        unknown = weight < 0.3
        size = (weight.shape[1], weight.shape[0])
        near = ~unknown & (resize(self._unknown.astype(np.float32), size, cv2.INTER_AREA) > 0)
        if near.any():  # liner and hair too thick for lines are no skin, either
            level = small.mean(2)
            unknown |= near & (level < _CLEAN_SHARE * np.median(level[near]))
        grown = self._part.astype(np.float32)
        if not unknown.all():
            coarse = np.float32(tone) * flown(small, unknown)
            coarse = shaded(coarse, *self._coarse(beside), scale=size[0] / width * unit)
            grown = resize(coarse, (width, height), cv2.INTER_CUBIC)
            grown = blur(np.asarray(grown, np.float32), max(0.8, 0.6 * unit))
        new = self._softly(hole.whole)
        below_brow = feathered(~self._brow, _FEATHER_MM * unit)
        around = feathered(self._unknown, _FEATHER_MM * unit)
        return FilledLid(
            color=np.asarray(self._part + new[..., None] * (grown - self._part), np.float32),
            new=new,
            alpha=np.maximum(around, new * below_brow).astype(np.float32),
        )

    def _softly(self, hole: Mask) -> Floats:
        """How much of the lid is drawn over a hole: softer beside the eye than above it, where the
        crease begins; nothing beside and below a corner, where no lid comes down."""
        unit = self._axes.unit
        above = blur(wider(hole, _FREE_MM * unit).astype(np.float32), max(0.7, 0.4 * unit))
        aside = blur(wider(hole, _ASIDE_MM * unit).astype(np.float32), max(0.7, _ASIDE_MM * unit))
        share = smoothstep(-_CORNER_MM, 0, self._beside).astype(np.float32)
        new = above + share * (aside - above)
        new *= np.clip((_WING_MM - self._beside) / _WING_FADES_MM, 0, 1)
        lowest = np.where(self._beside > 0, _FALLS * self._beside, -self._beside)
        new *= np.clip(1 - (self._below - lowest) / _WING_FADES_MM, 0, 1)
        return np.asarray(new, np.float32)

    def overlap(self, lid: Floats, rim: Curve) -> Curve:
        """How far below the mesh's lower `rim` [N, 2] the eye goes on, in mm [N]: what is lighter
        than skin there is the white of the eye, or the wet edge of the lid."""
        steps = np.arange(0, _LOWER_MM, 0.2)
        spots = rim[:, None] + steps[None, :, None] * self._axes.unit * self._axes.down
        seen = sampled(self._part.astype(np.float32), spots).mean(-1)
        skin = sampled(lid, spots).mean(-1)
        white = np.logical_and.accumulate(seen > _WHITE * skin, axis=1)
        return scipy.ndimage.gaussian_filter1d(white.sum(1) * 0.2, len(rim) / 7, mode="nearest")

    def lit(self, skin: Floats, usual: NDArray[np.float64]) -> Floats:
        """The lid [h, w, 3] in the light: it bulges out of the shadow of the socket, and its lashes
        shade it below."""
        open_mm = np.maximum(-self._over_eye, 0)  # below the edge of the open lid
        tall = np.maximum(open_mm + np.maximum(-self._below, 0), 2.0)
        share = np.clip((open_mm + 1.5) / (tall + 1.5), 0, 1) * (self._over_eye < 1.5)
        inside = np.clip(-self._beside / _ROUND_MM, 0, 1)
        bulge = blur((inside * np.sin(np.pi * share) ** 2).astype(np.float32), self._axes.unit)
        shade = inside * np.clip((share - 0.6) / 0.4, 0, 1) ** 2
        brighter = np.maximum(usual.astype(np.float32) - skin, 0)
        skin = skin + (_OUT_OF_SHADOW * bulge)[..., None] * brighter
        return np.asarray(skin * (1 + _BULGE * bulge - _SHADE * shade)[..., None], np.float32)
