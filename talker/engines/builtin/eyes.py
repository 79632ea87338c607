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
    blend,
    region,
    ring,
    smooth_curve,
    soft_line,
    soft_mask,
)
from talker.engines.builtin.rig import Placement, Rig

Floats = NDArray[np.float32]

_GAZE_FROM_YAW_MM = 0.10  # per degree: the eyes stay on the camera
_LID_ALPHA = 0.30
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
        self._skin, self._lash = self._lid_colors()

    def draw(
        self, frame: NDArray[np.uint8], placement: Placement, index: int, blink: float, gaze: Floats
    ) -> None:
        """`blink` 0..1, `gaze` [2] in mm (left and down in the picture positive)."""
        if blink < 0.01 and float(np.abs(gaze).max()) < 0.03:
            return
        rig = self._rig
        points = placement.points[index]
        upper = smooth_curve(points[list(self._lids.upper)])
        lower = smooth_curve(points[list(self._lids.lower)])
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
        matrix[:, :2] = rigid[:, :2]
        matrix[:, 2] += rigid[:, :2] @ (-rig.margin, -rig.margin) - (box.left, box.top)
        skin = cv2.warpAffine(
            self._skin, matrix, (box.width, box.height), borderMode=cv2.BORDER_REPLICATE
        )
        strength = np.float32(_LID_ALPHA * min(1.0, 2.2 * blink))
        mask = soft_mask(lid, box, max(0.5, 1.0 * rig.unit)) * strength
        blend(frame, box, skin.astype(np.float32), mask)
        line = soft_line(upper[2:-2], box, _LASH_MM * rig.unit)
        blend(frame, box, self._lash, line * np.float32(_LASH_ALPHA * min(1.0, 2 * blink)))

    def _eyeball(self, box: object, rigid: NDArray[np.float64], gaze: Floats) -> Floats:
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
        found = cv2.remap(rig.texture, sx, sy, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101)
        return found.astype(np.float32)

    def _lid_colors(self) -> tuple[NDArray[np.uint8], Floats]:
        """Skin for the closed lid as a texture, and the colour of the lash line."""
        rig = self._rig
        texture = rig.texture
        blurred = cv2.GaussianBlur(texture, (0, 0), max(0.6, 0.9 * rig.unit))
        down = rig.axes[1, :2] / np.linalg.norm(rig.axes[1, :2])
        upper = rig.rest[list(self._lids.upper)].astype(np.float64) + rig.margin
        fold = rig.rest[list(self._lids.fold)].astype(np.float64) + rig.margin
        along = rig.axes[0, :2] / np.linalg.norm(rig.axes[0, :2])
        height = np.interp(
            upper @ along, np.sort(fold @ along), (fold @ down)[np.argsort(fold @ along)]
        )
        lift = np.clip(0.75 * (upper @ down - height), 1.2 * rig.unit, 4.2 * rig.unit)
        spots = np.clip((upper - lift[:, None] * down).round().astype(int), 0, None)
        spots = np.minimum(spots, np.array(texture.shape[1::-1]) - 1)
        samples = blurred[spots[:, 1], spots[:, 0]].astype(np.float64)
        cheek_spot = rig.rest[list(topo.CHEEKS)].mean(0) + rig.margin
        cheeks = (rig.rest[list(topo.CHEEKS)] + rig.margin).round().astype(int)
        cheeks = np.clip(cheeks, 0, np.array(texture.shape[1::-1]) - 1)
        del cheek_spot
        cheek = blurred[cheeks[:, 1], cheeks[:, 0]].astype(np.float64).mean(0)
        light = samples.mean(1) / max(float(cheek.mean()), 1.0)
        good = (light > 0.42) & (light < 1.3)
        middle = np.median(samples[good], axis=0) if good.sum() >= 3 else 0.85 * cheek
        samples[~good] = middle
        order = np.argsort(upper @ along)
        position = (upper @ along)[order]
        column_color = 0.55 * samples[order] + 0.45 * middle
        skin = blurred.copy()
        low = np.floor(self._rest.min(0) + rig.margin - 4 * rig.unit).astype(int).clip(0)
        high = np.ceil(self._rest.max(0) + rig.margin + 4 * rig.unit).astype(int)
        high = np.minimum(high, texture.shape[1::-1])
        gx, gy = np.meshgrid(np.arange(low[0], high[0]), np.arange(low[1], high[1]))
        place = gx * along[0] + gy * along[1]
        patch = np.stack([np.interp(place, position, column_color[:, c]) for c in range(3)], -1)
        depth = (gx * down[0] + gy * down[1]) - np.interp(
            place, position, (upper @ down)[order]
        )
        opening = max(float(np.ptp(self._rest @ down)), 1.0)
        patch *= (1.0 - 0.16 * np.clip(depth / opening, 0, 1))[..., None]
        grain = texture[low[1] : high[1], low[0] : high[0]].astype(np.float64)
        del grain
        skin[low[1] : high[1], low[0] : high[0]] = np.clip(patch, 0, 255).astype(np.uint8)
        margin_spots = np.clip((upper[1:-1]).round().astype(int), 0, None)
        margin_spots = np.minimum(margin_spots, np.array(texture.shape[1::-1]) - 1)
        edge = texture[margin_spots[:, 1], margin_spots[:, 0]].astype(np.float64)
        lash = np.percentile(edge, 25, axis=0) * 0.8
        return skin, np.minimum(lash, 0.62 * middle).astype(np.float32)


def _iris(rig: Rig, outline: Floats) -> NDArray[np.float64]:
    """Middle of the dark part of the open eye, in window pixels."""
    box = region(outline, 1.0, rig.width, rig.height)
    if box is None:
        return outline.mean(0).astype(np.float64)
    m = rig.margin
    part = rig.texture[box.top + m : box.bottom + m, box.left + m : box.right + m]
    gray = cv2.cvtColor(part, cv2.COLOR_RGB2GRAY).astype(np.float64)
    inside = soft_mask(outline, box, 0.0) > 0.5
    if inside.sum() < 6:
        return outline.mean(0).astype(np.float64)
    limit = np.percentile(gray[inside], 30)
    weight = np.where(inside, np.clip(limit - gray, 0, None) + 1e-6, 0.0)
    gx, gy = np.meshgrid(np.arange(box.left, box.right), np.arange(box.top, box.bottom))
    return np.array([(gx * weight).sum(), (gy * weight).sum()]) / weight.sum()


def build_eyes(rig: Rig) -> tuple[Eye, Eye]:
    """Both eyes of a rig."""
    return Eye(rig, _EYES[0]), Eye(rig, _EYES[1])
