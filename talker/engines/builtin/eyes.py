"""Eyes that look around and lids that close: drawn over the moved picture.

A closing lid would drag the eyeball's pixels along. So the eyeball is drawn again under the
current lids, and the lid itself is drawn as skin from above the lash line.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.engines.builtin import topology as topo
from talker.engines.builtin.outline import (
    affine,
    below,
    blend,
    region,
    ring,
    smooth_curve,
    soft_line,
    soft_mask,
)
from talker.engines.builtin.rig import Placement, Rig
from talker.raster import blur, gray, remap, warp_affine
from talker.scene import Box

Floats = NDArray[np.float32]

_LID_DARKEST, _LID_BRIGHTEST = 0.55, 1.3  # of the cheeks' light; others are no lid skin
_LID_SHADE = 0.16
_SHADE_UNDER_LID = 0.35
_LASH_MM = 0.7
_LASH_ALPHA = 0.7


@dataclass(frozen=True)
class _Lids:
    upper: tuple[int, ...]
    lower: tuple[int, ...]
    fold: tuple[int, ...]


_EYES = (
    _Lids(topo.RIGHT_UPPER_LID, topo.RIGHT_LOWER_LID, topo.RIGHT_FOLD),
    _Lids(topo.LEFT_UPPER_LID, topo.LEFT_LOWER_LID, topo.LEFT_FOLD),
)


@dataclass(frozen=True)
class _Lid:
    """`skin` float32 [h, w, 3] with its corner at `origin` (window pixels); `alpha`: how much of
    it is needed (more where lashes are thick); `lash`: colour of the lash line."""

    skin: Floats
    origin: NDArray[np.float64]
    alpha: float
    lash: Floats


class Eye:
    """One eye of one rig."""

    def __init__(self, rig: Rig, lids: _Lids) -> None:
        self._rig = rig
        self._lids = lids
        self._points = list(lids.upper + lids.lower[-2:0:-1])
        rest = rig.rest[self._points]
        self._rest = rest
        self._upper = smooth_curve(rig.rest[list(lids.upper)])
        self._half = float(np.linalg.norm(rest[0] - rest[len(lids.upper) - 1])) / 2
        self._iris = _iris(rig, rest)
        self._lid = self._build_lid()

    def draw(
        self, frame: NDArray[np.uint8], placement: Placement, index: int, blink: float, gaze: Floats
    ) -> None:
        """`blink` 0..1, `gaze` [2] in mm (left and down in the picture positive)."""
        if blink < 0.01 and float(np.abs(gaze).max()) < 0.03:
            return
        rig = self._rig
        points = placement.points[index]
        upper = smooth_curve(points[list(self._lids.upper)])
        lower = below(smooth_curve(points[list(self._lids.lower)]), upper, rig.axes[1, :2])
        outline = ring(upper, lower)
        rigid = affine(self._rest, placement.rigid[index, self._points])
        resting = self._upper @ rigid[:, :2].T.astype(np.float32) + rigid[:, 2].astype(np.float32)
        box = region(np.concatenate([outline, resting]), 2.5 * rig.unit, rig.width, rig.height)
        if box is None:
            return
        ball = self._eyeball(box, rigid, gaze)
        ball *= np.float32(1.0 - _SHADE_UNDER_LID * blink)
        blend(frame, box, ball, soft_mask(outline, box, 0.25 * rig.unit))
        if blink < 0.03:
            return
        lid = ring(resting, upper)
        matrix = rigid.copy()
        matrix[:, 2] += rigid[:, :2] @ self._lid.origin - (box.left, box.top)
        skin = warp_affine(self._lid.skin, matrix, (box.width, box.height), repeat=True)
        strength = np.float32(self._lid.alpha * min(1.0, 2.2 * blink))
        mask = soft_mask(lid, box, max(0.5, 0.9 * rig.unit)) * strength
        blend(frame, box, skin, mask)
        line = soft_line(upper[2:-2], box, _LASH_MM * rig.unit)
        blend(frame, box, self._lid.lash, line * np.float32(_LASH_ALPHA * min(1.0, 2 * blink)))

    def _eyeball(self, box: Box, rigid: NDArray[np.float64], gaze: Floats) -> Floats:
        """The photographed eye under the head's motion, moved by the gaze about the iris."""
        rig = self._rig
        back = cv2.invertAffineTransform(rigid)
        x = np.arange(box.left, box.right, dtype=np.float32)
        y = np.arange(box.top, box.bottom, dtype=np.float32)
        gx, gy = np.meshgrid(x, y)
        sx = (back[0, 0] * gx + back[0, 1] * gy + back[0, 2]).astype(np.float32)
        sy = (back[1, 0] * gx + back[1, 1] * gy + back[1, 2]).astype(np.float32)
        shift = gaze.astype(np.float64) @ rig.axes[:2, :2] * rig.unit
        centre = self._iris + shift
        away = ((sx - centre[0]) ** 2 + (sy - centre[1]) ** 2) / self._half**2
        pull = np.exp(-1.2 * away)
        sx += rig.margin - np.float32(shift[0]) * pull
        sy += rig.margin - np.float32(shift[1]) * pull
        found = remap(rig.texture, np.dstack([sx, sy]), cubic=True)
        return found.astype(np.float32)

    def _build_lid(self) -> _Lid:
        """Skin for the closed lid, taken from between the lash line and the fold above it."""
        rig = self._rig
        down = rig.axes[1, :2] / np.linalg.norm(rig.axes[1, :2])
        along = rig.axes[0, :2] / np.linalg.norm(rig.axes[0, :2])
        upper = rig.rest[list(self._lids.upper)].astype(np.float64) + rig.margin
        fold = rig.rest[list(self._lids.fold)].astype(np.float64) + rig.margin
        order = np.argsort(fold @ along)
        fold_height = np.interp(upper @ along, (fold @ along)[order], (fold @ down)[order])
        lift = np.clip(0.75 * (upper @ down - fold_height), 1.2 * rig.unit, 4.2 * rig.unit)
        blurred = blur(rig.texture, max(0.6, 0.9 * rig.unit))
        samples = _pixels(blurred, upper - lift[:, None] * down)
        cheek = _pixels(blurred, rig.rest[list(topo.CHEEKS)] + rig.margin).mean(0)
        light = samples.mean(1) / max(float(cheek.mean()), 1.0)
        good = (light > _LID_DARKEST) & (light < _LID_BRIGHTEST)
        enough = good.sum() >= 3
        middle = np.percentile(samples[good], 65, axis=0) if enough else 0.85 * cheek
        middle = 0.7 * middle + 0.3 * 0.9 * cheek
        samples[~good] = middle
        steps = np.linspace(0.2, 1.0, 6)
        band = np.stack([_pixels(rig.texture, upper - k * lift[:, None] * down) for k in steps])
        lashes = float(band.mean(2).std(0)[1:-1].mean()) / max(float(middle.mean()), 1.0)
        alpha = float(np.clip(0.25 + 3.0 * (lashes - 0.06), 0.25, 0.80))
        order = np.argsort(upper @ along)
        place = (upper @ along)[order]
        color = 0.35 * samples[order] + 0.65 * middle
        light = color.mean(1, keepdims=True) / max(float(cheek.mean()), 1.0)
        color = 0.4 * color + 0.6 * cheek * light  # lashes and shadows are grey, lids are skin
        margin = 4 * rig.unit
        low = np.floor(self._rest.min(0) + rig.margin - margin).astype(int).clip(0)
        high = np.ceil(self._rest.max(0) + rig.margin + margin).astype(int)
        high = np.minimum(high, rig.texture.shape[1::-1])
        gx, gy = np.meshgrid(np.arange(low[0], high[0]), np.arange(low[1], high[1]))
        across = gx * along[0] + gy * along[1]
        patch = np.stack([np.interp(across, place, color[:, c]) for c in range(3)], -1)
        under = gx * down[0] + gy * down[1] - np.interp(across, place, (upper @ down)[order])
        opening = max(float(np.ptp(self._rest @ down)), 1.0)
        patch *= (1.0 - _LID_SHADE * np.clip(under / opening, 0, 1))[..., None]
        edge = np.percentile(_pixels(rig.texture, upper[1:-1]), 25, axis=0) * 0.8
        return _Lid(
            skin=np.clip(patch, 0, 255).astype(np.float32),
            origin=low.astype(np.float64) - rig.margin,
            alpha=alpha,
            lash=np.minimum(edge, 0.62 * middle).astype(np.float32),
        )


