"""Eyes that look around and lids that close: drawn over the moved picture.

The picture stays where it is under a closing lid: the eyeball is drawn again, moved by the gaze,
and the lid over it as skin of its own with its lashes, under what lies over the eye.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from talker.engines.builtin import topology as topo
from talker.engines.builtin.lids import LidSkin, lid_skin
from talker.engines.builtin.outline import (
    AffineFrom,
    below,
    blend,
    region,
    ring,
    smooth_curve,
    soft_mask,
)
from talker.engines.builtin.rig import Placement, Rig
from talker.motion.easing import smoothstep
from talker.raster import gray, remap, warp_affine
from talker.scene import Box

Floats = NDArray[np.float32]

_SHADE_UNDER_LID = 0.35
_APPEARS, _HERE = 0.04, 0.3  # closing at which the lid's own skin begins to show, and is all there
_MEETS, _OVER_MM = 0.6, 0.5  # from this closing on the lid comes down over the lower lid's rim
_WING = 0.35  # of the eye's length beside it, and of the height over it: what a lid takes along
_EDGE_MM = 1.0  # beyond the eye's outline, where its soft edge ends
_AROUND_MM = 3.5  # how far lashes hang beyond the eye and the place of its lid
_LINE_MM, _LINE_SOFT_MM, _LINE_ALPHA = 1.9, 0.35, 0.85  # of the line where lids meet


@dataclass(frozen=True)
class _Lids:
    upper: tuple[int, ...]
    lower: tuple[int, ...]


_EYES = (
    _Lids(topo.RIGHT_UPPER_LID, topo.RIGHT_LOWER_LID),
    _Lids(topo.LEFT_UPPER_LID, topo.LEFT_LOWER_LID),
)


class Eye:
    """One eye of one rig."""

    def __init__(self, rig: Rig, lids: _Lids, skin: LidSkin) -> None:
        self._rig = rig
        self._points = list(lids.upper + lids.lower[-2:0:-1])
        self._closing = [[topo.LIDS.index(i) for i in lid] for lid in (lids.upper, lids.lower)]
        rest = rig.rest[self._points]
        self._from_rest = AffineFrom(rest)
        self._half = float(np.linalg.norm(rest[0] - rest[len(lids.upper) - 1])) / 2
        self._iris = _iris(rig, rest)
        self._down = (rig.axes[1, :2] / np.linalg.norm(rig.axes[1, :2])).astype(np.float32)
        self._skin = skin

    def draw(
        self, frame: NDArray[np.uint8], placement: Placement, index: int, blink: float, gaze: Floats
    ) -> None:
        """`blink` 0..1, `gaze` [2] in mm (left and down in the picture positive)."""
        if blink < 0.01 and float(np.abs(gaze).max()) < 0.03:
            return
        rig = self._rig
        upper = smooth_curve(placement.lids[index, self._closing[0]])
        lower = smooth_curve(placement.lids[index, self._closing[1]])
        over = smoothstep(_MEETS, 1, blink) * rig.unit * (_OVER_MM + self._skin.overlap)
        upper += over[:, None].astype(np.float32) * self._down
        outline = ring(upper, below(lower, upper, rig.axes[1, :2]))
        rigid = self._from_rest.to(placement.rigid[index, self._points])
        box = region(outline, _EDGE_MM * rig.unit + 2, rig.width, rig.height)
        if box is not None:
            ball = self._eyeball(box, rigid, gaze)
            ball *= np.float32(1.0 - _SHADE_UNDER_LID * blink)
            blend(frame, box, ball, soft_mask(outline, box, 0.25 * rig.unit))
        if blink <= _APPEARS:
            return
        resting = self._skin.extent @ rigid[:, :2].T.astype(np.float32)
        whole = np.concatenate([outline, resting + rigid[:, 2].astype(np.float32)])
        box = region(whole, _AROUND_MM * rig.unit, rig.width, rig.height)
        if box is not None:
            self._lid(frame, box, rigid, upper, blink)

    def _lid(
        self,
        frame: NDArray[np.uint8],
        box: Box,
        rigid: NDArray[np.float64],
        margin: Floats,
        blink: float,
    ) -> None:
        """Skin down to the lid's `margin` [N, 2], and the lashes on it."""
        unit, lid = self._rig.unit, self._skin
        matrix = rigid.copy()
        matrix[:, 2] += rigid[:, :2] @ lid.origin - (box.left, box.top)
        size = (box.width, box.height)
        drawn = warp_affine(np.dstack([lid.color, lid.alpha]), matrix, size)
        here = np.float32(smoothstep(_APPEARS, _HERE, blink))
        mask = soft_mask(_widened(margin, self._down, 24 * unit), box, 0.3 * unit)
        blend(frame, box, drawn[..., :3], mask * drawn[..., 3] * here)
        blend(frame, box, lid.lashes.color, self._lashes(box, rigid, margin, blink) * here)
        if lid.over is not None:
            over = warp_affine(lid.over, matrix, size)
            blend(frame, box, over[..., :3], over[..., 3] * here)

    def _lashes(self, box: Box, rigid: NDArray[np.float64], margin: Floats, blink: float) -> Floats:
        """The lashes on the lid's `margin`, and the line where lids meet: opacity [h, w]."""
        axes, unit = self._skin.axes, self._rig.unit
        back = cv2.invertAffineTransform(rigid)
        y, x = np.mgrid[box.top : box.bottom, box.left : box.right]
        across, under = axes.millimetres(np.dstack([x, y]) @ back[:, :2].T + back[:, 2])
        height = axes.edge(margin @ back[:, :2].T + back[:, 2], across) - under
        lashes = self._skin.lashes.over(across, height, blink)
        line = soft_mask(self._line(margin), box, _LINE_SOFT_MM * unit)
        return np.maximum(lashes, np.float32(_LINE_ALPHA * blink) * line)

    def _line(self, margin: Floats) -> Floats:
        """The outline of the line where lids meet: lashes make it thick in its middle."""
        share = np.linspace(-1, 1, len(margin), dtype=np.float32)[:, None]
        half = np.float32(_LINE_MM / 2 * self._rig.unit) * (1 - share * share) * self._down
        return ring(margin - half, margin + half)

    def _eyeball(self, box: Box, rigid: NDArray[np.float64], gaze: Floats) -> Floats:
        """The photographed eye under the head's motion, moved by the gaze about the iris."""
        rig = self._rig
        back = cv2.invertAffineTransform(rigid)
        x, y = np.arange(box.left, box.right), np.arange(box.top, box.bottom)
        spots = np.empty((box.height, box.width, 2), np.float32)
        for axis in range(2):
            across, down, at = back[axis]
            spots[..., axis] = (across * x)[None] + (down * y + at)[:, None]
        sx, sy = spots[..., 0], spots[..., 1]
        shift = gaze.astype(np.float64) @ rig.axes[:2, :2] * rig.unit
        centre = self._iris + shift
        away = ((sx - centre[0]) ** 2 + (sy - centre[1]) ** 2) / self._half**2
        pull = np.exp(-1.2 * away)
        sx += rig.margin - np.float32(shift[0]) * pull
        sy += rig.margin - np.float32(shift[1]) * pull
        found = remap(rig.texture, spots, cubic=True)
        return found.astype(np.float32)


def _widened(margin: Floats, down: Floats, far: float) -> Floats:
    """All that lies above a lid's margin, also beside the eye: its lashes reach beyond it."""
    wing = (margin[-1] - margin[0]) * np.float32(_WING)
    drop = np.float32(_WING * far) * down
    edge = np.concatenate([margin[:1] - wing + drop, margin, margin[-1:] + wing + drop])
    return np.concatenate([edge, edge[::-1] - np.float32(far) * down])


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
    skins = [lid_skin(rig, lids.upper, lids.lower) for lids in _EYES]
    if any(skin.over is not None for skin in skins):
        skins = [lid_skin(rig, lids.upper, lids.lower, spectacles=True) for lids in _EYES]
    right, left = (Eye(rig, lids, skin) for lids, skin in zip(_EYES, skins, strict=True))
    return right, left