def _pixels(texture: NDArray[np.uint8], spots: NDArray[np.floating]) -> NDArray[np.float64]:
    """Nearest pixels at spots [N, 2] as float64 [N, 3]."""
    last = np.array(texture.shape[1::-1]) - 1
    index = np.clip(np.rint(spots).astype(int), 0, last)
    return texture[index[:, 1], index[:, 0]].astype(np.float64)


def _iris(rig: Rig, outline: Floats) -> NDArray[np.float64]:
    """Middle of the dark part of the open eye, in window pixels."""
    box = region(outline, 1.0, rig.width, rig.height)
    if box is None:
        return outline.mean(0).astype(np.float64)
    m = rig.margin
    part = rig.texture[box.top + m : box.bottom + m, box.left + m : box.right + m]
    light = gray(part).astype(np.float64)
    inside = soft_mask(outline, box, 0.0) > 0.5
    if inside.sum() < 6:
        return outline.mean(0).astype(np.float64)
    limit = np.percentile(light[inside], 30)
    weight = np.where(inside, np.clip(limit - light, 0, None) + 1e-6, 0.0)
    gx, gy = np.meshgrid(np.arange(box.left, box.right), np.arange(box.top, box.bottom))
    return np.array([(gx * weight).sum(), (gy * weight).sum()]) / weight.sum()


def build_eyes(rig: Rig) -> tuple[Eye, Eye]:
    """Both eyes of a rig."""
    return Eye(rig, _EYES[0]), Eye(rig, _EYES[1])
